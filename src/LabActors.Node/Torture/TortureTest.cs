using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Dapper;
using LabActors.Actors.Execution;
using LabActors.Core.Decisions;
using LabActors.Core.Queues;
using LabActors.Core.Scripts;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Node.Simulation;
using LabActors.Simulator.State;
using Microsoft.Data.Sqlite;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Node.Torture;

/// <summary>
/// Kills the node of an experiment at moments of its life and lets it go on: an experiment is run once without interruption, and for a cut a node
/// is started on the journal as far as it was then and on the laboratory as it stood then, and runs to the end. Journal and laboratory are values, so
/// that any number of cuts comes from one experiment. No laboratory time passes between death and second life: the experiment must come out the same to the last digit.
/// </summary>
/// <param name="options">The node; its data folder, journal and simulation are the test's own.</param>
/// <param name="folder">An empty folder for the test to work in; best in memory.</param>
/// <param name="limit">Real time that a node may take to the end of the experiment.</param>
public sealed class TortureTest(NodeOptions options, string instrument, ImmutableArray<ExperimentQueue> queues, string folder, TimeSpan limit)
{
    private const string Journal = "journal.db";
    private readonly string _reference = Path.Combine(folder, "reference");

    /// <summary>Runs the experiment without interruption.</summary>
    /// <exception cref="InvalidOperationException">It was refused, or did not end.</exception>
    public async Task<Reference> RunReferenceAsync(CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var recorder = new CutRecorder();
        await using var node = await LabNode.StartAsync(
            Options(_reference) with
            {
                Simulation = new GivenSimulation(null, recorder.Changes),
                Setups = [new CutRecorder.Given(recorder)],
                Overrides = $"{options.Overrides}\n{CutRecorder.Given.Configuration}",
            },
            stop);
        var heard = node.System.ActorOf(TransactionsActor.Props(), "transactions");
        await ExecuteAsync(node);
        await node.WhenEndedAsync(instrument).WaitAsync(limit, stop);
        var entries = recorder.Entries;
        var inside = (await heard.Ask<TransactionsActor.AreInside>(new TransactionsActor.GetInside(), limit, stop)).Events;
        var tally = await TallyAsync(node, _reference, stop);
        var rows = new List<JournalRow>();
        await foreach (var row in new JournalReader(JournalDatabase.Sqlite(Path.Combine(_reference, Journal))).ReadFrom(0, stop))
            rows.Add(row);
        return new Reference(_reference, Cuts(entries, rows, inside), tally, clock.Elapsed.TotalSeconds);
    }

