using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using static LabActors.Core.Journal.Events.ExecutorEvents;

namespace LabActors.Core.Execution;

/// <summary>An instrument's execution of queues as its journal tells it.</summary>
public sealed record ExecutionProgress
{
    /// <summary>Nothing was ever executed.</summary>
    public static ExecutionProgress Idle { get; } = new();

    /// <summary>Queues of the execution, in order.</summary>
    public ImmutableArray<AcceptedQueue> Queues { get; init; } = [];

    /// <summary>The queue under way; empty between queues.</summary>
    public string Current { get; init; } = "";

    /// <summary>Queues that have ended.</summary>
    public ImmutableDictionary<string, QueueFinished> Finished { get; init; } = ImmutableDictionary<string, QueueFinished>.Empty;

    /// <summary>True from the start of an execution to its end.</summary>
    public bool Running { get; init; }

    /// <summary>Executions started so far.</summary>
    public int Count { get; init; }

    /// <summary>The start that is waited for; null when none is, or no longer.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>No run is launched that would end after it; null when there is none.</summary>
    public DateTimeOffset? StopAt { get; init; }

    /// <summary>False: only the first queue is run.</summary>
    public bool OpenQueues { get; init; } = true;

    /// <summary>When the execution started; null before any has.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Who started it; empty before any has.</summary>
    public string StartedBy { get; init; } = "";

    /// <summary>How the last execution ended; null before any has.</summary>
    public ExecutionEnded? Ended { get; init; }

    /// <summary>The next queue; null when there is none, or when the last one ended in a way after which none follows.</summary>
    public AcceptedQueue? Next => (!OpenQueues && !Finished.IsEmpty) || Finished.Values.Any(f => f.IsLast)
        ? null
        : Queues.FirstOrDefault(q => !Finished.ContainsKey(q.QueueId));

    /// <summary>True when the last execution ended because the operator left it unfinished, and not by anything that happened in it.</summary>
    public bool WasLeft => !Running && Ended is { } ended && ended.Cause.Contains(LeftBy(""), StringComparison.Ordinal);

    /// <summary>True when the last execution ended in a way after which nothing else is to be started: it failed, or somebody stopped it.</summary>
    public bool EndsAll => !Running && !WasLeft && Ended is { } ended && (ended.State != "completed" || Finished.Values.Any(f => f.IsLast));

    /// <summary>The cause of an execution that the operator leaves unfinished.</summary>
    public static string LeftBy(string by) => $"left unfinished by {by}";

    /// <summary>True for every queue of an execution but its first: the delay before the first run is waited once.</summary>
    public bool IsFollowing(string queueId) => Queues.Length > 0 && Queues[0].QueueId != queueId;

    /// <summary>Folds an event of the executor; an event of another actor is an error.</summary>
    public ExecutionProgress Apply(IJournalEvent e) => e switch
    {
        ExecutionStarted s => Idle with { Queues = s.Queues, Running = true, StartedAt = s.At, StartedBy = s.By, Count = Count + 1, WaitsUntil = s.StartAt > s.At ? s.StartAt : null, StopAt = s.StopAt, OpenQueues = s.OpenQueues },
        ExecutionRefused or CheckPassed or QueueEvents.QueueFileRefused => this,
        DelayedStartOver => this with { WaitsUntil = null },
        QueueReplaced r => Replace(r),
        QueueLaunched l => this with { Current = l.QueueId },
        QueueFinished f => this with { Current = "", Finished = Finished.SetItem(f.QueueId, f) },
        ExecutionEnded x => this with { Running = false, WaitsUntil = null, Ended = x },
        _ => throw new ArgumentException($"{e.GetType().Name} is not an event of an executor", nameof(e)),
    };

    /// <summary>A start that somebody has put another way counts, also where the command gave one; without one it begins at once.</summary>
    private ExecutionProgress Replace(QueueReplaced replaced)
    {
        var first = Queues[0];
        return this with
        {
            Queues = [.. Queues.Select(q => q.QueueId == replaced.Queue.QueueId ? replaced.Queue : q)],
            WaitsUntil = WaitsUntil is not null && replaced.Queue.QueueId == first.QueueId && replaced.Queue.Queue.StartAt != first.Queue.StartAt
                ? replaced.Queue.Queue.StartAt ?? replaced.At
                : WaitsUntil,
        };
    }
}
