using System.Collections.Immutable;
using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>
/// What the analyses of one sample come to together: its fusions under their identifier, its steps under identifier and aliquot. Errors of means
/// are (Σ1/σ²)^−½, widened by √MSWD where that is above 1 (Pychron's MSEM).
/// </summary>
/// <param name="Name">Identifier; of steps, with their aliquot.</param>
/// <param name="IsStepHeating">The runs are steps, in the order of their letters.</param>
/// <param name="Runs">All that have an age; those that were left out too.</param>
/// <param name="Omitted">Run ids that a person left out.</param>
public sealed record SampleAge(string Name, string Sample, bool IsStepHeating, ImmutableArray<DatedRun> Runs, ImmutableHashSet<string> Omitted)
{
    /// <summary>Of the ages, Ma; null when none has an error.</summary>
    public WeightedMean? Mean { get; private init; }

    /// <summary>The weighted mean; null when there is none.</summary>
    public AgeMa? MeanAge { get; private init; }

    /// <summary>Null for fusions, and for steps that have none.</summary>
    public SamplePlateau? Plateau { get; private init; }

    /// <summary>As if the gas of all steps had been measured at once; null for fusions.</summary>
    public AgeMa? Integrated { get; private init; }

    /// <summary>Null for fewer than three analyses.</summary>
    public SampleIsochron? Isochron { get; private init; }

    /// <summary>J of the position, were the sample its monitor; null when none has an error.</summary>
    public MeanJ? MonitorJ { get; private init; }

    /// <summary>Groups runs into samples, in the order in which they first appear.</summary>
    /// <param name="omitted">Run ids to leave out of all that is reckoned.</param>
    public static ImmutableArray<SampleAge> Of(IEnumerable<DatedRun> runs, ImmutableHashSet<string> omitted, PlateauOptions plateau) =>
    [
        .. runs
            .GroupBy(run => (run.Identifier, Aliquot: run.Step >= 0 ? run.Aliquot : -1))
            .Select(group => new SampleAge(
                group.Key.Aliquot < 0 ? group.Key.Identifier : $"{group.Key.Identifier}-{group.Key.Aliquot:00}",
                group.First().Sample,
                group.Key.Aliquot >= 0,
                group.Key.Aliquot < 0 ? [.. group] : [.. group.OrderBy(run => run.Step)],
                omitted).Reckoned(plateau)),
    ];

    private SampleAge Reckoned(PlateauOptions options)
    {
        DatedRun[] used = [.. Runs.Where(run => !Omitted.Contains(run.RunId))];
        if (used.Length == 0) return this;
        // What belongs to the sample (J, decay constants) is that of its newest run.
        var sample = used[^1].Argon;
        var mean = WeightedMean.Of(used.Select(run => run.Age));
        return this with
        {
            Mean = mean,
            MeanAge = Widened(sample, mean),
            Plateau = IsStepHeating ? FindPlateau(sample, options) : null,
            Integrated = IsStepHeating ? sample.AgeOf(IntegratedAge.F(used.Select(run => (run.Own(run.Argon.Split.Radiogenic40), run.Own(run.Argon.Split.K39))))) : null,
            Isochron = Ages.Isochron.Of([.. used.Select(run => run.Argon.Split.InterferenceCorrected)]) is { } line
                ? new(line, sample.AgeOf(Uncertain.Of("isochron", line.F)))
                : null,
            MonitorJ = MeanJ.Of([.. used.Select(run => run.Argon.MonitorJ.Quantity)], weighted: true, ErrorKind.Msem),
        };
    }

    private static AgeMa? Widened(ArgonAnalysis sample, WeightedMean? mean) =>
        mean is null ? null : sample.WithErrorOfJ(new Quantity(mean.Mean, mean.ErrorOf(ErrorKind.Msem)));

    private SamplePlateau? FindPlateau(ArgonAnalysis sample, PlateauOptions options)
    {
        PlateauStep[] steps = [.. Runs.Select(run => new PlateauStep(run.Age, run.Argon.Split.K39.Value, Omitted.Contains(run.RunId)))];
        if (Ages.Plateau.Find(steps, options) is not { } found || Widened(sample, found.Age) is not { } age) return null;
        var gas = steps.Where(step => !step.Omitted).Sum(step => step.K39);
        var inside = steps[found.First..(found.Last + 1)].Where(step => !step.Omitted).Sum(step => step.K39);
        return new(Runs[found.First].RunId, Runs[found.Last].RunId, 100 * inside / gas, found.Age, age);
    }
}
