using LabActors.Journal.Storage;
using Microsoft.Data.Sqlite;

namespace LabActors.Journal.Tests.Storage;

/// <summary>Makes empty journals for tests: a SQLite file, or a database on a server started when the first test wants it.</summary>
public sealed class JournalStores : IDisposable
{
    public const string Collection = "journal stores";

    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-journal-").FullName;
    private PostgresServer? _postgres;
    private int _files;

    public JournalDatabase Create(JournalProvider provider) =>
        provider switch
        {
            JournalProvider.Sqlite => SqliteJournalFile.Prepare(NewPath()),
            JournalProvider.PostgreSql => (_postgres ??= PostgresServer.Start()).CreateDatabase(),
            _ => JournalDatabase.Memory,
        };

    public string NewPath() => Path.Combine(_folder, $"node-{++_files}", "journal.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        _postgres?.Dispose();
    }
}

/// <summary>Tests that share one server run one after another.</summary>
[CollectionDefinition(JournalStores.Collection)]
public sealed class JournalStoresCollection : ICollectionFixture<JournalStores>;
