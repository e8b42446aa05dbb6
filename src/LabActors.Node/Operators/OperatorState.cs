using System.Collections.Immutable;
using LabActors.Actors.Persistence;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Replay;
using LabActors.Journal.Reading;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Node.Operators;

/// <summary>
/// What a console begins with, of the journal: each instrument's newest execution with its queues and the runs in flight, the newest of each valve, and what was asked, granted and made safe meanwhile. Runs that are
/// over are left out but for their launch and end, so that a long night is shown as fast as a short one.
/// </summary>
internal static class OperatorState
{
    private static readonly string[] Meanwhile = ["leases", "decisions", "safety", "health"];

    /// <summary>The events, in the order of the journal.</summary>
    public static async Task<ImmutableArray<JournaledEvent>> ReadAsync(JournalReader journal, LabDefinition lab, CancellationToken stop = default)
    {
        var rows = new List<JournalRow>();
        foreach (var instrument in lab.Instruments)
            rows.AddRange(await ExecutionAsync(journal, instrument.Name, stop));
        var begin = rows.Count > 0 ? rows.Min(row => row.Ordering) : 0;
        foreach (var source in Meanwhile)
        {
            await foreach (var row in journal.ReadOf(source, cancellation: stop))
            {
                if (row.Ordering >= begin)
                    rows.Add(row);
            }
        }

        rows.AddRange(await LineAsync(journal, stop));
        return [.. rows.OrderBy(row => row.Ordering).Select(row => new JournaledEvent(row.PersistenceId, row.SequenceNr, row.Event.At, row.Event))];
    }

    private static async Task<List<JournalRow>> ExecutionAsync(JournalReader journal, string instrument, CancellationToken stop)
    {
        var (rows, progress) = (new List<JournalRow>(), ExecutionProgress.Idle);
        await foreach (var row in journal.ReadOf(Sources.OfExecutor(instrument), cancellation: stop))
        {
            if (row.Event is ExecutionStarted)
                rows.Clear();
            rows.Add(row);
            progress = progress.Apply(row.Event);
        }

        var launched = rows.Select(row => row.Event).OfType<QueueLaunched>().Select(e => e.QueueId).ToArray();
        foreach (var id in launched)
        {
            var queue = QueueProgress.Empty;
            await foreach (var row in journal.ReadOf(Sources.OfQueue(id), cancellation: stop))
            {
                rows.Add(row);
                queue = queue.Apply(row.Event);
            }

            foreach (var run in queue.InFlight.Select(r => queue.Row(r).RunUuid))
            {
                await foreach (var row in journal.ReadOf(Sources.OfRun(run), cancellation: stop))
                    rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>Of each valve what it stands at, whether it is locked, and whether it is disabled.</summary>
    private static async Task<IEnumerable<JournalRow>> LineAsync(JournalReader journal, CancellationToken stop)
    {
        var newest = new Dictionary<(string Valve, string What), JournalRow>();
        await foreach (var row in journal.ReadOf("line", cancellation: stop))
        {
            if (Place(row.Event) is { } place)
                newest[place] = row;
        }

        return newest.Values;
    }

    private static (string Valve, string What)? Place(IJournalEvent happened) => happened switch
    {
        ValveActuationRequested e => (e.Valve, "stands"),
        ValveActuated e => (e.Valve, "stands"),
        ValveActuationFailed e => (e.Valve, "stands"),
        ValveObserved e => (e.Valve, "stands"),
        ValveLocked e => (e.Valve, "lock"),
        ValveUnlocked e => (e.Valve, "lock"),
        ValveDisabled e => (e.Valve, "use"),
        ValveEnabled e => (e.Valve, "use"),
        _ => null,
    };
}
