using System.Collections.Immutable;
using LabActors.Core.Execution;

namespace LabActors.Console.View;

/// <summary>One queue.</summary>
/// <param name="Source">Persistence id of the queue.</param>
/// <param name="Rows">Runs in the queue that are not skipped.</param>
/// <param name="State"><c>accepted, running, paused, ending</c> or, at its end, <c>completed, failed, canceled, aborted</c>.</param>
/// <param name="Delay">The delay that it waits for, if any.</param>
public sealed record QueueView(
    string Source,
    string Name,
    int Rows,
    string State,
    string Cause,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    ActivityView? Delay)
{
    /// <summary>The queue as its events tell it; null when its beginning was not seen.</summary>
    public QueueProgress? Progress { get; init; }

    /// <summary>When it was last estimated to be finished; null when that is not known.</summary>
    public DateTimeOffset? EstimatedFinish { get; init; }

    /// <summary>When each of the next rows was last estimated to be over, by the row's id.</summary>
    public ImmutableDictionary<string, DateTimeOffset> RowFinishes { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>True once the queue has its terminal state.</summary>
    public bool HasEnded => EndedAt is not null;
}
