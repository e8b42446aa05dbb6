using System.Collections.Immutable;
using LabActors.Actors.Results;
using LabActors.Core.Exports;
using LabActors.Core.Problems;
using LabActors.Export;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;

namespace LabActors.Node.Archive;

/// <summary>
/// What has been run in a data folder: its journal and its results database, opened without a node and safe beside one that is running.
/// </summary>
public sealed class DataArchive
{
    private readonly JournalReader _reader;
    private readonly IRunEvents _events;
    private readonly ResultsProjection _projection;

    private DataArchive(string folder, JournalDatabase journal, ResultsDatabase results, ExportTarget? export)
    {
        Folder = folder;
        Exports = new ExportRetry(journal, export);
        Results = new ResultsStore(results);
        _reader = new JournalReader(journal);
        _events = new JournalRunEvents(_reader);
        _projection = new ResultsProjection(Results, _events);
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>Its analyses.</summary>
    public ResultsStore Results { get; }

    /// <summary>What waits to be exported.</summary>
    public ExportRetry Exports { get; }

    /// <summary>Opens a folder; null, and a problem, when it is none of LabActors.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="node">The laboratory's settings: journal and results may be kept in PostgreSQL.</param>
    /// <param name="problems">What is wrong.</param>
    public static DataArchive? Open(string folder, NodeFile node, ICollection<Problem> problems)
    {
        var file = Path.Combine(folder, "journal.db");
        if (node.Journal is null && !File.Exists(file))
        {
            problems.Add(new Problem(folder, 0, 0, "found no journal.db in this folder, expected a data folder that something was run in", Field: "--data"));
            return null;
        }

        return new DataArchive(folder, node.Of(DataFolderNode.Of(folder)).Journal ?? JournalDatabase.Sqlite(file), node.Results ?? ResultsDatabase.File(Path.Combine(folder, "results.db")), node.Export);
    }

    /// <summary>
    /// Brings the results database up to the journal, whatever kept it from being so: a node that was killed, a database that was away. Runs that
    /// cannot be read are told with why; they are in the journal all the same.
    /// </summary>
    /// <exception cref="Exception">Journal or database cannot be reached, or the journal holds an event that this version does not know; <see cref="ResultsProjection.Reason"/> has the words.</exception>
    public ImmutableDictionary<string, string> CatchUp()
    {
        _reader.EnsureKnown().GetAwaiter().GetResult();
        return _projection.CatchUp();
    }

    /// <summary>A run as the journal has it, for an export.</summary>
    /// <exception cref="InvalidDataException">The journal has no such run.</exception>
    public ExportedRun Read(string runUuid)
    {
        var (record, origin) = _events.Record(runUuid);
        return ExportedRun.Of(record, origin);
    }
}
