using Microsoft.Data.Sqlite;

namespace LabActors.Journal.Storage;

/// <summary>Where a journal is kept: what both its writer (HOCON) and its readers need to know.</summary>
/// <param name="Provider">What keeps it.</param>
/// <param name="ConnectionString">How to reach it; empty for memory.</param>
public sealed record JournalDatabase(JournalProvider Provider, string ConnectionString)
{
    // Shorter than the 10 s after which Akka.Persistence's breaker stops the writing actor: a lock that does not go away
    // shows as SQLite's own error.
    private const int LockTimeoutSeconds = 8;

    /// <summary>A journal in memory.</summary>
    public static JournalDatabase Memory { get; } = new(JournalProvider.Memory, "");

    /// <summary>A journal in a SQLite file; <see cref="SqliteJournalFile.Prepare"/> makes it.</summary>
    public static JournalDatabase Sqlite(string path) =>
        new(JournalProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), DefaultTimeout = LockTimeoutSeconds }.ToString());

    /// <summary>A journal in a PostgreSQL database.</summary>
    public static JournalDatabase PostgreSql(string connectionString) => new(JournalProvider.PostgreSql, connectionString);
}
