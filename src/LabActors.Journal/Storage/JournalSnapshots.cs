using System.Data.Common;
using System.Runtime.Serialization;
using System.Text.Json;
using Dapper;
using LabActors.Journal.Serialization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LabActors.Journal.Storage;

/// <summary>The snapshots that stand beside a journal's events, in the table of Akka.Persistence.Sql.</summary>
public static class JournalSnapshots
{
    /// <summary>
    /// Takes away those that another build wrote, or that cannot be read, before an actor is recovered from one: the events are all there, and it is by them that this build comes to
    /// its states.
    /// </summary>
    /// <param name="journal">Not in memory.</param>
    /// <param name="build">The build whose snapshots stay.</param>
    /// <returns>How many were taken away.</returns>
    public static async Task<int> DropUnusable(JournalDatabase journal, string build, CancellationToken stop = default)
    {
        await using DbConnection connection = journal.Provider == JournalProvider.PostgreSql
            ? new NpgsqlConnection(journal.ConnectionString)
            : new SqliteConnection(journal.ConnectionString);
        await connection.OpenAsync(stop);
        var tables = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            journal.Provider == JournalProvider.PostgreSql
                ? "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'snapshot'"
                : "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'snapshot'",
            cancellationToken: stop));
        if (tables == 0)
            return 0;

        var dropped = 0;
        foreach (var kept in await connection.QueryAsync<Kept>(new CommandDefinition(
            """SELECT persistence_id AS "PersistenceId", sequence_number AS "SequenceNr", manifest AS "Manifest", snapshot AS "Snapshot" FROM snapshot""", cancellationToken: stop)))
        {
            if (BuildOf(kept.Snapshot) == build && IsReadable(kept))
                continue;
            dropped += await connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM snapshot WHERE persistence_id = @PersistenceId AND sequence_number = @SequenceNr", kept, cancellationToken: stop));
        }

        return dropped;
    }

    /// <summary>The first property of a snapshot; empty when that is no build.</summary>
    private static string BuildOf(byte[]? snapshot)
    {
        try
        {
            var json = new Utf8JsonReader(snapshot);
            return json.Read() && json.TokenType == JsonTokenType.StartObject && json.Read() && json.ValueTextEquals("build") && json.Read() ? json.GetString() ?? "" : "";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private static bool IsReadable(Kept kept)
    {
        try
        {
            return JournalManifests.All.Deserialize(kept.Manifest ?? "", kept.Snapshot) is not null;
        }
        catch (SerializationException)
        {
            return false;
        }
    }

    private sealed class Kept
    {
        public string? Manifest { get; init; }

        public string PersistenceId { get; init; } = "";

        public long SequenceNr { get; init; }

        public byte[]? Snapshot { get; init; }
    }
}
