using System.Collections.Immutable;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Execution;

/// <summary>What edits do to a queue, and how they are taken back.</summary>
public sealed partial record QueueProgress
{
    /// <summary>How many of the newest edits can be undone.</summary>
    public const int UndoDepth = 200;

    /// <summary>The newest edits, oldest first; <see cref="UndoDepth"/> of them at most.</summary>
    public ImmutableList<AppliedEdit> Edits { get; init; } = [];

    /// <summary>Edits ever made: the number of the newest.</summary>
    public int EditsMade { get; init; }

    /// <summary>1, and one more with each change of the header.</summary>
    public int HeaderVersion { get; init; } = 1;

    /// <summary>The last change of the header; null when there was none.</summary>
    public RowChange? HeaderChange { get; init; }

    /// <summary>The header of the queue's file when it was last read.</summary>
    public ExperimentQueue? FileHeader { get; init; }

    /// <summary>The rows of the queue's file when it was last read.</summary>
    public ImmutableArray<RowSpec> FileRows { get; init; } = [];

    /// <summary>Rows that had started when they were taken out of the file.</summary>
    public ImmutableArray<RowSpec> FileRowsGone { get; init; } = [];

    /// <summary>True when the row is in the queue and has not started.</summary>
    public bool Waits(string row) => ById.TryGetValue(row, out var found) && found.Stage == RowStage.NotRun;

    private QueueProgress Edit(QueueEdited edit)
    {
        var change = new RowChange(edit.At, edit.By, edit.What);
        var rows = ById.ToBuilder();
        rows.RemoveRange(edit.Removed);
        rows.AddRange(edit.Added.SelectMany(block => block.Rows).Select(row => KeyValuePair.Create(row.Row, new QueueRow(row.Row, row.Spec, Change: change))));
        foreach (var row in edit.Changed)
            rows[row.Row] = Changed(rows[row.Row], row.Spec, change);

        var moves = edit.Moved.Select(block => (block.After, block.Rows));
        var additions = edit.Added.Select(block => (block.After, (ImmutableArray<string>)[.. block.Rows.Select(row => row.Row)]));
        var applied = new AppliedEdit(
            edit,
            edit.Removed.IsEmpty && edit.Moved.IsEmpty ? [] : Waiting,
            [.. edit.Removed.Select(id => ById[id])],
            [.. edit.Changed.Select(row => ById[row.Row].Spec)],
            edit.Header is null ? null : Header);
        var next = this with
        {
            ById = rows.ToImmutable(),
            Waiting = RowOrder.Arrange(Waiting, [.. edit.Removed, .. edit.Moved.SelectMany(block => block.Rows)], [.. moves, .. additions]),
            RowsMade = RowsMade + edit.Added.Sum(block => block.Rows.Length),
            Edits = (Edits.Count < UndoDepth ? Edits : Edits.RemoveAt(0)).Add(applied),
            EditsMade = edit.Edit,
        };
        return edit.Header is null ? next : next.WithHeader(edit.Header, change);
    }

    private QueueProgress Undo(EditUndone undone)
    {
        var index = Edits.FindLastIndex(edit => edit.Edit.Edit == undone.Edit);
        var applied = Edits[index];
        var change = new RowChange(undone.At, undone.By, $"took back: {applied.Edit.What}");
        var rows = ById.ToBuilder();
        foreach (var (row, before) in applied.Changed.Zip(applied.Before))
            rows[row] = Changed(rows[row], before, change);
        rows.RemoveRange(applied.Added);
        rows.AddRange(applied.Removed.Select(row => KeyValuePair.Create(row.Id, Changed(row, row.Spec, change))));

        HashSet<string> gone = [.. applied.Added, .. applied.Moved];
        HashSet<string> back = [.. applied.Removed.Select(row => row.Id), .. applied.Moved];
        var next = this with
        {
            ById = rows.ToImmutable(),
            Waiting = RowOrder.Arrange(Waiting, gone, RowOrder.Places(applied.WaitingBefore, back, id => Waits(id) && !gone.Contains(id))),
            Edits = Edits.SetItem(index, applied with { IsUndone = true }),
        };
        return applied.HeaderBefore is null ? next : next.WithHeader(applied.HeaderBefore, change);
    }

    private static QueueRow Changed(QueueRow row, RunSpec spec, RowChange change) =>
        row with { Spec = spec, Version = row.Version + 1, Change = change };

    /// <summary>Rows that wait take over what they have from the header.</summary>
    private QueueProgress WithHeader(ExperimentQueue header, RowChange change)
    {
        var before = Header!;
        var next = this with { Header = header, HeaderVersion = HeaderVersion + 1, HeaderChange = change };
        return HeaderStamp.Of(before) == HeaderStamp.Of(header)
            ? next
            : next with
            {
                ById = ById.SetItems(Waiting.Select(id =>
                    KeyValuePair.Create(id, ById[id] with { Spec = HeaderStamp.Of(header).On(ById[id].Spec, HeaderStamp.Of(before)) }))),
            };
    }

    private QueueProgress TakeFile(QueueFileTaken taken)
    {
        var before = FileRows.Concat(FileRowsGone).ToDictionary(row => row.Row, row => row.Spec);
        HashSet<string> inFile = [.. taken.Rows.Select(row => row.Row)];
        return this with
        {
            FileHeader = taken.Header,
            FileRows = [.. taken.Rows.Select(row => new RowSpec(row.Row, row.Spec ?? before[row.Row]))],
            FileRowsGone = [.. FileRowsGone.Where(row => !inFile.Contains(row.Row)), .. taken.Gone.Select(row => new RowSpec(row, before[row]))],
        };
    }
}
