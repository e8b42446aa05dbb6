namespace LabActors.Journal.Storage;

/// <summary>What keeps the journal.</summary>
public enum JournalProvider
{
    /// <summary>The process's memory: gone when it ends. For tests, benchmarks and a trace without effects.</summary>
    Memory,

    /// <summary>One SQLite file a node.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database.</summary>
    PostgreSql,
}
