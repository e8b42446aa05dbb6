using System.Collections.Immutable;
using LabActors.Actors.Results.Rows;
using LabActors.Core.Ages;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results.Report;

/// <summary>Dated analyses that are drawn together: of one sample, or the steps of one aliquot.</summary>
/// <param name="Title">Identifier or run, and sample.</param>
/// <param name="IsSpectrum">They are steps, in their order.</param>
public sealed record AgeGroup(string Title, bool IsSpectrum, ImmutableArray<AnalysisRow> Analyses)
{
    // A mean or a plateau of one is none.
    private const int Least = 2;

    /// <summary>Groups of two or more dated analyses: a spectrum for each aliquot that was heated in steps, an ideogram for the other analyses of each identifier.</summary>
    public static ImmutableArray<AgeGroup> Of(IReadOnlyCollection<AnalysisRow> analyses)
    {
        var dated = analyses.Where(analysis => analysis is { Age: not null, AgeError: > 0 } && analysis.State is "success" or "truncated").ToArray();
        var samples = dated.Where(analysis => analysis.Step < 0).GroupBy(analysis => analysis.Identifier)
            .Select(group => new AgeGroup(Named(group.Key, group.First()), false, [.. group.OrderBy(analysis => analysis.Age)]));
        var heated = dated.Where(analysis => analysis is { Step: >= 0, K39: > 0 }).GroupBy(analysis => (analysis.Identifier, analysis.Aliquot))
            .Select(group => new AgeGroup(Named($"{group.Key.Identifier}-{group.Key.Aliquot:00}", group.First()), true, [.. group.OrderBy(analysis => analysis.Step)]));
        return [.. samples.Concat(heated).Where(group => group.Analyses.Length >= Least)];
    }

    /// <summary>True when some of it is simulated.</summary>
    public bool Simulated => Analyses.Any(analysis => analysis.Simulated);

    /// <summary>An analysis' age without the error of J, Ma.</summary>
    public static Quantity AgeOf(AnalysisRow analysis) => new(analysis.Age!.Value, analysis.AgeError);

    /// <summary>A mean in words: <c>28.201 ± 0.012 Ma (± 0.031 with J), MSWD 1.1, n = 12</c>; 1 sigma.</summary>
    public string Words(WeightedMean mean) => $"{AgeWords(mean)}, {ScatterWords(mean)}";

    /// <summary>The first half of <see cref="Words"/>: the age.</summary>
    public string AgeWords(WeightedMean mean) => $"{ValueText.WithError(mean.Mean, mean.Error)} Ma{WithJ(mean)}";

    /// <summary>The second half of <see cref="Words"/>: how the ages scatter.</summary>
    public static string ScatterWords(WeightedMean mean)
    {
        var validity = mean.Count < Least || MswdTest.IsValid(mean.Mswd, mean.Count) ? "" : " (more or less than the errors let expect)";
        return FormattableString.Invariant($"MSWD {mean.Mswd:0.00}{validity}, n = {mean.Count}");
    }

    /// <summary>All have the same J, whose error the mean does not lessen.</summary>
    private string WithJ(WeightedMean mean)
    {
        var fromJ = Analyses.Select(a => ((a.AgeErrorWithJ * a.AgeErrorWithJ) - (a.AgeError * a.AgeError)) ?? 0).Max();
        return fromJ <= 0 ? "" : FormattableString.Invariant($" (± {ValueText.Error(Math.Sqrt((mean.Error * mean.Error) + fromJ))} with the error of J)");
    }

    private static string Named(string name, AnalysisRow analysis) => analysis.Sample.Length > 0 ? $"{name} {analysis.Sample}" : name;
}
