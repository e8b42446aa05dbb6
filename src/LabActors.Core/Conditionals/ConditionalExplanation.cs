using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Core.Conditionals;

/// <summary>What a conditional does, in words for people who know Pychron.</summary>
public static class ConditionalExplanation
{
    /// <summary>The lines: when it is tested, on what values, what a trip does, and what somebody from Pychron would not expect.</summary>
    public static ImmutableArray<string> Of(Conditional conditional, ConditionVocabulary vocabulary) =>
    [
        $"when   {When(conditional)}",
        $"if     {Trips(conditional)}",
        .. Values(conditional, vocabulary).Select(v => $"value  {v}"),
        $"then   {Then(conditional)}",
        .. Unexpected(conditional, vocabulary).Select(u => $"note   {u}"),
    ];

    /// <summary>What a ratio that must not change is held against, and what follows.</summary>
    public static string Of(RatioChangeCheck check)
    {
        var reference = check.Nominal is { } nominal ? string.Create(CultureInfo.InvariantCulture, $"{nominal:g6}") : $"the mean of the {check.Analyses} before it";
        (string Words, double? Limit)[] limits =
        [
            ("{0:g4}", check.Threshold), ("{0:g4} %", check.PercentThreshold), ("{0:g4} standard deviations of those before", check.Sigmas), ("an MSWD of {0:g4} with those before", check.MswdThreshold),
        ];
        var given = limits.Where(l => l.Limit is not null).Select(l => string.Format(CultureInfo.InvariantCulture, l.Words, l.Limit));
        var failures = check.Failures == 1 ? "one failure" : $"{check.Failures} failures{(check.InARow ? " in a row" : "")}";
        return $"{check.Ratio} of each run of type {check.AnalysisType} may differ from {reference} by {string.Join(" and ", given)} at most; {failures} {(check.NoticeOnly ? "are told" : "stop the queue")}";
    }

    private static string When(Conditional c)
    {
        var runs = c.AnalysisTypes.IsEmpty ? "every run" : $"runs of type {string.Join(", ", c.AnalysisTypes)}";
        return c.Kind switch
        {
            ConditionalKind.PreRunTermination => $"{runs}: on a live reading before extraction and again before measurement",
            ConditionalKind.PostRunTermination or ConditionalKind.PostRunAction => $"{runs}: when the run has been saved",
            ConditionalKind.Equilibration => $"{runs}: while the gas equilibrates, {Counts(c)}",
            _ => $"{runs}: in every block (equilibration, signal, baselines), {Counts(c)}",
        };
    }

    private static string Counts(Conditional c)
    {
        var first = c.Start + c.Frequency;
        return c.Frequency == 1
            ? $"before each count from {first} on"
            : $"before counts {first}, {first + c.Frequency}, {first + (2 * c.Frequency)} ... ({first - 1} readings exist at the first)";
    }

    private static string Trips(Conditional c)
    {
        var times = c.Trips == 1 ? "holds" : $"holds {c.Trips} times in a row";
        return $"{c.Test} {times}";
    }

    private static IEnumerable<string> Values(Conditional c, ConditionVocabulary vocabulary)
    {
        var mapped = c.Mapper.Length > 0 ? $", mapped by {c.Mapper}" : "";
        foreach (var reference in ConditionParser.Read(c.Test).Expression?.Values().DistinctBy(v => v.Text) ?? [])
            yield return $"{reference.Text}: {(vocabulary.Find(reference) is { } value ? Meaning(value, c.Window) + mapped : "nothing here bears this name")}";
    }

    private static string Meaning(ConditionValue value, int window)
    {
        var readings = window > 0 ? $"the newest {window} readings" : "all readings of the series";
        return (value.Source, value.Quantity) switch
        {
            (ValueSource.Isotope, ValueQuantity.Plain) when window > 0 => $"mean of {readings}, not corrected for baseline, blank or IC factor",
            (ValueSource.Isotope, ValueQuantity.Plain) => "intercept of the fit so far, corrected for baseline, blank and IC factor (fA)",
            (ValueSource.Detector, ValueQuantity.Plain) or (_, ValueQuantity.Current) => "the newest reading (fA)",
            (_, ValueQuantity.BaselineCorrected) => "intercept of the fit so far less the baseline (fA)",
            (_, ValueQuantity.Baseline) => "the baseline (fA)",
            (_, ValueQuantity.Error) => "the error of the value, 1 sigma",
            (_, ValueQuantity.Slope) => $"slope of a line through {readings} (fA/s)",
            (_, ValueQuantity.Average) => $"mean of {readings} (fA)",
            (_, ValueQuantity.Maximum) => $"greatest of {readings} (fA)",
            (_, ValueQuantity.Minimum) => $"least of {readings} (fA)",
            (_, ValueQuantity.Deflection) => "the deflection that the spectrometer reports",
            (_, ValueQuantity.Inactive) => "yes when the detector is not in the newest reading",
            (ValueSource.Ratio, _) => "ratio of the two intercepts, each fully corrected",
            (ValueSource.Computed, _) => ComputedNames.Meaning(value.Name),
            (ValueSource.Device, _) => "what the device reports",
            (ValueSource.Gauge, _) => "what the gauge reports",
            _ => "a number that the run's scripts give",
        };
    }

