using LabActors.Actors.Results;
using LabActors.Core.Problems;
using LabActors.Journal.Storage;
using LabActors.Node.Checks;
using Microsoft.Data.Sqlite;

namespace LabActors.Node.Tests.Checks;

public sealed class StoresCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");
    private readonly List<string> _told = [];

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_new_folder_and_one_that_was_used_before_are_well()
    {
        (await CheckAsync(NodeFile.None)).ShouldBeEmpty();
        SqliteJournalFile.Prepare(Path.Combine(Data, "journal.db"));
        new ResultsStore(ResultsDatabase.File(Path.Combine(Data, "results.db"))).Prepare();
        (await CheckAsync(NodeFile.None)).ShouldBeEmpty();
        Directory.EnumerateFiles(Data, ".writable*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told()
    {
        File.WriteAllText(Data, "");
        var problem = (await CheckAsync(NodeFile.None)).ShouldHaveSingleItem();
        (problem.File, problem.Field).ShouldBe((Data, "--data"));
        problem.Message.ShouldStartWith("the data folder cannot be written");
    }

    [Theory]
    [InlineData("journal.db", "a journal")]
    [InlineData("results.db", "a results database")]
    public async Task A_file_that_is_no_database_is_told_with_its_name(string file, string what)
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, file), string.Concat(Enumerable.Repeat("this is a letter to the editor\n", 100)));
        var problem = (await CheckAsync(NodeFile.None)).ShouldHaveSingleItem();
        problem.File.ShouldBe(Path.Combine(Data, file));
        problem.Message.ShouldStartWith($"found a file that cannot be used as {what} (");
        problem.Message.ShouldContain("not a database");
    }

    [Fact]
    public async Task A_results_database_of_a_newer_version_is_told_with_what_is_not_known()
    {
        Directory.CreateDirectory(Data);
        var file = Path.Combine(Data, "results.db");
        new ResultsStore(ResultsDatabase.File(file)).Prepare();
        using (var connection = new SqliteConnection($"Data Source={file}"))
        {
            connection.Open();
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('20991231000000_Isochrons', '99.0.0')";
            insert.ExecuteNonQuery();
        }

        (await CheckAsync(NodeFile.None)).ShouldHaveSingleItem().Message.ShouldContain("was made by a newer version of LabActors: its form '20991231000000_Isochrons' is not known");
    }

    [Fact]
    public async Task A_database_server_that_does_not_answer_is_waited_for_with_a_word_and_not_for_ever()
    {
        // A port on which nobody listens.
        using var free = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var port = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var settings = NodeFile.None with { Journal = JournalDatabase.PostgreSql($"Host=127.0.0.1;Port={port};Database=lab;Username=lab"), JournalWait = TimeSpan.FromMilliseconds(1) };

        var problem = (await CheckAsync(settings)).ShouldHaveSingleItem();

        problem.Field.ShouldBe("labactors.journal");
        problem.Message.ShouldStartWith("the journal's database cannot be opened within 0 s: ");
        (await CheckAsync(settings with { Journal = JournalDatabase.PostgreSql("Host=127.0.0.1;Nonsense=1") })).ShouldHaveSingleItem().Field.ShouldBe("labactors.journal.connection-string");
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    private async Task<IReadOnlyList<Problem>> CheckAsync(NodeFile settings) =>
        await new StoresCheck(_told.Add, TimeProvider.System).RunAsync(settings, _folder.FullName, Data, CancellationToken.None);
}
