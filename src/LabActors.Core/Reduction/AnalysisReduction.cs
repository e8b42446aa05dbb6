using System.Collections.Immutable;
using LabActors.Core.Ages;

namespace LabActors.Core.Reduction;

/// <summary>
/// From series to corrected intensities and ages, in Pychron's order: baseline, blank, discrimination, IC factor; then tails, decay,
/// interferences, trapped argon. The error of the baseline enters only if it is asked for, as in Pychron's <c>include_baseline_error</c>.
/// </summary>
internal static class AnalysisReduction
{
    private static readonly ImmutableArray<string> Argons = ["Ar40", "Ar39", "Ar38", "Ar37", "Ar36"];

    /// <summary>Heaviest first; then by name and detector.</summary>
    public static ImmutableArray<LiveIsotope> Isotopes(AnalysisState state) =>
    [
        .. state.Signals
            .OrderByDescending(series => Mass(series.Isotope))
            .ThenBy(series => series.Isotope, StringComparer.Ordinal)
            .ThenBy(series => series.Detector, StringComparer.Ordinal)
            .Select(series => new LiveIsotope(
                series,
                series.Intercept,
                Baseline(state, series.Detector),
                Blank(state.Inputs.Earlier.Blank, series),
                state.Inputs.Detectors.GetValueOrDefault(series.Detector, DetectorCorrection.None),
                state.Inputs.Constants.IncludeBaselineError)),
    ];

    /// <summary>The run's own baseline, else that of the run before.</summary>
    public static Quantity? Baseline(AnalysisState state, string detector) =>
        Own(state, detector) ?? (state.Inputs.Earlier.Baselines is { } earlier && earlier.Detectors.TryGetValue(detector, out var baseline) ? baseline : null);

    /// <summary>The chain to the age of an unknown; null with an isotope missing.</summary>
    public static ArgonAnalysis? Argon(AnalysisState state, LiveAnalysis analysis)
    {
        if (state.Inputs.Irradiation is not { } irradiation || state.MeasuredAt is not { } at || !IsDated(state)) return null;
        var intensities = Argons.Select(name => analysis.Isotope(name)?.Intensity).OfType<Uncertain>().ToArray();
        return intensities is [var ar40, var ar39, var ar38, var ar37, var ar36]
            ? new(new ArgonIntensities(ar40, ar39, ar38, ar37, ar36), irradiation, state.Inputs.Constants, at)
            : null;
    }

    /// <summary>Everything in numbers; a run that ended early has short or missing series and is reduced all the same.</summary>
    public static ReducedAnalysis Reduce(AnalysisState state, LiveAnalysis analysis)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        var baselines = state.Baselines
            .OrderBy(series => series.Detector, StringComparer.Ordinal)
            .Select(series => Result(series, notes))
            .OfType<BaselineResult>()
            .ToImmutableArray();
        var isotopes = analysis.Isotopes.Select(isotope => Result(state, isotope, notes)).OfType<IsotopeResult>().ToImmutableArray();
        Missing(state, analysis, isotopes, notes);
        return new(isotopes, baselines, notes.ToImmutable())
        {
            Blank = isotopes.Any(isotope => isotope.Blank is not null) ? state.Inputs.Earlier.Blank : null,
            Irradiation = IsDated(state) ? state.Inputs.Irradiation : null,
            Argon = analysis.Argon?.Result(),
        };
    }

    private static bool IsDated(AnalysisState state) => state.AnalysisType == "unknown";

    private static Quantity? Own(AnalysisState state, string detector)
    {
        foreach (var series in state.Baselines)
            if (series.Detector == detector) return series.Intercept;
        return null;
    }

    private static Quantity? Blank(AnalysisBlank? blank, LiveSeries series) =>
        blank is not null && (blank.Isotopes.TryGetValue(series.Isotope + series.Detector, out var value) || blank.Isotopes.TryGetValue(series.Isotope, out value))
            ? value
            : null;

    /// <summary>What was not done is said, so that nobody takes a number for more than it is.</summary>
    private static void Missing(AnalysisState state, LiveAnalysis analysis, ImmutableArray<IsotopeResult> isotopes, ImmutableArray<string>.Builder notes)
    {
        if (isotopes.IsEmpty) return;
        var isCorrected = state.AnalysisType is "unknown" or "air" or "cocktail";
        if (isCorrected && state.Inputs.Earlier.Blank is null)
            notes.Add("no blank of its kind was measured before: the intensities are not corrected for a blank");
        else if (isCorrected && isotopes.Where(i => i.Blank is null).Select(i => i.Isotope).Distinct().ToArray() is { Length: > 0 } without)
            notes.Add($"the blank {state.Inputs.Earlier.Blank!.RunId} has no {string.Join(", ", without)}: not corrected for a blank");
        if (IsDated(state) && state.Inputs.Irradiation is null)
            notes.Add($"nothing is known of the irradiation of {state.Identifier}: no age");
        else if (IsDated(state) && analysis.Argon is null)
            notes.Add($"no age without {string.Join(", ", Argons.Where(name => analysis.Isotope(name)?.Intensity is null))}");
        else if (analysis.Argon is { Age: null })
            notes.Add(state.Inputs.Irradiation!.J is null ? $"{state.Identifier} has no J yet: no age" : "1 + J·F is not above 0: no age");
    }

    private static BaselineResult? Result(LiveSeries series, ImmutableArray<string>.Builder analysisNotes)
    {
        var fit = series.Fit;
        if (fit.Intercept is { } value)
        {
            return new(series.Detector, value, fit.Error, fit.Choice.FitName, fit.Choice.ErrorName, fit.Used, fit.Total, fit.Coefficients, fit.Notes)
            {
                Filter = series.Filter,
                Outliers = fit.Outliers,
            };
        }

        analysisNotes.Add($"baseline of {series.Detector}: {string.Join("; ", fit.Notes)}");
        return null;
    }

    private static IsotopeResult? Result(AnalysisState state, LiveIsotope isotope, ImmutableArray<string>.Builder analysisNotes)
    {
        var (series, fit) = (isotope.Series, isotope.Series.Fit);
        if (isotope.Intensity is not { } intensity)
        {
            analysisNotes.Add($"{series.Isotope} on {series.Detector}: {string.Join("; ", fit.Notes)}");
            return null;
        }

        var from = isotope.Baseline is not null && Own(state, series.Detector) is null ? state.Inputs.Earlier.Baselines!.RunId : "";
        var notes = from.Length > 0 ? fit.Notes.Add($"the baseline is that of {from}: this run has none of {series.Detector}") : fit.Notes;
        return new(
            series.Isotope, series.Detector, fit.Intercept!.Value, fit.Error, fit.Choice.FitName, fit.Choice.ErrorName, fit.Used, fit.Total, fit.Coefficients,
            isotope.Baseline?.Value, isotope.Baseline?.Error, isotope.BaselineCorrected?.Value, isotope.BaselineCorrected?.Error, notes)
        {
            BaselineFrom = from,
            Blank = isotope.Blank,
            BlankCorrected = isotope.BlankCorrected!.Quantity,
            IcFactor = isotope.Detector.IcFactor,
            Discrimination = isotope.Detector.Discrimination,
            Intensity = intensity.Quantity,
            Filter = series.Filter,
            Outliers = fit.Outliers,
        };
    }

    /// <summary>The mass number in an isotope's name (<c>Ar40</c>, <c>40Ar</c>); 0 when there is none.</summary>
    private static int Mass(string isotope)
    {
        var mass = 0;
        foreach (var c in isotope.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)) mass = (mass * 10) + (c - '0');
        return mass;
    }
}
