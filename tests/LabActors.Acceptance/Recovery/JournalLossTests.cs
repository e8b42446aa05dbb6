using LabActors.Console.Tests;
using LabActors.Journal.Storage;
using LabActors.Journal.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace LabActors.Acceptance.Recovery;

/// <summary>The journal goes away under a queue, or loses its end: everything stands still with a reason, and goes on.</summary>
public sealed class JournalLossTests : IDisposable
{
    private const string Lost = "the journal cannot be written or read";
    private const string Back = "the journal answers again";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [OnPostgreSql]
    public async Task A_database_that_is_away_for_30_s_holds_the_queue_and_changes_nothing(JournalProvider provider)
    {
        provider.ShouldBe(JournalProvider.PostgreSql);
        using var server = PostgresServer.Start();
        var journal = server.CreateDatabase();
        var lab = TortureQueue.LaboratoryWith(_folder.FullName, $$"""labactors.journal { provider = postgresql, connection-string = "{{journal.ConnectionString}}" }""");
        var data = Path.Combine(_folder.FullName, "data");

        await using var process = TortureQueue.Start(data, lab);
        (await process.ReadAsync(400)).ShouldBeTrue(process.Said);
        server.Vanish();

        // Not a wait for something to happen: thirty seconds of real time without a database are what the real program has to come through.
        await Task.Delay(TimeSpan.FromSeconds(30));
        server.ComeBack();

        (await process.EndAsync()).ShouldBe(0, process.Said);
        process.Lines.ShouldContain(l => l.Contains(Lost, StringComparison.Ordinal));
        process.Lines.ShouldContain(l => l.Contains(Back, StringComparison.Ordinal));
        (await TortureQueue.TallyAsync(data, journal)).DifferencesFrom(await TortureQueue.UninterruptedAsync()).ShouldBeEmpty();
    }

    [SmallDiskFact]
    public async Task A_full_disk_holds_the_queue_until_there_is_room_and_changes_nothing()
    {
        using var disk = new SmallDisk(_folder.CreateSubdirectory("disk").FullName, megabytes: 3);
        var lab = TortureQueue.LaboratoryWith(_folder.FullName, "labactors.checks.min-free-disk = 0MB");
        var data = Path.Combine(disk.Folder, "data");

        await using (var process = TortureQueue.Start(data, lab))
        {
            (await process.ReadAsync(Lost)).ShouldBeTrue(process.Said);
            process.Lines.Last(l => l.Contains(Lost, StringComparison.Ordinal)).ShouldContain("full");
            disk.Resize(megabytes: 64);

            (await process.EndAsync()).ShouldBe(0, process.Said);
            process.Lines.ShouldContain(l => l.Contains(Back, StringComparison.Ordinal));
        }

        (await TortureQueue.TallyAsync(data)).DifferencesFrom(await TortureQueue.UninterruptedAsync()).ShouldBeEmpty();
    }

    [UnixFact]
    public async Task A_journal_that_another_program_keeps_locked_holds_the_queue_and_changes_nothing()
    {
        var data = Path.Combine(_folder.FullName, "data");
        await using var process = TortureQueue.Start(data);
        (await process.ReadAsync(300)).ShouldBeTrue(process.Said);
        await using (var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "journal.db"), Pooling = false, DefaultTimeout = 30 }.ToString()))
        {
            await other.OpenAsync();
            await using var locked = other.BeginTransaction(deferred: false);
            (await process.ReadAsync(Lost)).ShouldBeTrue(process.Said);
        }

        (await process.EndAsync()).ShouldBe(0, process.Said);
        process.Lines.ShouldContain(l => l.Contains(Back, StringComparison.Ordinal));
        (await TortureQueue.TallyAsync(data)).DifferencesFrom(await TortureQueue.UninterruptedAsync()).ShouldBeEmpty();
    }

    [UnixFact]
    public async Task A_truncated_write_ahead_log_is_told_and_the_queue_ends_with_what_is_left()
    {
        var data = Path.Combine(_folder.FullName, "data");
        var lines = 250;
        do
        {
            await using var killed = TortureQueue.Start(data);
            (await killed.ReadAsync(lines)).ShouldBeTrue(killed.Said);
            await killed.KillAsync();
            lines = 40;
        }
        while (!WriteAheadLog.Cut(Path.Combine(data, "journal.db")));

        await using var process = TortureQueue.Start(data);
        (await process.EndAsync()).ShouldBe(0, process.Said);
        process.Lines.ShouldContain(l => l.Contains("events that had been written are missing at the end of the journal", StringComparison.Ordinal));
        var tally = await TortureQueue.TallyAsync(data);
        tally.Ends.ShouldBe(["queue completed", "queue completed", "execution completed"]);
        tally.Rows.Select(r => r.Row).Order().ShouldBe(["1-r1", "1-r2", "2-r1", "2-r2", "2-r3", "2-r4", "2-r5", "2-r6"]);
        tally.Rows.ShouldContain(r => r.State == "interrupted", "the run in flight is not gone on with: what it did last is not known");
        tally.Numbers.Distinct().Count().ShouldBe(tally.Numbers.Length);
        tally.Laboratory.Devices["Fusions CO2"].Enabled.ShouldBeFalse();
    }
}
