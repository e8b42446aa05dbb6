using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;

namespace LabActors.Core.Journal.Events;

/// <summary>What a queue journals: its run list, delays, interventions, and every run's beginning and end. A row is named by its id.</summary>
public static class QueueEvents
{
    /// <summary>The queue as it was read and accepted; its rows are <c>r1</c>, <c>r2</c> ... in order.</summary>
    /// <param name="Conditionals">The texts of its conditionals, as they were then; null: it has none.</param>
    public sealed record QueueAccepted(DateTimeOffset At, string QueueId, string Instrument, ExperimentQueue Queue, QueueConditionals? Conditionals = null) : IJournalEvent;

    /// <summary>START_QUEUE.</summary>
    public sealed record QueueStarted(DateTimeOffset At) : IJournalEvent;

    /// <summary>A delay began: before the first run, or after run <paramref name="AfterRun"/>.</summary>
    public sealed record DelayStarted(DateTimeOffset At, string Why, double Seconds) : IJournalEvent;

    /// <summary>The delay is over (elapsed, continued by an operator, or cut by a stop).</summary>
    public sealed record DelayEnded(DateTimeOffset At, string How) : IJournalEvent;

    /// <summary>The checks before a run were made; when one failed the row is not launched and the queue ends failed.</summary>
    /// <param name="Passed">Checks that passed, in order.</param>
    /// <param name="Failed">The check that did not; empty when all passed.</param>
    public sealed record RunChecked(DateTimeOffset At, string Row, ImmutableArray<string> Passed, string Failed, string Reason) : IJournalEvent;

    /// <summary>The run monitor found what a run must not go on with; those in flight are ended at once.</summary>
    public sealed record MonitorTripped(DateTimeOffset At, string Rule, string Reason) : IJournalEvent;

    /// <summary>A row became a run.</summary>
    /// <param name="Row">The row's id.</param>
    /// <param name="Overlaps">True when the next run may start before this one has ended.</param>
    /// <param name="PrecedingBlank">Run id of the blank that corrects this run: the last of the matching type (and, for an unknown, extraction device); empty when there is none.</param>
    /// <param name="Earlier">The values of that blank, and the baselines of the run before; null stands for neither.</param>
    public sealed record RunLaunched(
        DateTimeOffset At,
        string Row,
        string RunUuid,
        string RunId,
        int Aliquot,
        int Step,
        bool Overlaps,
        bool IsLast,
        string PrecedingBlank,
        CarriedOver? Earlier = null) : IJournalEvent;

    /// <summary>A row was passed over because it says skip.</summary>
    public sealed record RowSkipped(DateTimeOffset At, string Row) : IJournalEvent;

    /// <summary>The run's inlet is closed, its overlap has elapsed and the line is free: the next run may start.</summary>
    public sealed record OverlapReached(DateTimeOffset At, string RunUuid, string Row) : IJournalEvent;

    /// <summary>A run ended, saved, with a state and a cause.</summary>
    /// <param name="Restart">True when the run had not passed its point of no return and its row is to be run again.</param>
    /// <param name="EndsQueue">True when the cause is one after which no further run may start.</param>
    public sealed record RunFinished(DateTimeOffset At, string RunUuid, string Row, string State, string Cause, bool Restart, bool EndsQueue) : IJournalEvent;

    /// <summary>
    /// Somebody edited the queue while it ran. Done in this order: rows removed, moved, added, changed, header. None of them had started.
    /// </summary>
    /// <param name="Edit">1, 2, 3 ... in this queue.</param>
    /// <param name="What">What was done, in words.</param>
    /// <param name="Removed">Ids.</param>
    /// <param name="Header">The new header, without rows; null when it stays.</param>
    public sealed record QueueEdited(
        DateTimeOffset At,
        int Edit,
        string By,
        string Why,
        string What,
        ImmutableArray<string> Removed,
        ImmutableArray<MovedRows> Moved,
        ImmutableArray<AddedRows> Added,
        ImmutableArray<RowSpec> Changed,
        ExperimentQueue? Header) : IJournalEvent;

    /// <summary>Rows that went behind another one; an empty <paramref name="After"/>, or one that has started, is the first place of those that wait.</summary>
    public sealed record MovedRows(string After, ImmutableArray<string> Rows);

    /// <summary>New rows and their place, as in <see cref="MovedRows"/>.</summary>
    public sealed record AddedRows(string After, ImmutableArray<RowSpec> Rows);

    /// <summary>A row's id and what it asks for.</summary>
    public sealed record RowSpec(string Row, RunSpec Spec);

    /// <summary>An edit was taken back: its rows are as they were and where they were.</summary>
    public sealed record EditUndone(DateTimeOffset At, int Edit, string By, string Why) : IJournalEvent;

    /// <summary>A queue file was saved while the queue ran, and read: what later savings are compared with.</summary>
    /// <param name="Header">The file's header, without rows.</param>
    /// <param name="Gone">Rows that have started and are no longer in the file.</param>
    /// <param name="Notes">What of the file was not taken, and why.</param>
    public sealed record QueueFileTaken(
        DateTimeOffset At, string By, ExperimentQueue Header, ImmutableArray<FileRow> Rows, ImmutableArray<string> Gone, ImmutableArray<string> Notes) : IJournalEvent;

    /// <summary>A row of a queue file and the queue's row that it is.</summary>
    /// <param name="Spec">What it says; null when it says what it said before.</param>
    public sealed record FileRow(string Row, RunSpec? Spec);

    /// <summary>A queue file that was saved while the queue ran has errors: nothing of it was taken.</summary>
    public sealed record QueueFileRefused(DateTimeOffset At, string By, string Path, ImmutableArray<Problem> Problems) : IJournalEvent;

    /// <summary>The delay under way, or the rest of a paused one, lasts this long from here.</summary>
    public sealed record DelayChanged(DateTimeOffset At, string By, double Seconds) : IJournalEvent;

    /// <summary>Somebody, or a rule, wants the queue to end: <c>at-completion</c>, <c>cancel</c>, <c>fail</c>, <c>abort</c> or <c>quick</c>.</summary>
    public sealed record QueueStopRequested(DateTimeOffset At, string How, string By, string Why) : IJournalEvent;

    /// <summary>The queue holds at the next boundary where holding is safe.</summary>
    /// <param name="DelayLeft">Seconds left of the delay that was interrupted; null when none was under way.</param>
    public sealed record QueuePaused(DateTimeOffset At, string By, double? DelayLeft) : IJournalEvent;

    /// <summary>The queue goes on with the time that was left.</summary>
    public sealed record QueueResumed(DateTimeOffset At, string By) : IJournalEvent;

    /// <summary>When the queue will be finished, by what runs are reckoned to take; journaled when it differs from what was said last.</summary>
    /// <param name="RunsLeft">Runs that have not ended.</param>
    /// <param name="Rows">When each of the next rows will be over, as many as a screen shows; journals of earlier versions have none.</param>
    public sealed record FinishEstimated(DateTimeOffset At, DateTimeOffset Finish, int RunsLeft, ImmutableArray<RowFinish> Rows = default) : IJournalEvent;

    /// <summary>When a row will be over.</summary>
    /// <param name="Seconds">From the instant of the event, s.</param>
    public sealed record RowFinish(string Row, double Seconds);

    /// <summary>END_QUEUE, exactly once: <c>completed</c>, <c>failed</c>, <c>canceled</c> or <c>aborted</c>, and why.</summary>
    public sealed record QueueEnded(DateTimeOffset At, string State, string Cause) : IJournalEvent;
}
