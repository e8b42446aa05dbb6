using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dapper;
using LabActors.Core.Journal;
using LabActors.Journal.Serialization;
using LabActors.Journal.Storage;
using Microsoft.Data.Sqlite;

namespace LabActors.Testing;

/// <summary>
/// A journal as a version of LabActors wrote it, kept as compressed lines of JSON: whose event, its number, its manifest and its bytes. A line's place is its number in the
/// whole journal.
/// </summary>
internal sealed record StoredJournal(IReadOnlyList<StoredJournal.Row> Rows)
{
    private const string Table =
        """
        CREATE TABLE journal (ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created BigInt NOT NULL, deleted Bit NOT NULL,
          persistence_id NVarChar(255) NOT NULL, sequence_number BigInt NOT NULL, message VarBinary NOT NULL,
          manifest NVarChar(500) NULL, identifier INTEGER NULL, writer_uuid NVarChar(128) NULL);
        CREATE UNIQUE INDEX journal_uq ON journal(persistence_id, sequence_number);
        """;

    /// <summary>Where recorded journals are.</summary>
    public static string Folder => Path.Combine(SourceTree.Root, "tests", "journals");

    /// <summary>Names of all that were recorded.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.jsonl.gz").Select(file => Path.GetFileName(file)[..^".jsonl.gz".Length]).Order(StringComparer.Ordinal);

    /// <summary>The journal's events with their actors' ids.</summary>
    public IEnumerable<(string Id, IJournalEvent Event)> Events => Rows.Select(row => (row.Id, row.Event));

    /// <summary>What a version recorded.</summary>
    public static StoredJournal Read(string file)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var rows = new List<Row>();
        while (lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            rows.Add(new Row(
                row.GetProperty("id").GetString()!,
                row.GetProperty("nr").GetInt64(),
                row.GetProperty("manifest").GetString()!,
                Encoding.UTF8.GetBytes(row.GetProperty("event").GetRawText())));
        }

        return new StoredJournal(rows);
    }

    /// <summary>The bytes that are in a journal, in order.</summary>
    public static StoredJournal Of(JournalDatabase journal)
    {
        using var connection = new SqliteConnection(journal.ConnectionString);
        return new StoredJournal(
            [.. connection.Query<(string, long, string, byte[])>("SELECT persistence_id, sequence_number, manifest, message FROM journal ORDER BY ordering").Select(row => new Row(row.Item1, row.Item2, row.Item3, row.Item4))]);
    }

    /// <summary>Writes the lines.</summary>
    public void WriteTo(string file)
    {
        using var stream = new GZipStream(File.Create(file), CompressionLevel.SmallestSize);
        foreach (var row in Rows)
        {
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                json.WriteString("id", row.Id);
                json.WriteNumber("nr", row.SequenceNr);
                json.WriteString("manifest", row.Manifest);
                json.WritePropertyName("event");
                json.WriteRawValue(row.Message);
                json.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }
    }

    /// <summary>Makes a SQLite journal of it.</summary>
    /// <param name="file">The journal's file; there is none yet.</param>
    public JournalDatabase CopyTo(string file)
    {
        var journal = SqliteJournalFile.Prepare(file);
        using var connection = new SqliteConnection(journal.ConnectionString);
        connection.Open();
        connection.Execute(Table);
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = string.Create(
            CultureInfo.InvariantCulture, $"INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid) VALUES ($at, 0, $id, $nr, $message, $manifest, {JournalSerializer.SerializerId}, 'stored')");
        var (at, id, nr, message, manifest) = (insert.Parameters.Add("$at", SqliteType.Integer), insert.Parameters.Add("$id", SqliteType.Text), insert.Parameters.Add("$nr", SqliteType.Integer), insert.Parameters.Add("$message", SqliteType.Blob), insert.Parameters.Add("$manifest", SqliteType.Text));
        foreach (var row in Rows)
        {
            (at.Value, id.Value, nr.Value, message.Value, manifest.Value) = (0L, row.Id, row.SequenceNr, row.Message, row.Manifest);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return journal;
    }

    /// <summary>An event as it was written.</summary>
    internal sealed record Row(string Id, long SequenceNr, string Manifest, byte[] Message)
    {
        /// <summary>The fact, as the type of today.</summary>
        public IJournalEvent Event => (IJournalEvent)JournalManifests.All.Deserialize(Manifest, Message);
    }
}
