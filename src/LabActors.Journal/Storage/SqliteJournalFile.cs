using Dapper;
using Microsoft.Data.Sqlite;

namespace LabActors.Journal.Storage;

/// <summary>The SQLite file of a node's journal.</summary>
public static class SqliteJournalFile
{
    /// <summary>
    /// Makes the file where there is none and puts it into write-ahead mode, which stays with the file: a synced write is three times as
    /// fast as with a rollback journal, and readers never wait for the writer. Harmless when repeated.
    /// </summary>
    /// <returns>The database to configure the node with.</returns>
    /// <exception cref="IOException">The file's folder does not allow write-ahead mode (some network file systems), or the
    /// connections would not sync each commit.</exception>
    public static JournalDatabase Prepare(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var database = JournalDatabase.Sqlite(full);

        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        var mode = connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL");
        if (!string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
            throw new IOException($"{full}: SQLite keeps this file in journal mode '{mode}', expected 'wal'; put the data folder on a local disk.");

        // Per connection, and FULL unless the native library was compiled otherwise: whoever opens the file next, the
        // journal's plugin, gets what this connection has got.
        var synchronous = connection.ExecuteScalar<long>("PRAGMA synchronous");
        if (synchronous < Full)
            throw new IOException($"{full}: SQLite's synchronous is {synchronous}, expected {Full} (FULL): a power cut could take the last events.");
        return database;
    }

    private const long Full = 2;
}
