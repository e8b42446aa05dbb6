using LabActors.Core.Irradiations;
using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>The chain from corrected intensities to an age, with every part at hand.</summary>
public sealed class ArgonAnalysis
{
    private const string JName = "J";
    private readonly IrradiationPosition _position;
    private readonly ArgonConstants _constants;

    /// <summary>Reckons an analysis.</summary>
    /// <param name="intensities">Corrected for baseline, blank and detector, fA.</param>
    /// <param name="measuredAt">Time zero: as of when the intensities are.</param>
    public ArgonAnalysis(ArgonIntensities intensities, IrradiationPosition position, ArgonConstants constants, DateTimeOffset measuredAt)
    {
        (_position, _constants) = (position, constants);
        var doses = IrradiationDecay.Doses(position.Chronology, measuredAt, constants.DecayFromSegmentEnd).ToArray();
        Ar37DecayFactor = IrradiationDecay.Factor(doses, constants.LambdaAr37);
        Ar39DecayFactor = IrradiationDecay.Factor(doses, constants.LambdaAr39);
        DaysSinceIrradiation = IrradiationDecay.DaysSinceStart(position.Chronology, measuredAt);
        var clean = intensities.WithoutTails(constants.AbundanceSensitivity);
        Split = ArgonSplit.Of(
            clean with { Ar37 = clean.Ar37 * Ar37DecayFactor, Ar39 = clean.Ar39 * Ar39DecayFactor }, position.Production, constants, DaysSinceIrradiation);
        Age = Years(position.J?.Error);
    }

    /// <summary>Where the argon comes from.</summary>
    public ArgonSplit Split { get; }

    public double Ar37DecayFactor { get; }

    public double Ar39DecayFactor { get; }

    /// <summary>d.</summary>
    public double DaysSinceIrradiation { get; }

    /// <summary>Age in years with all its errors; null without a J, or where 1 + J·F is not above 0.</summary>
    public Uncertain? Age { get; }

    public Uncertain KCa => Split.KCa(_position.Production);

    public Uncertain KCl => Split.KCl(_position.Production);

    /// <summary>J of the position, were this analysis one of its monitor.</summary>
    public Uncertain MonitorJ => AgeEquation.J(Split.F, _constants.MonitorAgeMa * 1e6, Lambda());

    /// <summary>The result in numbers.</summary>
    public ArgonResult Result() => new()
    {
        Age = Known(Age is null ? null : Age / 1e6) is { } age ? age with { Error = Age!.ErrorFrom(name => name != JName) / 1e6 } : null,
        AgeErrorWithJ = Age?.Error / 1e6,
        AgeErrorWithPositionJ = Years(_position.PositionJError)?.Error / 1e6,
        F = Known(Split.F),
        FErrorWithoutProduction = Split.F.ErrorFrom(name => !Production.IsVariable(name)),
        YieldPercent = Known(Split.YieldPercent),
        KCa = Known(KCa),
        KCl = Known(KCl),
        Radiogenic40 = Known(Split.Radiogenic40),
        K39 = Known(Split.K39),
        Ar37DecayFactor = Ar37DecayFactor,
        Ar39DecayFactor = Ar39DecayFactor,
        DaysSinceIrradiation = DaysSinceIrradiation,
    };

    private static Quantity? Known(Uncertain? value) => value is not null && double.IsFinite(value.Value) ? value.Quantity : null;

    private Uncertain? Years(double? jError) =>
        _position.J is { } j ? AgeEquation.Years(Uncertain.Of(JName, j.Value, jError), Split.F, Lambda()) : null;

    private Uncertain Lambda()
    {
        var lambda = _position.LambdaK is { } stored ? Uncertain.Of("lambda K", stored) : _constants.LambdaK();
        return _constants.IncludeDecayError ? lambda : Uncertain.Exact(lambda.Value);
    }
}
