using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Checks;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Execution.Editing;

/// <summary>
/// Decides edits of a queue that runs. Rows that have started are frozen. An edit that builds on what a row asks for names the version that its author
/// saw, so that of two people who change one row the second is told of the first; edits of different rows never meet.
/// </summary>
public static class QueueEdits
{
    /// <summary>Events, or a refusal.</summary>
    public static EditDecision Decide(QueueProgress queue, QueueEdit edit, string by, string why, DateTimeOffset at) =>
        IsOver(queue) is { } over
            ? EditDecision.Refused(over)
            : edit switch
            {
                QueueEdit.Add add => Add(queue, add.Rows, add.Place, by, why, at),
                QueueEdit.AddText add => AddText(queue, add, by, why, at),
                QueueEdit.Remove remove => Remove(queue, remove, by, why, at),
                QueueEdit.Move move => Move(queue, move, by, why, at),
                QueueEdit.Change change => Change(queue, change, by, why, at),
                QueueEdit.Skip skip => Skip(queue, skip, by, why, at),
                QueueEdit.EndAfter end => EndAfter(queue, end, by, why, at),
                QueueEdit.Repeat repeat => Repeat(queue, repeat, by, why, at),
                QueueEdit.Header header => Header(queue, header, by, why, at),
                _ => throw new ArgumentOutOfRangeException(nameof(edit), edit, "is no edit"),
            };

    /// <summary>Takes back the newest edit that has not been taken back, of anybody or of one person.</summary>
    /// <param name="of">Whose; null for anybody's.</param>
    public static EditDecision DecideUndo(QueueProgress queue, string? of, string by, string why, DateTimeOffset at)
    {
        if (IsOver(queue) is { } over)
            return EditDecision.Refused(over);
        var index = queue.Edits.FindLastIndex(edit => !edit.IsUndone && (of is null || edit.Edit.By == of));
        if (index < 0)
            return EditDecision.Refused("unknown", of is null ? "there is no edit to undo" : $"there is no edit of {of} to undo");

        var undone = queue.Edits[index];
        if (undone.Changed.Concat(undone.Moved).Concat(undone.Added).FirstOrDefault(row => queue.FindRow(row) is { Stage: not RowStage.NotRun }) is { } started)
            return EditDecision.Refused(Started(queue.Row(started)));
        foreach (var later in queue.Edits.Skip(index + 1).Where(edit => !edit.IsUndone))
        {
            if (Meets(undone, later) is { } row)
                return EditDecision.Refused("conflict", $"{row} was edited since by {later.Edit.By} at {Time(later.Edit.At)}: {later.Edit.What}");
        }

        return new EditDecision([new EditUndone(at, undone.Edit.Edit, by, why)], null, [], []);
    }

    /// <summary>Rows in words: <c>r3</c>, <c>r3, r4</c>, <c>r3 ... r90 (88 rows)</c>.</summary>
    internal static string Words(IEnumerable<string> rows) => rows.ToArray() switch
    {
        { Length: <= 3 } few => string.Join(", ", few),
        var many => string.Create(CultureInfo.InvariantCulture, $"{many[0]} ... {many[^1]} ({many.Length} rows)"),
    };

    internal static EditRefusal Started(QueueRow row) => EditRefusal.Of("started", row.Stage == RowStage.Skipped
        ? $"{row.Id} ({row.Spec.Labnumber}) was skipped when its turn came"
        : $"{row.Id} ({row.RunId}) has started");

    internal static EditRefusal? IsOver(QueueProgress queue) =>
        queue.Header is null ? EditRefusal.Of("ended", "the queue has not been accepted yet")
        : queue.Ended ? EditRefusal.Of("ended", $"the queue has ended ({queue.EndState})")
        : null;

    private static EditDecision AddText(QueueProgress queue, QueueEdit.AddText add, string by, string why, DateTimeOffset at)
    {
        var read = QueueFile.ReadRows(add.Rows, "the new rows", queue.Header!);
        return read.Problems.Any(problem => problem.IsError)
            ? EditDecision.Refused(EditRefusal.Of(read.Problems))
            : Add(queue, read.Runs, add.Place, by, why, at) with { Warnings = read.Problems };
    }

    private static EditDecision Add(QueueProgress queue, ImmutableArray<RunSpec> rows, RowPlace place, string by, string why, DateTimeOffset at)
    {
        if (rows.IsEmpty)
            return EditDecision.Refused("invalid", "there are no rows to add");
        if (Anchor(queue, place, []) is not { } after)
            return EditDecision.Refused(NoRow(queue, place.After!));
        ImmutableArray<RowSpec> added = [.. rows.Select((run, i) => new RowSpec(QueueRow.IdOf(queue.RowsMade + i + 1), run))];
        return Done(queue, new QueueEdited(at, 0, by, why, $"added {Words(added.Select(row => row.Row))}", [], [], [new AddedRows(after, added)], [], null), rows);
    }

