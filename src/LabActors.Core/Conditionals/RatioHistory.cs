using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.ConditionalEvents;

namespace LabActors.Core.Conditionals;

/// <summary>The ratios of references over runs, queues and restarts, and whether a new one has changed.</summary>
public sealed record RatioHistory
{
    /// <summary>More than any check looks back.</summary>
    private const int Longest = 200;

    /// <summary>Nothing measured.</summary>
    public static RatioHistory Empty { get; } = new();

    private ImmutableDictionary<string, ImmutableList<RatioMeasured>> Measured { get; init; } = ImmutableDictionary<string, ImmutableList<RatioMeasured>>.Empty;

    /// <summary>What the ratios of a run that was judged before came to; none for another run.</summary>
    public ImmutableArray<RatioMeasured> Of(string runUuid) => [.. Measured.Values.SelectMany(m => m).Where(m => m.RunUuid == runUuid)];

    /// <summary>What a run's ratios come to, one event each.</summary>
    public ImmutableArray<RatioMeasured> Judge(DateTimeOffset at, string runUuid, string runId, string instrument, ImmutableArray<RatioValue> ratios, bool simulated = false) =>
        [.. ratios.Select(ratio => Judge(at, runUuid, runId, instrument, ratio, Measured.GetValueOrDefault(Key(instrument, ratio.Check.AnalysisType, ratio.Check.Ratio), [])) with { Simulated = simulated })];

    /// <summary>Folds an event.</summary>
    public RatioHistory Apply(IJournalEvent e)
    {
        if (e is not RatioMeasured measured)
            throw new ArgumentException($"{e.GetType().Name} is not an event of the history of ratios", nameof(e));
        var key = Key(measured.Instrument, measured.AnalysisType, measured.Ratio);
        var known = Measured.GetValueOrDefault(key, []);
        return this with { Measured = Measured.SetItem(key, (known.Count < Longest ? known : known.RemoveAt(0)).Add(measured)) };
    }

    private static RatioMeasured Judge(DateTimeOffset at, string runUuid, string runId, string instrument, RatioValue ratio, ImmutableList<RatioMeasured> before)
    {
        var (check, value, error) = ratio;

        // What failed is no standard for what follows.
        var change = check.Judge([.. before.Where(m => m.Change.Length == 0).Select(m => new Quantity(m.Value, m.Error))], new Quantity(value, error));
        var sinceAlarm = before.Skip(before.FindLastIndex(m => m.IsAlarm) + 1);
        var failures = change.Length == 0
            ? 0
            : 1 + (check.InARow ? sinceAlarm.Reverse().TakeWhile(m => m.Change.Length > 0).Count() : sinceAlarm.Count(m => m.Change.Length > 0));
        return new RatioMeasured(at, runUuid, runId, instrument, check.AnalysisType, check.Ratio, value, error, change, failures >= check.Failures, check.NoticeOnly);
    }

    private static string Key(string instrument, string analysisType, string ratio) => $"{instrument}/{analysisType}/{ratio}";
}
