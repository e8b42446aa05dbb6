using System.Runtime.Serialization;
using System.Text;
using Dapper;
using LabActors.Core.Journal.Events;
using LabActors.Journal.Reading;
using LabActors.Journal.Serialization;
using LabActors.Journal.Storage;
using LabActors.Journal.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace LabActors.Journal.Tests.Reading;

/// <summary>Reads tables as Akka.Persistence.Sql makes them; that it still makes them so is tested with the actors.</summary>
[Collection(JournalStores.Collection)]
public sealed class JournalReaderTests(JournalStores stores)
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_empty_journal_has_no_events()
    {
        var reader = new JournalReader(stores.Create(JournalProvider.Sqlite));
        (await All(reader.ReadFrom())).ShouldBeEmpty();
        (await reader.LastOrdering()).ShouldBe(0);
        (await reader.PersistenceIds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_are_read_in_order_from_any_number_across_batches_and_gaps_and_without_deleted_ones()
    {
        var database = NewJournal();
        for (var i = 1; i <= 1_203; i++)
            Insert(database, i % 2 == 0 ? "even" : "odd", (i + 1) / 2, deleted: i == 7, ordering: 10 * i);
        var reader = new JournalReader(database);

        var all = await All(reader.ReadFrom());
        all.Select(row => row.Ordering).ShouldBe(Enumerable.Range(1, 1_203).Where(i => i != 7).Select(i => 10L * i));
        (await All(reader.ReadFrom(12_000))).Select(row => row.Ordering).ShouldBe([12_000, 12_010, 12_020, 12_030]);
        (await All(reader.ReadOf("even", 600))).Select(row => row.SequenceNr).ShouldBe([600, 601]);
        (await reader.LastOrdering()).ShouldBe(12_030);
        (await reader.PersistenceIds()).ShouldBe(["even", "odd"]);

        all[0].ShouldBe(new JournalRow(10, "odd", 1, At.AddHours(1), "node.stopped.v1", new NodeEvents.NodeStopped(At, "odd", "1")));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_named()
    {
        var database = NewJournal();
        Insert(database, "node-1", 1, manifest: "node.exploded.v1");
        var message = (await Should.ThrowAsync<SerializationException>(() => All(new JournalReader(database).ReadFrom()))).Message;
        message.ShouldContain("Event 1 of node-1");
        message.ShouldContain("'node.exploded.v1'");
    }

    [Fact]
    public async Task The_first_kind_of_event_that_is_not_known_is_found_without_reading_the_others()
    {
        var database = NewJournal();
        var reader = new JournalReader(database);
        await reader.EnsureKnown();
        Insert(database, "node-1", 1);
        await reader.EnsureKnown();
        Insert(database, "node-1", 2, deleted: true, manifest: "node.forgotten.v1");
        await reader.EnsureKnown();
        Insert(database, "line", 7, manifest: "valve.teleported.v2");
        Insert(database, "line", 8, manifest: "valve.beamed.v1");
        (await Should.ThrowAsync<SerializationException>(() => reader.EnsureKnown())).Message.ShouldStartWith(
            "Event 7 of line (number 3 of the journal) cannot be read: The journal holds 'valve.teleported.v2'");

        var other = NewJournal();
        Insert(other, "node-1", 1, serializer: 1);
        (await Should.ThrowAsync<SerializationException>(() => new JournalReader(other).EnsureKnown()))
            .Message.ShouldContain("it was written by serializer 1, expected 4039");
        await new JournalReader(stores.Create(JournalProvider.Sqlite)).EnsureKnown();
    }

    [Fact]
    public async Task Bytes_that_cannot_be_read_are_found_where_an_actor_is_recovered_from_them()
    {
        var database = NewJournal();
        var reader = new JournalReader(database);
        Insert(database, "line", 1);
        Insert(database, "line", 2, message: "{\"at\":\"2026");
        Insert(database, "line", 3);
        (await Should.ThrowAsync<SerializationException>(() => reader.EnsureReadable())).Message.ShouldSatisfyAllConditions(
            m => m.ShouldStartWith("Event 2 of line (number 2 of the journal) cannot be read: The bytes of a node.stopped.v1 are not of its form:"),
            m => m.ShouldEndWith("Found: '{\"at\":\"2026' (11 bytes)."));

        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Execute("CREATE TABLE snapshot (persistence_id NVarChar(255) NOT NULL, sequence_number INTEGER NOT NULL)");
        await Should.ThrowAsync<SerializationException>(() => reader.EnsureReadable());
        connection.Execute("INSERT INTO snapshot VALUES ('line', 2)");
        await reader.EnsureReadable();

        Insert(database, "run-1", 1, message: "");
        (await Should.ThrowAsync<SerializationException>(() => reader.EnsureReadable())).Message.ShouldContain("Found: nothing.");
        Insert(database, "run-1", 2, manifest: JournalReader.RunEnded);
        await reader.EnsureReadable();
        (await reader.PersistenceIdsOf(JournalReader.RunEnded)).ShouldBe(["run-1"]);
        await new JournalReader(stores.Create(JournalProvider.Sqlite)).EnsureReadable();
    }

    [Fact]
    public async Task A_row_of_another_serializer_is_named()
    {
        var database = NewJournal();
        Insert(database, "node-1", 1, serializer: 1);
        (await Should.ThrowAsync<SerializationException>(() => All(new JournalReader(database).ReadFrom())))
            .Message.ShouldContain("it was written by serializer 1, expected 4039");
    }

    [Fact]
    public async Task A_journal_in_memory_cannot_be_read_from_outside() =>
        (await Should.ThrowAsync<NotSupportedException>(() => new JournalReader(JournalDatabase.Memory).LastOrdering())).Message.ShouldContain("Memory");

    // By hand: System.Linq.Async, a dependency of the plug-in, and .NET 10 both have ToListAsync.
    private static async Task<List<JournalRow>> All(IAsyncEnumerable<JournalRow> rows)
    {
        var all = new List<JournalRow>();
        await foreach (var row in rows)
            all.Add(row);
        return all;
    }

    private JournalDatabase NewJournal()
    {
        var database = stores.Create(JournalProvider.Sqlite);
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Execute(
            """
            CREATE TABLE journal (ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created INTEGER NOT NULL, deleted Bit NOT NULL,
              persistence_id NVarChar(255) NOT NULL, sequence_number INTEGER NOT NULL, message VarBinary NOT NULL,
              manifest NVarChar(500) NULL, identifier INTEGER NULL, writer_uuid NVarChar(128) NULL)
            """);
        return database;
    }

    private static void Insert(JournalDatabase database, string id, long sequenceNr, bool deleted = false, long? ordering = null, string manifest = "node.stopped.v1", int serializer = JournalSerializer.SerializerId, string? message = null)
    {
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Execute(
            "INSERT INTO journal VALUES (@Ordering, @Created, @Deleted, @Id, @SequenceNr, @Message, @Manifest, @Serializer, 'w')",
            new
            {
                Ordering = ordering,
                Created = At.AddHours(1).UtcTicks,
                Deleted = deleted,
                Id = id,
                SequenceNr = sequenceNr,
                Message = Encoding.UTF8.GetBytes(message ?? $$"""{"at":"2026-01-01T08:00:00+00:00","node":"{{id}}","reason":"{{sequenceNr}}"}"""),
                Manifest = manifest,
                Serializer = serializer,
            });
    }
}
