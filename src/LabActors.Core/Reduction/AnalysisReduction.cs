using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>
/// From series to intercepts: b = I − B. The error of B enters only if it is asked for, as in Pychron's
/// <c>include_baseline_error</c>, whose default is not to; blanks, IC factors and decay come after this.
/// </summary>
public static class AnalysisReduction
{
    /// <summary>The key in a dictionary of fits that stands for all that have none of their own.</summary>
    public const string All = "*";

    /// <summary>Reduces what there is; a run that ended early has short or missing series and is reduced all the same.</summary>
    /// <param name="fits">Isotope (<c>Ar40</c>, or <c>Ar40H1</c> for one of several detectors) to fit name; missing is linear.</param>
    /// <param name="baselineFits">Detector to fit name; missing is average, SEM.</param>
    public static ReducedAnalysis Reduce(
        IEnumerable<IsotopeSeries> signals,
        IEnumerable<IsotopeSeries> baselines,
        IReadOnlyDictionary<string, string> fits,
        IReadOnlyDictionary<string, string> baselineFits,
        bool includeBaselineError = false)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        var reducedBaselines = baselines
            .OrderBy(series => series.Detector, StringComparer.Ordinal)
            .Select(series => ReduceBaseline(series, baselineFits, notes))
            .OfType<BaselineResult>()
            .ToImmutableArray();
        var ofDetector = reducedBaselines.ToDictionary(baseline => baseline.Detector, StringComparer.Ordinal);
        var isotopes = signals
            .OrderByDescending(series => Mass(series.Isotope))
            .ThenBy(series => series.Isotope, StringComparer.Ordinal)
            .ThenBy(series => series.Detector, StringComparer.Ordinal)
            .Select(series => ReduceSignal(series, fits, ofDetector.GetValueOrDefault(series.Detector), includeBaselineError, notes))
            .OfType<IsotopeResult>()
            .ToImmutableArray();
        return new(isotopes, reducedBaselines, notes.ToImmutable());
    }

    private static BaselineResult? ReduceBaseline(IsotopeSeries series, IReadOnlyDictionary<string, string> fits, ImmutableArray<string>.Builder analysisNotes)
    {
        var (choice, notes) = Choose(fits, FitChoice.BaselineDefault, series.Detector);
        var fit = Fit(series, choice, notes);
        if (fit.Intercept is { } value)
            return new(series.Detector, value, fit.Error, fit.Choice.FitName, fit.Choice.ErrorName, fit.Used, fit.Total, fit.Coefficients, fit.Notes);
        analysisNotes.Add($"baseline of {series.Detector}: {string.Join("; ", fit.Notes)}");
        return null;
    }

    private static IsotopeResult? ReduceSignal(
        IsotopeSeries series,
        IReadOnlyDictionary<string, string> fits,
        BaselineResult? baseline,
        bool includeBaselineError,
        ImmutableArray<string>.Builder analysisNotes)
    {
        var (choice, notes) = Choose(fits, FitChoice.SignalDefault, series.Isotope + series.Detector, series.Isotope);
        var fit = Fit(series, choice, notes);
        if (fit.Intercept is not { } intercept)
        {
            analysisNotes.Add($"{series.Isotope} on {series.Detector}: {string.Join("; ", fit.Notes)}");
            return null;
        }

        var correctedError = includeBaselineError ? Quadrature(fit.Error, baseline?.Error) : fit.Error;
        return new(
            series.Isotope, series.Detector, intercept, fit.Error, fit.Choice.FitName, fit.Choice.ErrorName, fit.Used, fit.Total, fit.Coefficients,
            baseline?.Value, baseline?.Error, intercept - baseline?.Value, baseline is null ? null : correctedError, fit.Notes);
    }

    private static (FitChoice Choice, ImmutableArray<string> Notes) Choose(IReadOnlyDictionary<string, string> fits, FitChoice missing, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (fits.TryGetValue(name, out var own)) return FitChoice.Parse(own);
        return fits.TryGetValue(All, out var all) ? FitChoice.Parse(all) : (missing, []);
    }

    private static RegressionResult Fit(IsotopeSeries series, FitChoice choice, ImmutableArray<string> notes)
    {
        var good = series.Points.Where(point => point.IsGood).ToArray();
        var bad = series.Points.Where(point => !point.IsGood).ToArray();
        var result = Regression.Fit([.. good.Select(p => p.Seconds)], [.. good.Select(p => p.Intensity)], choice);
        if (bad.Length > 0) notes = notes.Add($"{bad.Length} of {series.Points.Length} readings are not good ({Reasons(bad)}) and are left out");
        return result with { Total = series.Points.Length, Notes = [.. notes, .. result.Notes] };
    }

    private static string Reasons(SeriesPoint[] bad) =>
        string.Join(", ", bad.Select(p => p.Quality == SeriesPoint.Good ? "not a number" : p.Quality).Distinct().Order(StringComparer.Ordinal));

    private static double? Quadrature(double? a, double? b) => a is { } x && b is { } y ? Math.Sqrt((x * x) + (y * y)) : null;

    /// <summary>The mass number in an isotope's name (<c>Ar40</c>, <c>40Ar</c>); 0 when there is none.</summary>
    private static int Mass(string isotope)
    {
        var digits = new string([.. isotope.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, out var mass) ? mass : 0;
    }
}
