using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>
/// Where the argon of an analysis comes from, after decay has been made good: potassium, calcium, chlorine, trapped argon, and radiogenic
/// 40Ar. Formulas of McDougall and Harrison (1999), chapter 3, in Pychron's order. All in fA.
/// </summary>
public sealed record ArgonSplit
{
    public required ArgonIntensities Total { get; init; }

    public required Uncertain K40 { get; init; }

    /// <summary>39Ar from potassium: what the age is reckoned from.</summary>
    public required Uncertain K39 { get; init; }

    public required Uncertain K38 { get; init; }

    public required Uncertain K37 { get; init; }

    public required Uncertain Ca39 { get; init; }

    public required Uncertain Ca38 { get; init; }

    public required Uncertain Ca37 { get; init; }

    public required Uncertain Ca36 { get; init; }

    public required Uncertain Cl38 { get; init; }

    public required Uncertain Cl36 { get; init; }

    public required Uncertain Trapped36 { get; init; }

    public required Uncertain Trapped38 { get; init; }

    public required Uncertain Trapped40 { get; init; }

    /// <summary>Radiogenic 40Ar.</summary>
    public required Uncertain Radiogenic40 { get; init; }

    /// <summary>40Ar*/39ArK.</summary>
    public Uncertain F => Radiogenic40 / K39;

    /// <summary>Radiogenic part of 40Ar, %.</summary>
    public Uncertain YieldPercent => 100 * Radiogenic40 / Total.Ar40;

    /// <summary>The set that isochrons are drawn from: 40Ar less that from potassium, 39Ar from potassium, trapped 36Ar.</summary>
    public ArgonIntensities InterferenceCorrected => new(Total.Ar40 - K40, K39, Total.Ar38, Total.Ar37, Trapped36);

    /// <summary>K/Ca by the production's factor.</summary>
    public Uncertain KCa(Production production) => K39 / Ca37 / Factor("Ca_K", production.CaK);

    /// <summary>K/Cl by the production's factor.</summary>
    public Uncertain KCl(Production production) => K39 / Cl38 / Factor("Cl_K", production.ClK);

    /// <summary>Takes the argon of an analysis apart.</summary>
    /// <param name="argon">Corrected for decay.</param>
    /// <param name="daysSinceIrradiation">For 36Cl.</param>
    public static ArgonSplit Of(ArgonIntensities argon, Production production, ArgonConstants constants, double daysSinceIrradiation)
    {
        Uncertain Ratio(string name, Quantity ratio) => Production.Variable(name, ratio);
        var k3739 = Ratio("K3739", production.K3739);
        var ca3937 = Ratio("Ca3937", production.Ca3937);
        var (k39, k37, ca37) = Potassium(argon, k3739, ca3937, constants.Fixed3739);
        var calcium = constants.AllowNegativeCalcium || ca37.Value >= 0 ? ca37 : Uncertain.Exact(0);
        var k38 = Ratio("K3839", production.K3839) * k39;
        var ca36 = Ratio("Ca3637", production.Ca3637) * calcium;
        var ca38 = Ratio("Ca3837", production.Ca3837) * calcium;

        var m = Ratio("Cl3638", production.Cl3638) * (constants.LambdaCl36 * daysSinceIrradiation);
        var s = constants.Trapped4036.Value / constants.Trapped4038;
        var trapped36 = (argon.Ar36 - ca36 - (m * (argon.Ar38 - k38 - ca38))) / (1 - (m * s));
        var trapped38 = s * trapped36;
        var cl38 = argon.Ar38 - trapped38 - k38 - ca38;
        var trapped40 = trapped36 * Uncertain.Of("trapped 40/36", constants.Trapped4036);
        var k40 = Ratio("K4039", production.K4039) * k39;
        return new()
        {
            Total = argon,
            K40 = k40,
            K39 = k39,
            K38 = k38,
            K37 = k37,
            Ca39 = ca3937 * ca37,
            Ca38 = ca38,
            Ca37 = ca37,
            Ca36 = ca36,
            Cl38 = cl38,
            Cl36 = m * cl38,
            Trapped36 = trapped36,
            Trapped38 = trapped38,
            Trapped40 = trapped40,
            Radiogenic40 = argon.Ar40 - trapped40 - k40,
        };
    }

    private static (Uncertain K39, Uncertain K37, Uncertain Ca37) Potassium(ArgonIntensities argon, Uncertain k3739, Uncertain ca3937, Quantity? fixed3739)
    {
        if (fixed3739 is { } ratio)
        {
            // 37Ar/39Ar of the whole is given, and 39Ar/37Ar of the calcium is known: what is left is potassium's.
            var x = Uncertain.Of("fixed 37/39", ratio);
            var y = 1 / ca3937;
            var ca = argon.Ar39 * x * y / (x + y);
            var k = argon.Ar39 - (ca3937 * ca);
            return (k, x * k, ca);
        }

        var k39 = (argon.Ar39 - (ca3937 * argon.Ar37)) / (1 - (k3739 * ca3937));
        var k37 = k3739 * k39;
        return (k39, k37, argon.Ar37 - k37);
    }

    private static Uncertain Factor(string name, Quantity factor) => factor.Value == 0 ? 1 : Production.Variable(name, factor);
}
