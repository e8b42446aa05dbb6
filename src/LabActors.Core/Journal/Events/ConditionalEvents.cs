using System.Collections.Immutable;
using LabActors.Core.Conditionals;

namespace LabActors.Core.Journal.Events;

/// <summary>What runs, their queues and the history of ratios journal of conditionals.</summary>
public static class ConditionalEvents
{
    /// <summary>The conditionals that the run has from its row, its queue and the laboratory; those of its script follow one by one.</summary>
    public sealed record ConditionalsInstalled(DateTimeOffset At, ImmutableArray<Conditional> Conditionals) : IJournalEvent;

    /// <summary>A queue that runs got rows with conditionals of which it had no text yet.</summary>
    public sealed record ConditionalTextsRead(DateTimeOffset At, ImmutableArray<ConditionalText> Texts) : IJournalEvent;

    /// <summary>The measurement script added one.</summary>
    public sealed record ConditionalAdded(DateTimeOffset At, Conditional Conditional) : IJournalEvent;

    /// <summary>The measurement script took all of these kinds away, wherever they came from.</summary>
    public sealed record ConditionalsCleared(DateTimeOffset At, ImmutableArray<ConditionalKind> Kinds) : IJournalEvent;

    /// <summary>Tests in a row that came out true, and modifications that have fired; journaled when it has changed.</summary>
    /// <param name="True">Id of a conditional to the number; those at 0 are left out.</param>
    /// <param name="Fired">Ids.</param>
    /// <param name="When">As in <see cref="ConditionalTripped"/>; empty when it is no round of tests that changed them.</param>
    /// <param name="Series">As there.</param>
    /// <param name="Count">As there.</param>
    public sealed record ConditionalsCounted(
        DateTimeOffset At, ImmutableDictionary<string, int> True, ImmutableArray<string> Fired, string When = "", int Series = 0, int Count = 0) : IJournalEvent;

    /// <summary>A conditional could not be told, for the first time in the run: it does not trip, and its tests in a row begin anew.</summary>
    /// <param name="Missing">Which values there were not, and why.</param>
    public sealed record ConditionalNotEvaluated(DateTimeOffset At, string Id, string Test, string Missing, int Series, int Count) : IJournalEvent;

    /// <summary>A conditional tripped.</summary>
    /// <param name="Seen">The values that it was tested on.</param>
    /// <param name="When"><c>count, before extraction, before measurement, after the run</c>.</param>
    /// <param name="Series">Series in which it was tested; 0 outside of series.</param>
    /// <param name="Count">The count before which it was tested, of the block: a peak hop counts through all its series. 0 outside of series.</param>
    /// <param name="Acts">True for the one of a round that acts: the most severe.</param>
    public sealed record ConditionalTripped(
        DateTimeOffset At,
        string Id,
        ConditionalKind Kind,
        ConditionalLevel Level,
        string File,
        int Line,
        string Test,
        string Action,
        ImmutableArray<ValueSeen> Seen,
        string When,
        int Series,
        int Count,
        bool Acts) : IJournalEvent;

    /// <summary>A reference measured a ratio that must not change (history of ratios).</summary>
    /// <param name="Error">1 sigma; null where it is not known.</param>
    /// <param name="Change">Which limits it passes, in words; empty when none.</param>
    /// <param name="IsAlarm">It is the last of the failures that stop a queue.</param>
    /// <param name="NoticeOnly">Nothing is stopped.</param>
    /// <param name="Simulated">Measured on simulated devices.</param>
    public sealed record RatioMeasured(
        DateTimeOffset At,
        string RunUuid,
        string RunId,
        string Instrument,
        string AnalysisType,
        string Ratio,
        double Value,
        double? Error,
        string Change,
        bool IsAlarm,
        bool NoticeOnly,
        bool Simulated = false) : IJournalEvent;

    /// <summary>The piece of script of an action has ended; <paramref name="Error"/> is empty when it ran through.</summary>
    public sealed record ConditionalActionEnded(DateTimeOffset At, string Id, string Error) : IJournalEvent;
}
