using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Dapper;
using LabActors.Actors.Execution;
using LabActors.Core.Queues;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Node.Simulation;
using Microsoft.Data.Sqlite;

namespace LabActors.Node.Torture;

/// <summary>
/// Kills the node of an experiment at moments of its life and lets it go on: an experiment is run once without interruption, and for a cut a node
/// is started on the journal as far as it was then and on the laboratory as it stood then, and runs to the end. Journal and laboratory are values, so
/// that any number of cuts comes from one experiment; the second life can be cut again like the first. No laboratory time passes between death and second life: the experiment must come out the same to the last digit.
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
        var life = await LiveAsync(_reference, null, _ => { }, stop);
        return new Reference(_reference, await life.CutsAsync(stop), life.Tally, clock.Elapsed.TotalSeconds);
    }

    /// <summary>Kills the experiment at a cut, lets it go on to its end, and compares.</summary>
    /// <param name="kills">How often the node is killed: at the cut, and then again at moments of the lives after it (<see cref="CutChoice.Next"/>).</param>
    /// <param name="seed">Draws those moments, together with the cut's number.</param>
    public async Task<TrialResult> TryAsync(Reference reference, Cut cut, CancellationToken stop, int kills = 1, int seed = 0)
    {
        var clock = Stopwatch.StartNew();
        var random = new Random(unchecked((seed * 397) ^ cut.Number));
        var data = new List<string>();
        try
        {
            var (at, from) = (cut, reference.Folder);
            while (true)
            {
                data.Add(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"cut-{cut.Number}-{data.Count + 1}")));
                Directory.CreateDirectory(data[^1]);
                Fork(Path.Combine(from, Journal), Path.Combine(data[^1], Journal), at.Events);
                var (differences, cuts) = await DifferencesAsync(reference, at, data[^1], again: data.Count < kills, stop);
                if (!differences.IsEmpty || cuts.IsEmpty)
                    return new TrialResult(cut, data.Count == 1 ? differences : [.. differences.Select(d => $"{d}; it had been killed again, the last time at {at}")], clock.Elapsed.TotalSeconds);
                (at, from) = (CutChoice.Next(cuts, random), data[^1]);
            }
        }
        finally
        {
            data.ForEach(life => Directory.Delete(life, recursive: true));
        }
    }

    private async Task<(ImmutableArray<string> Differences, ImmutableArray<Cut> Cuts)> DifferencesAsync(Reference reference, Cut cut, string data, bool again, CancellationToken stop)
    {
        var waits = "nobody";
        try
        {
            var life = await LiveAsync(data, cut, owners => waits = owners, stop);
            return ([.. life.Tally.DifferencesFrom(reference.Tally)], again ? await life.CutsAsync(stop) : []);
        }
        catch (Exception exception) when (exception is TimeoutException or InvalidOperationException or InvalidDataException or IOException)
        {
            return ([exception is TimeoutException ? $"no end within {limit.TotalSeconds:0} s; it waits for {waits}" : exception.Message], []);
        }
        finally
        {
            // Connections that wait in the pool keep the files of a folder that is deleted.
            SqliteConnection.ClearAllPools();
        }
    }

    /// <summary>A life of the node, from a cut or from the beginning, to the end of the experiment.</summary>
    private async Task<Life> LiveAsync(string data, Cut? from, Action<string> waits, CancellationToken stop)
    {
        var recorder = new CutRecorder(from?.State);
        await using var node = await LabNode.StartAsync(
            options with
            {
                Data = data,
                Journal = null,
                Results = null,
                Durations = null,
                Simulation = new GivenSimulation(from?.State, recorder.Changes),
                Setups = [new CutRecorder.Given(recorder)],
                Overrides = $"{options.Overrides}\n{CutRecorder.Given.Configuration}",
                Decisions = from is null ? options.Decisions : from.Answers.SetItems(options.Decisions),
            },
            stop);
        node.Clock.Virtual!.Stalled += stalled => waits(string.Join(", ", stalled.Owners));
        var heard = node.System.ActorOf(TransactionsActor.Props(), "transactions");
        if ((await node.ExecutionAsync(instrument)).Count == 0 && await node.ExecuteAsync(instrument, queues, "torture").WaitAsync(limit, stop) is ExecutorProtocol.Refused refused)
            throw new InvalidOperationException($"{refused.Check}: {refused.Reason}");
        await node.WhenEndedAsync(instrument).WaitAsync(limit, stop);
        var entries = recorder.Entries;
        var inside = (await heard.Ask<TransactionsActor.AreInside>(new TransactionsActor.GetInside(), limit, stop)).Events;
        var laboratory = node.Simulated!.Snapshot();
        foreach (var uuid in (await node.ExecutionAsync(instrument)).Finished.Values.SelectMany(f => f.RunUuids))
            await node.WhenSavedAsync(uuid, stop).WaitAsync(limit, stop);
        var journal = JournalDatabase.Sqlite(Path.Combine(data, Journal));
        return new Life(await ExperimentTally.ReadAsync(journal, laboratory, stop), journal, from, entries, inside);
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

    /// <summary>What came of one life of the node.</summary>
    /// <param name="Entries">What was recorded of it.</param>
    /// <param name="Inside">Its events that are not the last of their transaction.</param>
    private sealed record Life(ExperimentTally Tally, JournalDatabase Journal, Cut? From, IReadOnlyList<CutRecorder.Entry> Entries, ImmutableHashSet<(string, long)> Inside)
    {
        /// <summary>Every moment of it at which the node could have been killed.</summary>
        public async Task<ImmutableArray<Cut>> CutsAsync(CancellationToken stop)
        {
            var rows = new List<JournalRow>();
            await foreach (var row in new JournalReader(Journal).ReadFrom(0, stop))
                rows.Add(row);
            return RecordedCuts.Of(From, Entries, rows, Inside);
        }
    }
}
