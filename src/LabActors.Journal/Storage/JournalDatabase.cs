using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LabActors.Journal.Storage;

/// <summary>Where a journal is kept: what both its writer (HOCON) and its readers need to know.</summary>
/// <param name="Provider">What keeps it.</param>
/// <param name="ConnectionString">How to reach it; empty for memory.</param>
public sealed record JournalDatabase(JournalProvider Provider, string ConnectionString)
{
    // Shorter than the 10 s after which Akka.Persistence's breaker stops the writing actor: a lock that does not go away
    // shows as SQLite's own error.
    private const int LockTimeoutSeconds = 8;

    /// <summary>The schema of a PostgreSQL database in which its tables are; empty for the one that the connection string leads to.</summary>
    public string Schema { get; private init; } = "";

    /// <summary>A journal in memory.</summary>
    public static JournalDatabase Memory { get; } = new(JournalProvider.Memory, "");

    /// <summary>A journal in a SQLite file; <see cref="SqliteJournalFile.Prepare"/> makes it.</summary>
    public static JournalDatabase Sqlite(string path) =>
        new(JournalProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), DefaultTimeout = LockTimeoutSeconds }.ToString());

    /// <summary>A journal in a PostgreSQL database.</summary>
    public static JournalDatabase PostgreSql(string connectionString) => new(JournalProvider.PostgreSql, connectionString);

    /// <summary>
    /// The journal of one node in a PostgreSQL database that several share: actors of two nodes have the same persistence ids, so each node has tables of its own. Any other journal is one node's as it is.
    /// </summary>
    /// <param name="node">The node's name.</param>
    public JournalDatabase Of(string node) => Provider != JournalProvider.PostgreSql ? this : this with
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString) { SearchPath = Quoted(node) }.ToString(),
        Schema = node,
    };

    /// <summary>Makes the schema where there is none. Akka.Persistence.Sql makes the tables.</summary>
    public async Task PrepareAsync(CancellationToken stop = default)
    {
        if (Schema.Length == 0)
            return;
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(new CommandDefinition($"CREATE SCHEMA IF NOT EXISTS {Quoted(Schema)}", cancellationToken: stop));
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
