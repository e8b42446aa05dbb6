using Dapper;
using LabActors.Journal.Storage;
using Microsoft.Data.Sqlite;

namespace LabActors.Journal.Tests.Storage;

[Collection(JournalStores.Collection)]
public sealed class JournalSnapshotsTests(JournalStores stores)
{
    [Fact]
    public async Task Snapshots_of_other_builds_and_those_that_cannot_be_read_are_taken_away()
    {
        var journal = stores.Create(JournalProvider.Sqlite);
        (await JournalSnapshots.DropUnusable(journal, "b")).ShouldBe(0);
        using var connection = new SqliteConnection(journal.ConnectionString);
        connection.Execute(
            """
            CREATE TABLE snapshot (persistence_id NVarChar(255) NOT NULL, sequence_number INTEGER NOT NULL, created INTEGER NOT NULL, snapshot VarBinary NULL, manifest NVarChar(500) NULL,
              serializer_id INTEGER NULL, PRIMARY KEY (persistence_id, sequence_number));
            INSERT INTO snapshot VALUES ('line', 10, 0, CAST('{"build":"a","valves":{}}' AS BLOB), 'snapshot.line.v1', 4039), ('line', 20, 0, CAST('{"build":"b","valves":{},"answered":[],"filledPipettes":[],"shots":{},"sequences":[]}' AS BLOB), 'snapshot.line.v1', 4039),
              ('spoiled', 20, 0, CAST('{"build":"b","valves":{{' AS BLOB), 'snapshot.line.v1', 4039), ('newer', 20, 0, CAST('{"build":"b"}' AS BLOB), 'snapshot.line.v9', 4039),
              ('leases', 5, 0, CAST('{"valves":{}}' AS BLOB), 'x', 4039), ('torn', 5, 0, CAST('{"bui' AS BLOB), 'x', 4039), ('empty', 5, 0, NULL, 'x', 4039);
            """);

        (await JournalSnapshots.DropUnusable(journal, "b")).ShouldBe(6);

        connection.Query<(string, long)>("SELECT persistence_id, sequence_number FROM snapshot").ShouldBe([("line", 20L)]);
    }
}
