using System.Collections.Immutable;
using LabActors.Core.Identifiers;
using LabActors.Core.Problems;

namespace LabActors.Core.Queues;

/// <summary>
/// Queue files: a YAML header, a line <c>#=====</c>, a line of column names and one line a run, tab separated.
/// Every generation since 2013 is read; the current one is written. Unlike Pychron, a bad cell refuses the file with its
/// line and column and takes no other row with it, header texts are texts (<c>load: 0012</c> stays <c>0012</c>), a header
/// that is not YAML is an error, and nothing that was read is lost by writing.
/// </summary>
public static class QueueFile
{
    /// <summary>Reads a queue.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="path">For messages, and the queue's name.</param>
    /// <param name="identifiers">The laboratory's table of identifiers; the default one where none is given.</param>
    public static QueueReadResult Read(string text, string path, IdentifierTable? identifiers = null)
    {
        var file = QueueText.Split(text);
        var unread = new ExperimentQueue { Path = path, Name = System.IO.Path.GetFileNameWithoutExtension(path) };
        if (file.Separator == 0)
        {
            return new QueueReadResult(unread,
            [
                new Problem(path, 0, 0, "no line begins with \"#=====\"; expected one between the header and the run table"),
            ]);
        }

        var (queue, headerProblems) = QueueHeader.Read(file, unread);
        var table = RunTable.Read(file.Lines, file.Separator, queue, identifiers ?? IdentifierTable.Default);
        return new QueueReadResult(queue with { Runs = table.Runs }, [.. headerProblems, .. table.Problems]);
    }

    /// <summary>The queue as a file of the current form.</summary>
    public static string Write(ExperimentQueue queue) =>
        QueueHeader.Write(queue) + "#" + new string('=', 80) + "\n" + RunTable.Write(queue.Runs, queue.IsUv());

    /// <summary>Reads a run block: column names and rows without a header. Its runs have no queue's values.</summary>
    public static RunBlockReadResult ReadBlock(string text, string path, IdentifierTable? identifiers = null)
    {
        var table = RunTable.Read(
            QueueText.SplitLines(text), 0, new ExperimentQueue { Path = path }, identifiers ?? IdentifierTable.Default);
        return new RunBlockReadResult(table.Runs, table.Problems);
    }

    /// <summary>Reads rows that are to come into a queue: column names and rows, with the values of the queue's header.</summary>
    public static RunBlockReadResult ReadRows(string text, string path, ExperimentQueue header, IdentifierTable? identifiers = null)
    {
        var table = RunTable.Read(QueueText.SplitLines(text), 0, header with { Path = path }, identifiers ?? IdentifierTable.Default);
        return new RunBlockReadResult(table.Runs, table.Problems);
    }

    /// <summary>A run with other cells, by the names of their columns; read and refused as the cells of a file are. Null when an error refuses it.</summary>
    public static (Runs.RunSpec? Run, ImmutableArray<Problem> Problems) ChangeRow(
        Runs.RunSpec run, IReadOnlyDictionary<string, string> cells, ExperimentQueue header, IdentifierTable? identifiers = null) =>
        RunTable.Change(run, cells, header, identifiers ?? IdentifierTable.Default);

    /// <summary>A header with other values, by its keys; read and refused as those of a file are. Null when an error refuses it.</summary>
    public static (ExperimentQueue? Header, ImmutableArray<Problem> Problems) ChangeHeader(ExperimentQueue header, IReadOnlyDictionary<string, string> values) =>
        QueueHeader.Change(header, values);

    /// <summary>Runs as a run block.</summary>
    public static string WriteBlock(ImmutableArray<Runs.RunSpec> runs) => RunTable.Write(runs, isUv: false);
}
