using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LabActors.Actors.Results;

/// <summary>Where the results database is.</summary>
/// <param name="Provider"><c>sqlite</c> or <c>postgresql</c>.</param>
/// <param name="ConnectionString">As the provider has it.</param>
public sealed record ResultsDatabase(string Provider, string ConnectionString)
{
    /// <summary>The name of the default provider.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>The name of the other provider.</summary>
    public const string PostgreSql = "postgresql";

    /// <summary>The default: one SQLite file.</summary>
    public static ResultsDatabase File(string path) => new(Sqlite, $"Data Source={path}");

    /// <summary>The options of a context of this database.</summary>
    /// <exception cref="ArgumentException">The provider is not known.</exception>
    public DbContextOptions<ResultsContext> Options()
    {
        var builder = new DbContextOptionsBuilder<ResultsContext>();
        return Provider switch
        {
            Sqlite => builder.UseSqlite(ConnectionString).Options,
            PostgreSql => builder.UseNpgsql(ConnectionString).Options,
            _ => throw NotKnown(),
        };
    }

    /// <summary>A connection to this database, not opened.</summary>
    /// <exception cref="ArgumentException">The provider is not known.</exception>
    public DbConnection Connection() => Provider switch
    {
        Sqlite => new SqliteConnection(ConnectionString),
        PostgreSql => new NpgsqlConnection(ConnectionString),
        _ => throw NotKnown(),
    };

    /// <summary>SQL that says how many tables are named <c>@Table</c>: 1 or 0.</summary>
    internal string CountsTables => Provider switch
    {
        Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @Table",
        PostgreSql => "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @Table",
        _ => throw NotKnown(),
    };

    private ArgumentException NotKnown() => new($"The results database's provider is '{Provider}': expected '{Sqlite}' or '{PostgreSql}'.");
}
