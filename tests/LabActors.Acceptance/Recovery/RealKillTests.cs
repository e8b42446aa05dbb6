using LabActors.Console.Tests;
using LabActors.Journal.Storage;
using LabActors.Journal.Tests.Storage;
using Xunit.Abstractions;

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

    /// <summary>Kills after a number of lines that a seed draws, and a while that is left to chance; the last process is left to end.</summary>
    private async Task KillAsync(string data, string? lab, int kills, int linesAtMost)
    {
        var random = new Random(Seed);
        output.WriteLine($"seed {Seed}");
        for (var kill = 1; kill <= kills; kill++)
        {
            var lines = random.Next(5, linesAtMost);
            await using var process = TortureQueue.Start(data, lab);
            (await process.ReadAsync(lines)).ShouldBeTrue($"kill {kill} of {kills} after {lines} lines came too late: {process.Said}");
            await process.KillAsync();
            output.WriteLine($"kill {kill} after {lines} lines: {process.Lines.LastOrDefault()}");
        }

        await using var last = TortureQueue.Start(data, lab);
        (await last.EndAsync()).ShouldBe(0, last.Said);
    }
}
