using System.Runtime.CompilerServices;
using LabActors.Core.Problems;
using LabActors.Core.Replay;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;

namespace LabActors.Node.Archive;

/// <summary>The journal of a data folder, opened without a node and safe beside one that is running. Nothing is written.</summary>
public sealed class JournalArchive
{
    private readonly JournalReader _reader;

    /// <summary>A journal that is known to be there.</summary>
    public JournalArchive(string folder, JournalDatabase journal) => (Folder, Journal, _reader) = (folder, journal, new JournalReader(journal));

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>Where the journal is.</summary>
    public JournalDatabase Journal { get; }

    /// <summary>Opens a folder's journal; null, and a problem, when there is none.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="node">The laboratory's settings: the journal may be kept in PostgreSQL.</param>
    /// <param name="problems">What is wrong.</param>
    public static JournalArchive? Open(string folder, NodeFile node, ICollection<Problem> problems)
    {
        var file = Path.Combine(folder, "journal.db");
        if (node.Journal is null && !File.Exists(file))
        {
            problems.Add(new Problem(folder, 0, 0, "found no journal.db in this folder, expected a data folder that something was run in"));
            return null;
        }

        return new JournalArchive(folder, node.Of(DataFolderNode.Of(folder)).Journal ?? JournalDatabase.Sqlite(file));
    }

    /// <summary>All events, in order.</summary>
    /// <exception cref="System.Runtime.Serialization.SerializationException">An event cannot be read; the message says which.</exception>
    public async IAsyncEnumerable<RecordedEvent> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in _reader.ReadFrom(cancellation: stop))
            yield return new RecordedEvent(row.Ordering, row.PersistenceId, row.SequenceNr, row.Event) { WrittenAt = row.WrittenAt };
    }
}