    private static EditDecision Remove(QueueProgress queue, QueueEdit.Remove remove, string by, string why, DateTimeOffset at) =>
        Refusal(queue, remove.Rows) is { } refusal
            ? EditDecision.Refused(refusal)
            : Done(queue, new QueueEdited(
                at, 0, by, why, $"removed {Words(remove.Rows.Select(row => row.Row))}", [.. remove.Rows.Select(row => row.Row).Distinct()], [], [], [], null), []);

    private static EditDecision Move(QueueProgress queue, QueueEdit.Move move, string by, string why, DateTimeOffset at)
    {
        ImmutableArray<string> rows = [.. move.Rows.Distinct()];
        foreach (var row in rows)
        {
            if (Frozen(queue, row) is { } refusal)
                return EditDecision.Refused(refusal);
        }

        HashSet<string> moved = [.. rows];
        if (move.Place.After is { } anchor && moved.Contains(anchor))
            return EditDecision.Refused("invalid", $"{anchor} cannot go behind itself");
        if (Anchor(queue, move.Place, moved) is not { } after)
            return EditDecision.Refused(NoRow(queue, move.Place.After!));
        var where = after.Length == 0 || !queue.Waits(after) ? "to the first place" : $"behind {after}";
        return Done(queue, new QueueEdited(at, 0, by, why, $"moved {Words(rows)} {where}", [], rows.IsEmpty ? [] : [new MovedRows(after, rows)], [], [], null), []);
    }

