using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using LabActors.Core.Conditionals;
using LabActors.Core.Decisions;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using LabActors.Core.Lines;
using LabActors.Journal.Serialization;

namespace LabActors.Benchmarks.Recovery;

/// <summary>
/// A long night through the pure core: every event of every actor through that actor's own fold, and the bytes of the journal into events. Bound of the issue: 300,000 events/s
/// through the core, which is 3.3 us an event.
/// </summary>
[Config(typeof(ShortInProcess))]
public class CoreFolds
{
    private const int Runs = 50;

    /// <summary>Events of one round.</summary>
    public const int Events = Runs * LongJournal.EventsARun;
    private ImmutableArray<(string Id, IJournalEvent Event)> journal = [];
    private ImmutableArray<StoredJournal.Row> rows = [];

    [GlobalSetup]
    public void Setup()
    {
        var stored = LongJournal.Make(Runs, "/scripts");
        rows = [.. stored.Rows.Take(Events)];
        journal = [.. stored.Events.Take(Events)];
    }

    /// <summary>An event through the fold of its actor.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public int Apply()
    {
        var (line, leases, registry, decisions, execution, ratios) =
            (LineState.Empty, LeaseState.Empty, RunRegistry.Empty, DecisionBook.Empty, ExecutionProgress.Idle, RatioHistory.Empty);
        var queue = QueueProgress.Empty;
        var runs = new Dictionary<string, RunProgress>();
        foreach (var (id, happened) in journal)
        {
            switch (id)
            {
                case "line":
                    line = line.Apply(happened);
                    break;
                case "leases":
                    leases = leases.Apply(happened);
                    break;
                case "run-registry":
                    registry = registry.Apply(happened);
                    break;
                case "decisions":
                    decisions = decisions.Apply(happened);
                    break;
                case "ratio-history":
                    ratios = ratios.Apply(happened);
                    break;
                case "executor-Argus":
                    execution = execution.Apply(happened);
                    break;
                case ['q', 'u', 'e', 'u', 'e', ..]:
                    queue = queue.Apply(happened);
                    break;
                case ['r', 'u', 'n', ..]:
                    runs[id] = runs.GetValueOrDefault(id, RunProgress.Empty).Apply(happened);
                    break;
            }
        }

        return runs.Count + line.Valves.Count + leases.Returns.Count;
    }

    /// <summary>The bytes of an event into the event.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public int Read()
    {
        var read = 0;
        foreach (var row in rows)
            read += JournalManifests.All.Deserialize(row.Manifest, row.Message) is null ? 0 : 1;
        return read;
    }
}
