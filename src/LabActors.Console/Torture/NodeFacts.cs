using System.Collections.Immutable;
using LabActors.Core.Cluster;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using static LabActors.Core.Journal.Events.ClusterEvents;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Console.Torture;

/// <summary>What a torture wants to know of a node, out of its journal as far as it is written: safe beside the node, and good when the node is dead.</summary>
internal sealed class NodeFacts(JournalDatabase journal)
{
    private readonly JournalReader _reader = new(journal);
    private readonly Dictionary<string, DecisionAsked> _open = new(StringComparer.Ordinal);
    private long _next;

    /// <summary>Executions that have begun.</summary>
    public int Started { get; private set; }

    /// <summary>How executions have ended.</summary>
    public ImmutableArray<ExecutionEnded> Ended { get; private set; } = [];

    /// <summary>How runs have ended.</summary>
    public ImmutableArray<RunFinished> Runs { get; private set; } = [];

    /// <summary>The newest state of the shared leases that it has accepted as a voter; null when it never has.</summary>
    public SharedLeasesAccepted? Accepted { get; private set; }

    /// <summary>What somebody is asked.</summary>
    public IEnumerable<DecisionAsked> Questions => [.. _open.Values];

    /// <summary>Reads what is new.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        await foreach (var row in _reader.ReadFrom(_next, stop))
        {
            _next = row.Ordering + 1;
            switch (row.Event)
            {
                case ExecutionStarted:
                    Started++;
                    break;
                case ExecutionEnded ended:
                    Ended = Ended.Add(ended);
                    break;
                case RunFinished run:
                    Runs = Runs.Add(run);
                    break;
                case SharedLeasesAccepted accepted:
                    Accepted = accepted;
                    break;
                case DecisionAsked asked:
                    _open[asked.Id] = asked;
                    break;
                case DecisionMade made:
                    _open.Remove(made.Id);
                    break;
            }
        }
    }
}