    private static EditDecision Change(QueueProgress queue, QueueEdit.Change change, string by, string why, DateTimeOffset at)
    {
        if (Refusal(queue, change.Rows) is { } refusal)
            return EditDecision.Refused(refusal);
        var read = change.Rows.DistinctBy(row => row.Row).Select(row => (row.Row, queue.Row(row.Row).Spec, Read: QueueFile.ChangeRow(queue.Row(row.Row).Spec, change.Cells, queue.Header!))).ToArray();
        ImmutableArray<Problem> problems = [.. read.SelectMany(row => row.Read.Problems).Distinct()];
        if (read.Any(row => row.Read.Run is null))
            return EditDecision.Refused(EditRefusal.Of(problems));
        ImmutableArray<RowSpec> changed = [.. read.Where(row => row.Read.Run != row.Spec).Select(row => new RowSpec(row.Row, row.Read.Run!))];
        var cells = string.Join(", ", change.Cells.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key} \"{cell.Value}\""));
        return Changed(queue, changed, $"{Words(changed.Select(row => row.Row))}: {cells}", by, why, at) with { Warnings = problems };
    }

    private static EditDecision Skip(QueueProgress queue, QueueEdit.Skip skip, string by, string why, DateTimeOffset at)
    {
        if (Refusal(queue, skip.Rows) is { } refusal)
            return EditDecision.Refused(refusal);
        ImmutableArray<RowSpec> changed =
        [
            .. skip.Rows.DistinctBy(row => row.Row).Select(row => queue.Row(row.Row)).Where(row => row.Spec.Skip != skip.IsSkipped)
                .Select(row => new RowSpec(row.Id, row.Spec with { Skip = skip.IsSkipped })),
        ];
        return Changed(queue, changed, $"{Words(changed.Select(row => row.Row))}: {(skip.IsSkipped ? "skipped" : "no longer skipped")}", by, why, at);
    }

    private static EditDecision EndAfter(QueueProgress queue, QueueEdit.EndAfter end, string by, string why, DateTimeOffset at)
    {
        if (Refusal(queue, [end.Row]) is { } refusal)
            return EditDecision.Refused(refusal);
        var others = end.Ends ? queue.Waiting.Where(id => id != end.Row.Row && queue.Row(id).Spec.EndAfter) : [];
        ImmutableArray<RowSpec> changed =
        [
            .. others.Select(id => new RowSpec(id, queue.Row(id).Spec with { EndAfter = false })),
            .. queue.Row(end.Row.Row).Spec is var spec && spec.EndAfter != end.Ends ? [new RowSpec(end.Row.Row, spec with { EndAfter = end.Ends })] : (RowSpec[])[],
        ];
        return Changed(queue, changed, end.Ends ? $"the queue ends after {end.Row.Row}" : $"the queue does not end after {end.Row.Row}", by, why, at) with { ToCheck = [] };
    }

    private static EditDecision Repeat(QueueProgress queue, QueueEdit.Repeat repeat, string by, string why, DateTimeOffset at)
    {
        if (queue.FindRow(repeat.Row) is not { } row)
            return EditDecision.Refused(NoRow(queue, repeat.Row));
        var decided = Add(queue, [row.Spec with { Skip = false, EndAfter = false }], repeat.AtEnd ? RowPlace.Last : RowPlace.First, by, why, at);
        var edited = (QueueEdited)decided.Events.Single();
        return decided with { Events = [edited with { What = $"added {edited.Added[0].Rows[0].Row}, a repetition of {row.Id}" }] };
    }

    private static EditDecision Header(QueueProgress queue, QueueEdit.Header edit, string by, string why, DateTimeOffset at)
    {
        if (edit.Version != queue.HeaderVersion)
            return EditDecision.Refused("conflict", Since("the header", queue.HeaderChange, queue.HeaderVersion, edit.Version));
        var (header, problems) = QueueFile.ChangeHeader(queue.Header!, edit.Values);
        if (header is null)
            return EditDecision.Refused(EditRefusal.Of(problems));
        if (header.MassSpectrometer != queue.Header!.MassSpectrometer)
            return EditDecision.Refused(OtherSpectrometer(queue));
        if (QueueChecks.Delays(header) is { IsEmpty: false } delays)
            return EditDecision.Refused(EditRefusal.Of(delays));
        var values = string.Join(", ", edit.Values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key} \"{value.Value}\""));
        return header == queue.Header
            ? new EditDecision([], null, [], problems)
            : Done(queue, new QueueEdited(at, 0, by, why, $"header: {values}", [], [], [], [], header), [.. Under(header, queue, [])]) with { Warnings = problems };
    }

    /// <summary>The rows that wait as they will be under another header; none when they have the same from it.</summary>
    internal static IEnumerable<RunSpec> Under(ExperimentQueue header, QueueProgress queue, HashSet<string> without) =>
        HeaderStamp.Of(header) is var stamp && HeaderStamp.Of(queue.Header!) is var before && stamp != before
            ? queue.Waiting.Where(id => !without.Contains(id)).Select(id => stamp.On(queue.Row(id).Spec, before))
            : [];

    internal static EditRefusal OtherSpectrometer(QueueProgress queue) =>
        EditRefusal.Of("invalid", $"mass_spectrometer cannot be changed while the queue runs on {queue.Header!.MassSpectrometer}");

    private static EditDecision Changed(QueueProgress queue, ImmutableArray<RowSpec> changed, string what, string by, string why, DateTimeOffset at) => changed.IsEmpty
        ? new EditDecision([], null, [], [])
        : Done(queue, new QueueEdited(at, 0, by, why, what, [], [], [], changed, null), [.. changed.Select(row => row.Spec)]);

    private static EditDecision Done(QueueProgress queue, QueueEdited edit, ImmutableArray<RunSpec> toCheck) =>
        new([edit with { Edit = queue.EditsMade + 1 }], null, [.. toCheck.Where(run => !run.Skip)], []);

    private static EditRefusal? Refusal(QueueProgress queue, ImmutableArray<RowVersion> rows)
    {
        foreach (var (id, version) in rows)
        {
            if (Frozen(queue, id) is { } refusal)
                return refusal;
            if (queue.Row(id) is var row && row.Version != version)
                return EditRefusal.Of("conflict", Since(id, row.Change, row.Version, version));
        }

        return rows.IsEmpty ? EditRefusal.Of("invalid", "no row is named") : null;
    }

    private static EditRefusal? Frozen(QueueProgress queue, string id) =>
        queue.FindRow(id) is not { } row ? NoRow(queue, id)
        : row.Stage != RowStage.NotRun ? Started(row)
        : null;

    private static EditRefusal NoRow(QueueProgress queue, string id) =>
        queue.Edits.LastOrDefault(edit => edit.IsUndone ? edit.Added.Contains(id) : edit.Edit.Removed.Contains(id)) is { } gone
            ? EditRefusal.Of("conflict", gone.IsUndone
                ? $"{id} is gone: the edit that added it was undone"
                : $"{id} was removed by {gone.Edit.By} at {Time(gone.Edit.At)}")
            : EditRefusal.Of("unknown", $"the queue has no row {id}");

    private static string Since(string what, RowChange? change, int now, int seen) => change is null
        ? string.Create(CultureInfo.InvariantCulture, $"{what} has version {now}, the edit was made for version {seen}")
        : string.Create(CultureInfo.InvariantCulture, $"{what} was changed by {change.By} at {Time(change.At)} ({change.What}): it has version {now}, the edit was made for version {seen}");

    /// <summary>The row that new ones go behind; null when the queue has not the row that the place names.</summary>
    private static string? Anchor(QueueProgress queue, RowPlace place, HashSet<string> moved)
    {
        if (place.After is { Length: > 0 } named)
            return queue.FindRow(named) is null ? null : named;
        if (place.After is not null)
            return "";
        var last = queue.Waiting.Count - 1;
        while (last >= 0 && moved.Contains(queue.Waiting[last]))
            last--;
        return last < 0 ? "" : queue.Waiting[last];
    }

    /// <summary>A row, or the header, of which a later edit makes it impossible to undo an earlier one; null when there is none.</summary>
    private static string? Meets(AppliedEdit earlier, AppliedEdit later)
    {
        if (earlier.HeaderBefore is not null && later.HeaderBefore is not null)
            return "the header";
        HashSet<string> removed = [.. later.Edit.Removed];
        HashSet<string> moved = [.. later.Moved];
        HashSet<string> changed = [.. later.Changed];
        return earlier.Changed.FirstOrDefault(row => changed.Contains(row) || removed.Contains(row))
            ?? earlier.Moved.FirstOrDefault(row => moved.Contains(row) || removed.Contains(row))
            ?? earlier.Added.FirstOrDefault(row => changed.Contains(row) || moved.Contains(row) || removed.Contains(row));
    }

    private static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
