using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using Dapper;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Journal.Serialization;
using LabActors.Journal.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LabActors.Journal.Reading;

/// <summary>
/// Reads the journal's tables (those of Akka.Persistence.Sql, <c>table-mapping = default</c>) without an actor system: for
/// projections, exports and the command line. Safe beside a running node.
/// <para>
/// A node writes with <c>parallelism = 1</c>, so its commits appear in the order of <see cref="JournalRow.Ordering"/>. Nodes that
/// share a PostgreSQL database have a journal each (<see cref="JournalDatabase.Of"/>).
/// </para>
/// </summary>
/// <param name="database">Where the journal is kept; not in memory.</param>
/// <param name="registry">How its bytes are read; <see cref="JournalManifests.All"/> when null.</param>
public sealed class JournalReader(JournalDatabase database, JournalRegistry? registry = null)
{
    // Rows read at once: a reader that is slow holds no transaction open between two of these.
    private const int BatchSize = 500;

    private const string Columns =
        """
        SELECT ordering AS "Ordering", persistence_id AS "PersistenceId", sequence_number AS "SequenceNr", created AS "CreatedTicks",
               manifest AS "Manifest", CAST(identifier AS BIGINT) AS "SerializerId", message AS "Message"
        FROM journal
        """;

    /// <summary>The kind of event that ends a run.</summary>
    public static readonly string RunEnded = JournalManifests.All.ManifestOf(typeof(RunEvents.RunEnded));

    private readonly JournalRegistry _registry = registry ?? JournalManifests.All;

    /// <summary>All events from a number on, in order, up to the last one there is when it is reached.</summary>
    /// <param name="ordering">The first that is wanted; a projection asks for the last it has seen plus 1.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <exception cref="SerializationException">A row cannot be read; the message says which.</exception>
    public IAsyncEnumerable<JournalRow> ReadFrom(long ordering = 0, CancellationToken cancellation = default) =>
        Read(
            $"{Columns} WHERE ordering >= @From AND NOT {IsDeleted} ORDER BY ordering LIMIT @Limit",
            row => row.Ordering + 1,
            persistenceId: null,
            ordering,
            cancellation);

    /// <summary>The events of one actor, in order.</summary>
    /// <param name="persistenceId">Whose events.</param>
    /// <param name="fromSequenceNr">The first that is wanted.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <exception cref="SerializationException">A row cannot be read; the message says which.</exception>
    public IAsyncEnumerable<JournalRow> ReadOf(string persistenceId, long fromSequenceNr = 1, CancellationToken cancellation = default) =>
        Read(
            $"{Columns} WHERE persistence_id = @PersistenceId AND sequence_number >= @From AND NOT {IsDeleted} ORDER BY sequence_number LIMIT @Limit",
            row => row.SequenceNr + 1,
            persistenceId,
            fromSequenceNr,
            cancellation);

    /// <summary>The events of some kinds, in order, without reading the others: readings are most of a journal, and few want them.</summary>
    /// <param name="kinds">Types of events.</param>
    /// <param name="persistenceId">Whose events; <c>%</c> and <c>_</c> stand for anything.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <exception cref="SerializationException">A row cannot be read; the message says which.</exception>
    public IAsyncEnumerable<JournalRow> ReadKinds(IReadOnlyCollection<Type> kinds, string persistenceId = "%", CancellationToken cancellation = default) =>
        Read(
            $"{Columns} WHERE ordering >= @From AND persistence_id {(persistenceId.Contains('%', StringComparison.Ordinal) ? "LIKE" : "=")} @PersistenceId AND manifest {KindIsWanted} AND NOT {IsDeleted} ORDER BY ordering LIMIT @Limit",
            row => row.Ordering + 1,
            persistenceId,
            0,
            cancellation,
            [.. kinds.Select(_registry.ManifestOf)]);

    /// <summary>The events of all actors whose ids begin alike, in order, from a number of the journal on.</summary>
    /// <param name="prefix">What the ids begin with; <c>%</c> and <c>_</c> stand for anything.</param>
    /// <param name="ordering">The first number that is wanted.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <exception cref="SerializationException">A row cannot be read; the message says which.</exception>
    public IAsyncEnumerable<JournalRow> ReadOfAll(string prefix, long ordering = 0, CancellationToken cancellation = default) =>
        Read(
            $"{Columns} WHERE ordering >= @From AND persistence_id LIKE @PersistenceId AND NOT {IsDeleted} ORDER BY ordering LIMIT @Limit",
            row => row.Ordering + 1,
            prefix + "%",
            ordering,
            cancellation);

