using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Queues;

namespace LabActors.Core.Journal.Events;

/// <summary>What an instrument's executor journals: one execution of one or more queues.</summary>
public static class ExecutorEvents
{
    /// <summary>Queues were accepted by the checks and will be run in order.</summary>
    /// <param name="StartAt">Nothing is launched before it; null when the execution begins at once.</param>
    /// <param name="StopAt">No run is launched that is estimated to end after it; null when there is none.</param>
    /// <param name="OpenQueues">False: only the first queue is run.</param>
    public sealed record ExecutionStarted(
        DateTimeOffset At,
        ImmutableArray<AcceptedQueue> Queues,
        string By,
        DateTimeOffset? StartAt = null,
        DateTimeOffset? StopAt = null,
        bool OpenQueues = true) : IJournalEvent;

    /// <summary>A check before an execution, or before a queue of it, found what it wants.</summary>
    public sealed record CheckPassed(DateTimeOffset At, string Check, string Found) : IJournalEvent;

    /// <summary>The wait for <see cref="ExecutionStarted.StartAt"/> is over: <c>elapsed</c>, or continued by a person.</summary>
    public sealed record DelayedStartOver(DateTimeOffset At, string How) : IJournalEvent;

    /// <summary>A queue and the id that its actor's journal has.</summary>
    /// <param name="Conditionals">The texts of its conditionals, as they were when it was accepted; null: it has none.</param>
    public sealed record AcceptedQueue(string QueueId, ExperimentQueue Queue, QueueConditionals? Conditionals = null);

    /// <summary>The execution was refused before anything moved.</summary>
    /// <param name="Check">The check that did; the first that failed.</param>
    /// <param name="State"><c>refused</c>, or <c>canceled</c> by a person's word.</param>
    public sealed record ExecutionRefused(DateTimeOffset At, string Check, string Reason, string State) : IJournalEvent;

    /// <summary>The file of a queue that waits for its turn was saved again: this is what it says now.</summary>
    public sealed record QueueReplaced(DateTimeOffset At, string By, AcceptedQueue Queue) : IJournalEvent;

    /// <summary>A queue's turn came.</summary>
    public sealed record QueueLaunched(DateTimeOffset At, string QueueId) : IJournalEvent;

    /// <summary>A queue ended with a state and a cause.</summary>
    /// <param name="RunUuids">Its runs, in the order of their start.</param>
    /// <param name="IsLast">True when it ended in a way after which no other queue follows.</param>
    public sealed record QueueFinished(DateTimeOffset At, string QueueId, string State, string Cause, ImmutableArray<string> RunUuids, bool IsLast) : IJournalEvent;

    /// <summary>All queues are done, or the execution was ended: <c>completed</c>, <c>failed</c>, <c>canceled</c>, <c>aborted</c>.</summary>
    public sealed record ExecutionEnded(DateTimeOffset At, string State, string Cause) : IJournalEvent;
}
