using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Replay.Invariants;

/// <summary>Every queue and every execution ends once, in a state and with a cause, and nothing is launched after it.</summary>
public sealed class QueueInvariant : IInvariant
{
    private const string Rule = "an end with a cause";

    private readonly Dictionary<(string Journal, string Queue), Queue> _queues = [];

    /// <inheritdoc/>
    public string Subject => "queues";

    /// <inheritdoc/>
    public int Checked => _queues.Count;

    /// <inheritdoc/>
    public IEnumerable<Violation> Next(MergedEvent e, LabState before)
    {
        var id = (e.Journal, e.Recorded.Source);
        switch (e.Recorded.Event)
        {
            case QueueAccepted accepted:
                _queues[id] = new Queue(e, accepted.QueueId, null);
                return [];
            case RunLaunched launched when _queues.GetValueOrDefault(id) is { Ended: { } end }:
                return [new Violation(Rule, $"run {launched.RunId} was launched after its queue had ended", [end, e])];
            case QueueEnded ended:
                return End(e, id, ended);
            case QueueFinished finished when _queues.GetValueOrDefault((e.Journal, Sources.OfQueue(finished.QueueId))) is { Ended: { Recorded.Event: QueueEnded own } end } && own.State != finished.State:
                return [new Violation(Rule, $"queue {finished.QueueId} ended {own.State}, and its executor took it for {finished.State}", [end, e])];
            case ExecutionEnded { State.Length: 0 } or ExecutionEnded { Cause.Length: 0 }:
                return [new Violation(Rule, $"an execution of {Sources.InstrumentOf(e.Recorded.Source)} ended without a state or a cause", [e])];
            default:
                return [];
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Violation> AtEnd() => [];

    /// <inheritdoc/>
    public IEnumerable<string> Unfinished() => _queues.Values.Where(q => q.Ended is null).Select(q => $"queue {q.QueueId} ({q.Accepted.Journal})");

    private IEnumerable<Violation> End(MergedEvent e, (string, string) id, QueueEnded ended)
    {
        var queue = _queues.GetValueOrDefault(id);
        if (queue?.Ended is { } before)
            yield return new Violation(Rule, $"queue {queue.QueueId} ended twice", [before, e]);
        if (ended.State.Length == 0 || ended.Cause.Length == 0)
            yield return new Violation(Rule, $"queue {queue?.QueueId ?? id.Item2} ended {(ended.State.Length == 0 ? "in no state" : $"{ended.State} without a cause")}", [e]);
        _queues[id] = queue is null ? new Queue(e, id.Item2, e) : queue with { Ended = e };
    }

    private sealed record Queue(MergedEvent Accepted, string QueueId, MergedEvent? Ended);
}
