using LabActors.Console.Tests;
using LabActors.Core.Scripts;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Journal.Tests.Storage;
using Xunit.Abstractions;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Recovery;

/// <summary>The real process is killed with SIGKILL at random moments and started again; the experiment comes out as if nothing had happened.</summary>
public sealed class RealKillTests(ITestOutputHelper output)
{
    private const int Seed = 20260301;

    [UnixFact]
    public async Task Twenty_kills_in_one_queue_with_a_SQLite_journal_change_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-");
        try
        {
            await KillAsync(folder.FullName, lab: null, kills: 20, linesAtMost: 190);
            var tally = await TortureQueue.TallyAsync(folder.FullName);
            tally.DifferencesFrom(await TortureQueue.UninterruptedAsync()).ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [OnPostgreSql]
    public async Task Kills_with_a_PostgreSQL_journal_change_nothing(JournalProvider provider)
    {
        provider.ShouldBe(JournalProvider.PostgreSql);
        var folder = Directory.CreateTempSubdirectory("labactors-");
        using var server = PostgresServer.Start();
        try
        {
            var journal = server.CreateDatabase();
            var lab = TortureQueue.LaboratoryWith(folder.FullName, $$"""labactors.journal { provider = postgresql, connection-string = "{{journal.ConnectionString}}" }""");
            var data = Path.Combine(folder.FullName, "data");
            await KillAsync(data, lab, kills: 3, linesAtMost: 1200);
            var tally = await TortureQueue.TallyAsync(data, journal);
            tally.DifferencesFrom(await TortureQueue.UninterruptedAsync()).ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Kills after a number of lines that a seed draws, and a while that is left to chance; the last process is left to end. A kill while a shot, a pattern or the firing of a laser is under way asks
    /// a person what he sees, and ends the run where nobody answers (the torture answers): where the journal is a file the folder is set back then, and the kill tried again.
    /// </summary>
    private async Task KillAsync(string data, string? lab, int kills, int linesAtMost)
    {
        var random = new Random(Seed);
        output.WriteLine($"seed {Seed}");
        using var before = new FolderCopy();
        for (var (kill, tries) = (1, 1); kill <= kills; tries++)
        {
            tries.ShouldBeLessThan(kills * 3);
            before.Take(data);
            var lines = random.Next(5, linesAtMost);
            await using var process = TortureQueue.Start(data, lab);
            (await process.ReadAsync(lines)).ShouldBeTrue($"kill {kill} of {kills} after {lines} lines came too late: {process.Said}");
            await process.KillAsync();
            output.WriteLine($"kill {kill} after {lines} lines: {process.Lines.LastOrDefault()}");
            if (await AsksAsync(data))
                before.PutBack(data);
            else
                kill++;
        }

        await using var last = TortureQueue.Start(data, lab);
        (await last.EndAsync()).ShouldBe(0, last.Said);
    }

    /// <summary>True when a command that must not happen twice has no outcome. Looks at a copy: the next node is to find the journal as the kill left it.</summary>
    private static async Task<bool> AsksAsync(string data)
    {
        if (!File.Exists(Path.Combine(data, "journal.db")))
            return false;
        using var copy = new FolderCopy();
        copy.Take(data);
        var open = new HashSet<(string Run, string Kind, long Seq)>();
        await foreach (var row in new JournalReader(JournalDatabase.Sqlite(Path.Combine(copy.Folder, "journal.db"))).ReadFrom(0, CancellationToken.None))
        {
            if (row.Event is CommandRequested requested && CommandResumes.Of(requested.Name) == CommandResume.Decide)
                open.Add((row.PersistenceId, requested.Kind, requested.Seq));
            else if (row.Event is CommandCompleted completed)
                open.Remove((row.PersistenceId, completed.Kind, completed.Seq));
            else if (row.Event is CommandFailed failed)
                open.Remove((row.PersistenceId, failed.Kind, failed.Seq));
        }

        return open.Count > 0;
    }
}