    /// <summary>
    /// Makes sure that this version knows every kind of event there is, without reading them: an actor whose state were built without an event
    /// that it does not know would act on a laboratory that is not so.
    /// </summary>
    /// <exception cref="SerializationException">The first event of a kind that is not known, told as if it had been read.</exception>
    public async Task EnsureKnown(CancellationToken cancellation = default)
    {
        long first;
        await using (var connection = await Open(cancellation))
        {
            if (!await HasTables(connection, cancellation))
                return;
            var kinds = await connection.QueryAsync<RawRow>(new CommandDefinition(
                $"""SELECT DISTINCT manifest AS "Manifest", CAST(identifier AS BIGINT) AS "SerializerId" FROM journal WHERE NOT {IsDeleted}""", cancellationToken: cancellation));
            var unknown = kinds.Where(kind => kind.SerializerId != JournalSerializer.SerializerId || !_registry.Reads(kind.Manifest ?? "")).ToArray();
            if (unknown.Length == 0)
                return;
            first = long.MaxValue;
            foreach (var kind in unknown)
            {
                first = Math.Min(first, await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                    $"SELECT MIN(ordering) FROM journal WHERE NOT {IsDeleted} AND COALESCE(manifest, '') = @Manifest AND identifier = @SerializerId",
                    new { Manifest = kind.Manifest ?? "", kind.SerializerId },
                    cancellationToken: cancellation)));
            }
        }

        await foreach (var _ in ReadFrom(first, cancellation))
            break;
    }

    /// <summary>
    /// Makes sure that every event can be read that the actors of a node are recovered from: those after each actor's newest snapshot. Runs that have ended are left out: they are
    /// most of a journal, and no actor is recovered from them.
    /// </summary>
    /// <exception cref="SerializationException">The first event that cannot be read; the message says which, and what was found.</exception>
    public async Task EnsureReadable(CancellationToken cancellation = default)
    {
        foreach (var actor in await Recovered(cancellation))
        {
            await foreach (var _ in ReadOf(actor.PersistenceId, actor.Kept + 1, cancellation))
            {
            }
        }
    }

    /// <summary>Whose events there are of one kind, in the order of the journal, without reading them.</summary>
    /// <param name="manifest">The kind.</param>
    /// <param name="ordering">The first number of the journal that is wanted.</param>
    public async Task<IReadOnlyList<string>> PersistenceIdsOf(string manifest, long ordering = 0, CancellationToken cancellation = default)
    {
        await using var connection = await Open(cancellation);
        if (!await HasTables(connection, cancellation))
            return [];
        var ids = await connection.QueryAsync<string>(new CommandDefinition(
            $"SELECT persistence_id FROM journal WHERE manifest = @Manifest AND ordering >= @From AND NOT {IsDeleted} ORDER BY ordering",
            new { Manifest = manifest, From = ordering },
            cancellationToken: cancellation));
        return [.. ids.Distinct()];
    }

    /// <summary>Number of the last event; 0 when there is none.</summary>
    public async Task<long> LastOrdering(CancellationToken cancellation = default)
    {
        await using var connection = await Open(cancellation);
        return await HasTables(connection, cancellation)
            ? await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COALESCE(MAX(ordering), 0) FROM journal", cancellationToken: cancellation))
            : 0;
    }

    /// <summary>How many events there are.</summary>
    public async Task<long> Count(CancellationToken cancellation = default)
    {
        await using var connection = await Open(cancellation);
        return await HasTables(connection, cancellation)
            ? await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM journal", cancellationToken: cancellation))
            : 0;
    }

    /// <summary>Whose events there are, in ordinal order.</summary>
    public async Task<IReadOnlyList<string>> PersistenceIds(CancellationToken cancellation = default)
    {
        await using var connection = await Open(cancellation);
        if (!await HasTables(connection, cancellation))
            return [];
        var ids = await connection.QueryAsync<string>(new CommandDefinition("SELECT DISTINCT persistence_id FROM journal", cancellationToken: cancellation));
        return [.. ids.Order(StringComparer.Ordinal)];
    }

    // SQLite keeps booleans as numbers, PostgreSQL does not.
    // Npgsql takes an array as one value: Dapper does not write it out as a list then.
    private string KindIsWanted => database.Provider == JournalProvider.PostgreSql ? "= ANY(@Kinds)" : "IN @Kinds";

    private string IsDeleted => database.Provider == JournalProvider.PostgreSql ? "deleted" : "deleted <> 0";

    private async IAsyncEnumerable<JournalRow> Read(
        string sql,
        Func<JournalRow, long> next,
        string? persistenceId,
        long from,
        [EnumeratorCancellation] CancellationToken cancellation,
        string[]? kinds = null)
    {
        await using var connection = await Open(cancellation);
        if (!await HasTables(connection, cancellation))
            yield break;

        while (true)
        {
            var parameters = new { From = from, PersistenceId = persistenceId, Limit = BatchSize, Kinds = kinds ?? [] };
            var batch = (await connection.QueryAsync<RawRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();
            foreach (var raw in batch)
            {
                var row = Interpret(raw);
                from = next(row);
                yield return row;
            }

            if (batch.Count < BatchSize)
                yield break;
        }
    }

    private JournalRow Interpret(RawRow raw)
    {
        try
        {
            if (raw.SerializerId != JournalSerializer.SerializerId)
                throw new SerializationException($"it was written by serializer {raw.SerializerId}, expected {JournalSerializer.SerializerId}");
            var @event = _registry.Deserialize(raw.Manifest ?? "", raw.Message) as IJournalEvent
                ?? throw new SerializationException($"'{raw.Manifest}' is no event");
            var writtenAt = new DateTimeOffset(raw.CreatedTicks, TimeSpan.Zero);
            return new JournalRow(raw.Ordering, raw.PersistenceId, raw.SequenceNr, writtenAt, raw.Manifest!, @event);
        }
        catch (SerializationException exception)
        {
            throw new SerializationException(
                $"Event {raw.SequenceNr} of {raw.PersistenceId} (number {raw.Ordering} of the journal) cannot be read: {exception.Message}", exception);
        }
    }

    private async Task<IReadOnlyList<Actor>> Recovered(CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        if (!await HasTables(connection, cancellation))
            return [];
        var kept = await HasTable(connection, "snapshot", cancellation)
            ? "COALESCE((SELECT MAX(s.sequence_number) FROM snapshot s WHERE s.persistence_id = j.persistence_id), 0)"
            : "0";
        var actors = await connection.QueryAsync<Actor>(new CommandDefinition(
            $"""
            SELECT j.persistence_id AS "PersistenceId", CAST({kept} AS BIGINT) AS "Kept"
            FROM (SELECT persistence_id, MAX(sequence_number) AS last FROM journal GROUP BY persistence_id) l
            JOIN journal j ON j.persistence_id = l.persistence_id AND j.sequence_number = l.last
            WHERE COALESCE(j.manifest, '') <> @Ended
            """,
            new { Ended = RunEnded },
            cancellationToken: cancellation));
        return [.. actors.OrderBy(actor => actor.PersistenceId, StringComparer.Ordinal)];
    }

    /// <summary>The plug-in makes the tables with the first write of a node.</summary>
    private Task<bool> HasTables(DbConnection connection, CancellationToken cancellation) => HasTable(connection, "journal", cancellation);

    private async Task<bool> HasTable(DbConnection connection, string table, CancellationToken cancellation)
    {
        var sql = database.Provider == JournalProvider.PostgreSql
            ? "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @Table"
            : "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @Table";
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, new { Table = table }, cancellationToken: cancellation)) > 0;
    }

    private async Task<DbConnection> Open(CancellationToken cancellation)
    {
        DbConnection connection = database.Provider switch
        {
            JournalProvider.Sqlite => new SqliteConnection(database.ConnectionString),
            JournalProvider.PostgreSql => new NpgsqlConnection(database.ConnectionString),
            _ => throw new NotSupportedException($"A journal kept in {database.Provider} cannot be read from outside its actor system."),
        };
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private sealed class Actor
    {
        public string PersistenceId { get; init; } = "";

        public long Kept { get; init; }
    }

    // Properties and not a constructor: an empty SQLite table gives Dapper no types to match a constructor with.
    private sealed class RawRow
    {
        public long Ordering { get; init; }

        public string PersistenceId { get; init; } = "";

        public long SequenceNr { get; init; }

        public long CreatedTicks { get; init; }

        public string? Manifest { get; init; }

        public long SerializerId { get; init; }

        public byte[] Message { get; init; } = [];
    }
}
