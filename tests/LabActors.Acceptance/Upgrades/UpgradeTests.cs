using System.Diagnostics;
using System.Runtime.Serialization;
using LabActors.Acceptance.Execution;
using LabActors.Journal.Serialization;
using LabActors.Journal.Storage;
using Microsoft.Data.Sqlite;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Upgrades;

/// <summary>
/// Journals of earlier versions (<c>tests/journals</c>) are read, come to the states that they came to then, and nodes go on with them.
/// <c>LABACTORS_RECORD_JOURNAL=NAME</c> records one of this version; see the README beside them.
/// </summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;

    public static TheoryData<string> Stored => [.. StoredJournal.Names];

    private string Data => Path.Combine(_folder, "data");

    private string Journal => Path.Combine(Data, "journal.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_stored_journal_is_read_and_comes_to_the_states_that_it_came_to(string name)
    {
        var journal = Read(name);
        journal.Rows.Count.ShouldBeGreaterThan(500);
        FinalStates.Of(journal.Events).ShouldBe(File.ReadAllText(Expected(name)));
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public async Task A_node_goes_on_with_a_stored_journal_and_gives_no_number_twice(string name)
    {
        var journal = Read(name);
        journal.CopyTo(Journal);
        var numbers = journal.Events.Select(e => e.Event).OfType<RunStarted>().Where(r => r.Spec.Labnumber == "12345").Max(r => r.Aliquot);

        await using var lab = await TestLaboratory.StartAsync(RecordedQueue.Scripts, folder: _folder, durable: true);
        (await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")))).Ended!.State.ShouldBe("completed");

        lab.Runs().Select(r => (r.RunId, r.State)).ShouldBe([($"12345-{numbers + 1:00}", "success")]);
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public async Task A_node_that_finds_a_stored_journal_in_mid_run_brings_its_queue_to_its_end(string name)
    {
        var journal = Read(name);
        var third = journal.Events.Select(e => e.Event).OfType<RunLaunched>().ElementAt(2);
        var cut = journal.Events.TakeWhile(e => e.Id != $"run-{third.RunUuid}" || e.Event is not ReadingTaken { Count: 10 }).Count() + 1;
        new StoredJournal([.. journal.Rows.Take(cut)]).CopyTo(Journal);

        await using (var lab = await TestLaboratory.StartAsync(RecordedQueue.Scripts, folder: _folder, durable: true))
            (await lab.EndAsync()).Ended!.State.ShouldBe("completed");

        var whole = StoredJournal.Of(JournalDatabase.Sqlite(Journal)).Events.ToArray();
        var launched = whole.Select(e => e.Event).OfType<RunLaunched>().ToArray();
        launched.Select(l => l.Row).ShouldBeUnique();
        launched.Select(l => l.RunId).ShouldBeUnique();
        whole.Select(e => e.Event).OfType<RunFinished>().Select(f => f.RunUuid).ShouldBe(launched.Select(l => l.RunUuid), ignoreOrder: true);
        whole.Count(e => e.Event is QueueEnded).ShouldBe(1);
        whole.Select(e => e.Event).OfType<RunFinished>().Count(f => f.State == "success").ShouldBeGreaterThanOrEqualTo(launched.Length - 3);
    }

    [Fact]
    public async Task What_is_recorded_has_the_kinds_of_events_that_upgrades_are_to_be_tried_on()
    {
        await RecordedQueue.RunAsync(_folder);
        var journal = StoredJournal.Of(JournalDatabase.Sqlite(Journal));

        var runs = journal.Events.Select(e => e.Event).OfType<RunFinished>().Select(f => f.State).ToArray();
        runs.ShouldBe(["success", "success", "success", "success", "success", "success", "truncated", "success", "success", "success", "canceled"], ignoreOrder: true);
        runs.Distinct().Order(StringComparer.Ordinal).ShouldBe(["canceled", "success", "truncated"]);
        journal.Rows.Select(row => row.Manifest).Distinct().ShouldBeSubsetOf(JournalManifests.All.Types.Select(type => type.Manifest));
        foreach (var manifest in Kinds)
            journal.Rows.ShouldContain(row => row.Manifest == manifest, manifest);

        if (Environment.GetEnvironmentVariable("LABACTORS_RECORD_JOURNAL") is { Length: > 0 } name)
        {
            journal.WriteTo(Lines(name));
            File.WriteAllText(Expected(name), FinalStates.Of(journal.Events));
        }
    }

    [Fact]
    public async Task An_event_that_this_version_does_not_know_stops_a_node_before_it_starts_anything()
    {
        var (unknown, events) = CopyWithUnknownEvent();

        var stopped = await Should.ThrowAsync<SerializationException>(() => TestLaboratory.StartAsync(RecordedQueue.Scripts, folder: _folder, durable: true));

        stopped.Message.ShouldStartWith(unknown);
        StoredJournal.Of(JournalDatabase.Sqlite(Journal)).Rows.Count.ShouldBe(events);
    }

    [Fact]
    public async Task Bytes_that_cannot_be_read_under_a_known_name_stop_a_node_before_it_starts_anything()
    {
        var rows = Read(StoredJournal.Names.First()).Rows.ToArray();
        var index = Array.FindLastIndex(rows, row => row.Id == "line");
        rows[index] = rows[index] with { Message = "{\"at\":17}"u8.ToArray() };
        new StoredJournal(rows).CopyTo(Journal);

        var stopped = await Should.ThrowAsync<SerializationException>(() => TestLaboratory.StartAsync(RecordedQueue.Scripts, folder: _folder, durable: true));

        stopped.Message.ShouldStartWith($"Event {rows[index].SequenceNr} of line (number {index + 1} of the journal) cannot be read: The bytes of a {rows[index].Manifest} are not of its form:");
        stopped.Message.ShouldEndWith("Found: '{\"at\":17}' (9 bytes).");
        StoredJournal.Of(JournalDatabase.Sqlite(Journal)).Rows.Count.ShouldBe(rows.Length);
    }

    [Theory]
    [InlineData("run", "examples/demo-lab/queues/demo.txt", "--lab", "examples/demo-lab", "--plain")]
    [InlineData("safe", "--lab", "examples/demo-lab")]
    [InlineData("runs")]
    [InlineData("show", "12345-01")]
    public async Task A_command_that_finds_an_event_that_this_version_does_not_know_names_it_once_and_is_refused(params string[] command)
    {
        var (unknown, events) = CopyWithUnknownEvent();

        var (code, said) = await CommandAsync([.. command, "--data", Data]);

        code.ShouldBe(1, said);
        said.Split(unknown).Length.ShouldBe(2, said);
        said.ShouldContain(Data);
        said.ShouldNotContain("   at ");
        StoredJournal.Of(JournalDatabase.Sqlite(Journal)).Rows.Count.ShouldBe(events);
    }

    /// <summary>The first stored journal with an event of a later version in it; what is said of that event, and how many events there are.</summary>
    private (string Said, int Events) CopyWithUnknownEvent()
    {
        var rows = Read(StoredJournal.Names.First()).Rows.ToArray();
        var index = Array.FindIndex(rows, row => row.Manifest == "valve.actuated.v1");
        rows[index] = rows[index] with { Manifest = "valve.teleported.v7" };
        new StoredJournal(rows).CopyTo(Journal);
        return ($"Event {rows[index].SequenceNr} of line (number {index + 1} of the journal) cannot be read: The journal holds 'valve.teleported.v7', which this version", rows.Length);
    }

    /// <summary>The program that is behind <c>./lab</c>, as a process: its exit code and all that it says.</summary>
    private static async Task<(int Code, string Said)> CommandAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LabActors.Console.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = SourceTree.Root,
        };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }

    private static readonly string[] Kinds =
    [
        "queue.overlap-reached.v1", "queue.edited.v1", "queue.edit-undone.v1", "queue.file-taken.v1", "queue.paused.v1", "queue.resumed.v1", "queue.stop-requested.v1",
        "decision.asked.v1", "decision.made.v1", "conditional.installed.v1", "conditional.tripped.v1", "run.intervention-requested.v1", "run.safe-state-reached.v1",
        "run.child-script-read.v1", "measurement.reading-taken.v1", "pipette.shot-taken.v1", "extraction.output-set.v1", "lease.released.v1", "registry.blank-measured.v1",
    ];

    private static StoredJournal Read(string name) => StoredJournal.Read(Lines(name));

    private static string Lines(string name) => Path.Combine(StoredJournal.Folder, $"{name}.jsonl.gz");

    private static string Expected(string name) => Path.Combine(StoredJournal.Folder, $"{name}.states.json");
}
