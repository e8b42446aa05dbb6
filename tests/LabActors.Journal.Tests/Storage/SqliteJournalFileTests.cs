using Dapper;
using LabActors.Journal.Storage;
using Microsoft.Data.Sqlite;

namespace LabActors.Journal.Tests.Storage;

[Collection(JournalStores.Collection)]
public sealed class SqliteJournalFileTests(JournalStores stores)
{
    [Fact]
    public void Write_ahead_mode_is_set_once_and_stays_with_the_file()
    {
        var path = stores.NewPath();
        SqliteJournalFile.Prepare(path).ShouldBe(SqliteJournalFile.Prepare(path));

        using var unaware = new SqliteConnection($"Data Source={path};Pooling=False");
        unaware.ExecuteScalar<string>("PRAGMA journal_mode").ShouldBe("wal");
    }

    [Fact]
    public void A_file_of_akkas_own_making_is_not_in_write_ahead_mode()
    {
        // The reason for Prepare.
        var path = stores.NewPath();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Execute("CREATE TABLE t (x)");
        connection.ExecuteScalar<string>("PRAGMA journal_mode").ShouldBe("delete");
    }

    [Fact]
    public void Connections_sync_each_commit_in_full()
    {
        var database = stores.Create(JournalProvider.Sqlite);
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.ExecuteScalar<long>("PRAGMA synchronous").ShouldBe(2);
    }

    [Fact]
    public void A_lock_is_waited_for_no_longer_than_akkas_breaker_waits_for_a_write()
    {
        var seconds = new SqliteConnectionStringBuilder(stores.Create(JournalProvider.Sqlite).ConnectionString).DefaultTimeout;
        seconds.ShouldBeInRange(5, 9);
    }

    [Fact]
    public void A_path_with_quotes_and_blanks_is_a_path()
    {
        var path = Path.Combine(Path.GetDirectoryName(stores.NewPath())!, "data; of 'the' \"lab\"=1", "journal.db");
        SqliteJournalFile.Prepare(path);
        File.Exists(path).ShouldBeTrue();
    }
}