    /// <summary>Kills the experiment at a cut, lets it go on to its end, and compares.</summary>
    public async Task<TrialResult> TryAsync(Reference reference, Cut cut, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var data = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"cut-{cut.Number}"));
        try
        {
            var differences = await DifferencesAsync(reference, cut, data, stop);
            return new TrialResult(cut, differences, clock.Elapsed.TotalSeconds);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task<ImmutableArray<string>> DifferencesAsync(Reference reference, Cut cut, string data, CancellationToken stop)
    {
        Directory.CreateDirectory(data);
        Fork(Path.Combine(reference.Folder, Journal), Path.Combine(data, Journal), cut.Events);
        LabNode? node = null;
        var waits = "nobody";
        try
        {
            node = await LabNode.StartAsync(
                Options(data) with { Simulation = new GivenSimulation(cut.State), Decisions = cut.Answers.SetItems(options.Decisions) },
                stop);
            node.Clock.Virtual!.Stalled += s => waits = string.Join(", ", s.Owners);
            var execution = await node.ExecutionAsync(instrument);
            if (execution.Count == 0)
                await ExecuteAsync(node);
            await node.WhenEndedAsync(instrument).WaitAsync(limit, stop);
            var tally = await TallyAsync(node, data, stop);
            return [.. tally.DifferencesFrom(reference.Tally)];
        }
        catch (Exception exception) when (exception is TimeoutException or InvalidOperationException or InvalidDataException or IOException)
        {
            return [$"{(exception is TimeoutException ? $"no end within {limit.TotalSeconds:0} s; it waits for {waits}" : exception.Message)}"];
        }
        finally
        {
            if (node is not null)
                await node.DisposeAsync();

            // Connections that wait in the pool keep the files of a folder that is deleted.
            SqliteConnection.ClearAllPools();
        }
    }

    private NodeOptions Options(string data) => options with { Data = data, Journal = null, Results = null, Durations = null };

    private async Task ExecuteAsync(LabNode node)
    {
        if (await node.ExecuteAsync(instrument, queues, "torture").WaitAsync(limit) is ExecutorProtocol.Refused refused)
            throw new InvalidOperationException($"{refused.Check}: {refused.Reason}");
    }

    private async Task<ExperimentTally> TallyAsync(LabNode node, string data, CancellationToken stop)
    {
        var laboratory = node.Simulated!.Snapshot();
        var execution = await node.ExecutionAsync(instrument);
        foreach (var uuid in execution.Finished.Values.SelectMany(f => f.RunUuids))
            await node.WhenSavedAsync(uuid, stop).WaitAsync(limit, stop);
        return await ExperimentTally.ReadAsync(JournalDatabase.Sqlite(Path.Combine(data, Journal)), laboratory, stop);
    }

    /// <summary>The moments between what was recorded. Within a transaction there is none: a journal has all of it or nothing.</summary>
    private static ImmutableArray<Cut> Cuts(IReadOnlyList<CutRecorder.Entry> entries, IReadOnlyList<JournalRow> rows, ImmutableHashSet<(string, long)> inside)
    {
        var cuts = ImmutableArray.CreateBuilder<Cut>();
        var (events, changes) = (0, 0);
        var underWay = new Dictionary<(string Run, string Kind, long Seq), SimulationState>();
        var answers = ImmutableDictionary<string, string>.Empty;
        foreach (var entry in entries)
        {
            if (entry.Event is null && events == 0)
                continue;
            (events, changes) = entry.Event is null ? (events, changes + 1) : (events + 1, 0);
            if (events > rows.Count)
                break;
            var row = rows[events - 1];
            if (entry.Event is { } heard && (heard.GetType() != row.Event.GetType() || heard.At != row.Event.At))
                throw new InvalidOperationException($"event {events} of the journal is a {row.Manifest} of {row.PersistenceId}, and a {heard.GetType().Name} was written there: the order is not known");
            switch (entry.Event)
            {
                case DecisionMade { How: not "withdrawn" } d:
                    answers = answers.SetItem(d.Name, d.Answer);
                    break;
                case CommandRequested c when CommandResumes.Of(c.Name) == CommandResume.Decide:
                    underWay[(row.PersistenceId, c.Kind, c.Seq)] = entry.State;
                    break;
                case CommandCompleted c:
                    underWay.Remove((row.PersistenceId, c.Kind, c.Seq));
                    break;
                case CommandFailed c:
                    underWay.Remove((row.PersistenceId, c.Kind, c.Seq));
                    break;
            }

            if (!inside.Contains((row.PersistenceId, row.SequenceNr)))
            {
                var seen = underWay.Values.Any(s => !ReferenceEquals(s, entry.State)) ? "done" : "repeat";
                cuts.Add(new Cut(cuts.Count + 1, events, changes, Words(row), entry.State) { Answers = answers.Add(DecisionCatalog.OneShot, seen) });
            }
        }

        return cuts.ToImmutable();
    }

    private static string Words(JournalRow row)
    {
        var detail = row.Event switch
        {
            CommandRequested c => $" {c.Kind} {c.Seq} {c.Name}",
            CommandCompleted c => $" {c.Kind} {c.Seq}",
            Core.Journal.Events.MeasurementEvents.ReadingTaken r => string.Create(CultureInfo.InvariantCulture, $" series {r.Series} count {r.Count}"),
            StepStarted s => $" {s.Step}",
            StepEnded s => $" {s.Step}",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{row.PersistenceId} {row.SequenceNr} {row.Manifest}{detail} {row.Event.At:HH:mm:ss.fff}");
    }

    /// <summary>The first events of a journal as a journal of their own.</summary>
    private static void Fork(string from, string to, int events)
    {
        using (var source = new SqliteConnection(JournalDatabase.Sqlite(from).ConnectionString))
        using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString()))
        {
            source.Open();
            target.Open();
            source.BackupDatabase(target);
            target.Execute("DELETE FROM journal WHERE ordering > (SELECT ordering FROM journal ORDER BY ordering LIMIT 1 OFFSET @Last)", new { Last = events - 1 });
            target.Execute(
                """
                DELETE FROM snapshot WHERE sequence_number > COALESCE((SELECT MAX(sequence_number) FROM journal WHERE journal.persistence_id = snapshot.persistence_id), 0)
                """);
        }
    }
}
