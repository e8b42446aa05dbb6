using LabActors.Actors.Results;
using LabActors.Core.Exports;
using LabActors.Core.Journal.Events;
using LabActors.Node;
using LabActors.Node.Archive;
using LibGit2Sharp;
using Microsoft.Data.Sqlite;

namespace LabActors.Acceptance.Execution;

/// <summary>Scenarios of reference/executor.md §10 and reference/data.md §6 by their numbers: what is saved and exported while something is down.</summary>
public sealed class ExportScenarioTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;

    private static string Queue => TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346"));

    private string Exports => Path.Combine(_folder, "exports");

    private string Remotes => Path.Combine(_folder, "remotes");

    private ExportTarget Target => new("dvc", Exports, $"file://{Remotes}/{{repository}}", "UTC");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories))
            file.IsReadOnly = false;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Scenario_35_a_remote_that_is_down_holds_no_run_raises_an_alert_and_gets_everything_later()
    {
        await using (var lab = await TestLaboratory.StartAsync(folder: _folder, durable: true, options: o => o with { Export = Target }))
        {
            var execution = await lab.RunAsync(Queue);

            execution.Ended!.State.ShouldBe("completed");
            lab.Runs().ShouldAllBe(r => r.State == "success");
            (await lab.WhenAsync<ExportEvents.ExportAlertRaised>(_ => true)).Event.ShouldBeOfType<ExportEvents.ExportAlertRaised>().What.ShouldBe("push");
            var outbox = (await lab.Node.WhenExportedAsync(Patience)).ShouldNotBeNull();
            outbox.Pending.ShouldBeEmpty("the disk has them");
            outbox.Unpushed.ShouldBe(["MetaData", "NoRepo"]);
            outbox.PushReason.ShouldContain(Remotes);
        }

        Commits(Path.Combine(Exports, "NoRepo")).ShouldBe(8, "four a run");
        foreach (var name in new[] { "MetaData", "NoRepo" })
            Repository.Init(Path.Combine(Remotes, name), isBare: true);
        await using (var lab = await TestLaboratory.StartAsync(folder: _folder, durable: true, options: o => o with { Export = Target }))
            (await lab.Node.WhenExportedAsync(Patience))!.IsEmpty.ShouldBeTrue();

        Commits(Path.Combine(Remotes, "NoRepo")).ShouldBe(8);
        Commits(Path.Combine(Remotes, "MetaData")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Scenario_24_of_data_a_dead_disk_keeps_the_runs_waiting_and_the_command_exports_each_once()
    {
        // A file where the folder should be: nobody can write there, root included.
        await File.WriteAllTextAsync(Exports, "not a folder");
        await using (var lab = await TestLaboratory.StartAsync(folder: _folder, durable: true, options: o => o with { Export = Target with { Remote = "" } }))
        {
            (await lab.RunAsync(Queue)).Ended!.State.ShouldBe("completed");
            var waiting = (await lab.Node.WhenExportedAsync(Patience)).ShouldNotBeNull();
            waiting.Pending.Select(p => p.RunId).ShouldBe(["12345-01", "12346-01"]);
            (await lab.WhenAsync<ExportEvents.ExportAlertRaised>(_ => true)).Event.ShouldBeOfType<ExportEvents.ExportAlertRaised>().What.ShouldBe("export");

            // The round that raised it is over: an export on its way would take the folder as soon as it can be had.
            await lab.Node.WhenExportedAsync(Patience);
        }

        File.Delete(Exports);
        var problems = new List<Core.Problems.Problem>();
        var archive = DataArchive.Open(Path.Combine(_folder, "data"), NodeFile.None, problems).ShouldNotBeNull(string.Join('\n', problems));
        var before = await archive.Exports.ReadAsync(CancellationToken.None);
        before.Pending.Count.ShouldBe(2);
        (await archive.Exports.TryAsync(before.Target!, Patience, CancellationToken.None)).IsEmpty.ShouldBeTrue();
        (await archive.Exports.ReadAsync(CancellationToken.None)).IsEmpty.ShouldBeTrue("what came of it is in the journal");
        Commits(Path.Combine(Exports, "NoRepo")).ShouldBe(8);

        (await archive.Exports.TryAsync(before.Target!, Patience, CancellationToken.None)).IsEmpty.ShouldBeTrue();
        Commits(Path.Combine(Exports, "NoRepo")).ShouldBe(8, "a repetition changes nothing");
    }

    [Fact]
    public async Task Scenario_36_a_results_database_that_is_down_at_the_save_leaves_the_run_pending_and_never_missing()
    {
        var (database, away) = (Path.Combine(_folder, "database"), Path.Combine(_folder, "away"));
        Directory.CreateDirectory(database);
        var results = ResultsDatabase.File(Path.Combine(database, "results.db"));
        string[] uuids;
        await using (var lab = await TestLaboratory.StartAsync(folder: _folder, durable: true, options: o => o with { Results = results, Overrides = $"{o.Overrides}\nlabactors.results.retry-first = 10ms" }))
        {
            lab.On<RunEvents.RunStarted>(_ => true, _ =>
            {
                SqliteConnection.ClearAllPools();
                Directory.Move(database, away);
            });

            (await lab.RunAsync(Queue)).Ended!.State.ShouldBe("completed");

            uuids = [.. lab.Runs().Select(r => r.Launched.RunUuid)];
            lab.Runs().ShouldAllBe(r => r.State == "success");
            foreach (var uuid in uuids)
            {
                var refused = await Should.ThrowAsync<RunNotSavedException>(() => lab.Node.WhenSavedAsync(uuid).WaitAsync(Patience));
                refused.Reason.ShouldContain("unable to open database file");
                (await lab.Node.AnalysisAsync(uuid)).State.ShouldBe("success", "the journal has it");
            }
        }

        SqliteConnection.ClearAllPools();
        Directory.Move(away, database);
        await using (var lab = await TestLaboratory.StartAsync(folder: _folder, durable: true, options: o => o with { Results = results }))
        {
            foreach (var uuid in uuids)
                (await lab.Node.WhenSavedAsync(uuid).WaitAsync(Patience)).State.ShouldBe("success");
            lab.Node.Results.Summaries().Count.ShouldBe(2, "each once");
        }
    }

    private static int Commits(string folder)
    {
        using var repository = new Repository(folder);
        return repository.Head.Tip is null ? repository.Branches["main"].Commits.Count() : repository.Commits.Count();
    }
}