    private static string Then(Conditional c) => c.Kind switch
    {
        ConditionalKind.Cancelation => "the run is stopped and saved as canceled, the queue is canceled",
        ConditionalKind.Termination => "the run is stopped and saved as failed, the queue goes on with the next run",
        ConditionalKind.Truncation => $"the block ends, the run goes on and is saved as truncated{Ratio(c)}",
        ConditionalKind.Equilibration => $"the equilibration's readings end, the run goes on and is saved as truncated{Ratio(c)}",
        ConditionalKind.Action when c.Action.Length == 0 => c.Resume ? "nothing but a note" : "the block ends, the run goes on",
        ConditionalKind.Action => $"runs {OneLine(c.Action)}; then the block {(c.Resume ? "goes on" : "ends")}",
        ConditionalKind.Modification => Modification(c),
        ConditionalKind.PreRunTermination => "the run fails, the queue is canceled",
        ConditionalKind.PostRunTermination => "the queue is canceled; the run stays as it was saved",
        ConditionalKind.PostRunAction when c.Action == "repeat" => "the run is repeated, once",
        ConditionalKind.PostRunAction => "the queue is canceled; the run stays as it was saved",
        _ => $"the script gets the word '{c.Action}'",
    };

    private static string Modification(Conditional c)
    {
        var queue = c.Action switch
        {
            ModificationAction.SkipNextRun => "the next run is skipped",
            ModificationAction.SkipRuns => $"the next {c.Skip} runs are skipped, blanks and airs included",
            ModificationAction.SkipAliquot => "all later runs of this identifier and aliquot are skipped",
            ModificationAction.SkipToLastInAliquot => "the runs up to the last one in a row of this identifier are skipped",
            ModificationAction.SetExtract => $"the following runs of this identifier and aliquot get their extraction values changed by {c.ExtractionSteps}",
            ModificationAction.RepeatRun => "a copy of this run is put behind it",
            _ => "a blank for this run is put behind it",
        };
        var run = c.UseTermination ? "this run ends and is saved as failed" : c.UseTruncation ? $"this run is truncated{Ratio(c)}" : "this run goes on";
        return $"{queue}; {run}";
    }

    private static string Ratio(Conditional c) => c.AbbreviatedCountRatio == 1
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; later blocks take {c.AbbreviatedCountRatio:0.###} of their counts");

    private static string OneLine(string snippet) => string.Join("; ", snippet.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Unexpected(Conditional c, ConditionVocabulary vocabulary)
    {
        switch (c.Kind)
        {
            case ConditionalKind.Termination:
                yield return "Pychron cancels the whole queue here and does not save the run";
                break;
            case ConditionalKind.Equilibration:
                yield return "Pychron stops the experiment with an error here";
                break;
            case ConditionalKind.Modification:
                yield return "Pychron does nothing here; it fires once and again only after the test has come out false";
                break;
            case ConditionalKind.PostRunTermination or ConditionalKind.PreRunTermination:
                yield return "start and frequency do not apply";
                break;
        }

        if (c.Kind is ConditionalKind.PostRunTermination or ConditionalKind.PostRunAction && c.Trips > 1)
            yield return "the runs in a row are counted; Pychron begins anew with each run and never trips";
        if (c.AnalysisTypes.Contains("ic"))
            yield return "'ic' is detector_ic; in Pychron it matches no run";
        var values = ConditionParser.Read(c.Test).Expression?.Values().Select(vocabulary.Find).OfType<ConditionValue>().ToArray() ?? [];
        if (c.Window > 0 && values.Any(v => v is { Source: ValueSource.Isotope, Quantity: ValueQuantity.Plain }))
            yield return "with a window a plain isotope is an uncorrected mean: another quantity than without one";
        if (values.Any(v => v is { Source: ValueSource.Detector, Quantity: ValueQuantity.Plain }))
            yield return "Pychron takes 0 for a detector alone, whatever is measured";
        if (values.Any(v => v.Source == ValueSource.Computed))
            yield return "computed anew at each count (in Pychron every fifth, and 0 before that); not tested while it cannot be computed";
        yield return "a value that is missing does not trip, and is told once in the run's log";
    }
}
