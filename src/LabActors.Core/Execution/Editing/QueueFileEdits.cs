using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Checks;
using LabActors.Core.Journal;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Execution.Editing;

/// <summary>
/// A queue file that is saved again while its queue runs. What differs from the file as it was read before becomes one edit; what others have edited
/// meanwhile stays. Rows that have started are never touched, whatever the file says of them, and never run again.
/// </summary>
public static class QueueFileEdits
{
    /// <summary>The edit and the fact that the file was read; no events when it says what it said before.</summary>
    public static EditDecision Decide(QueueProgress queue, ExperimentQueue file, string by, DateTimeOffset at)
    {
        if (QueueEdits.IsOver(queue) is { } over)
            return EditDecision.Refused(over);
        if (file.MassSpectrometer != queue.Header!.MassSpectrometer)
            return EditDecision.Refused(QueueEdits.OtherSpectrometer(queue));
        if (QueueChecks.Delays(file) is { IsEmpty: false } delays)
            return EditDecision.Refused(EditRefusal.Of(delays));

        var before = queue.FileRows;
        var pairs = RowMatch.Of(before, file.Runs, queue.FileHeader!, file);
        if (IsSame(before, pairs, queue.FileHeader!, file))
            return new EditDecision([], null, [], []);

        var difference = new Difference(queue, Rows(queue, pairs, file), file);
        var edit = difference.Edit(at, by);
        var taken = new QueueFileTaken(at, by, file with { Runs = [] }, difference.Base(), difference.Gone(), difference.Notes());
        ImmutableArray<IJournalEvent> events = edit is null ? [taken] : [edit, taken];
        return new EditDecision(events, null, [.. edit is null ? [] : difference.ToCheck(edit)], []);
    }

    private static bool IsSame(ImmutableArray<RowSpec> before, ImmutableArray<int> pairs, ExperimentQueue oldHeader, ExperimentQueue file) =>
        before.Length == pairs.Length
        && oldHeader with { Date = "" } == file with { Date = "", Runs = [] }
        && pairs.Select((pair, i) => pair == i && RowMatch.Key(before[i].Spec, oldHeader) == RowMatch.Key(file.Runs[i], file)).All(same => same);

    /// <summary>The file's rows with their ids. One like a row that had started and was taken out of the file is that row, come back.</summary>
    private static ImmutableArray<Row> Rows(QueueProgress queue, ImmutableArray<int> pairs, ExperimentQueue file)
    {
        var gone = queue.FileRowsGone.ToLookup(row => RowMatch.Key(row.Spec, queue.FileHeader!)).ToDictionary(rows => rows.Key, rows => new Queue<RowSpec>(rows));
        var made = queue.RowsMade;
        return [.. file.Runs.Zip(pairs, Named)];

        Row Named(RunSpec run, int pair) =>
            pair >= 0 ? new Row(queue.FileRows[pair].Row, run, queue.FileRows[pair].Spec)
            : gone.GetValueOrDefault(RowMatch.Key(run, file)) is { Count: > 0 } rows && rows.Dequeue() is var back ? new Row(back.Row, run, back.Spec, IsBack: true)
            : new Row(QueueRow.IdOf(++made), run, null);
    }

    /// <summary>A row of the file.</summary>
    /// <param name="Before">What it said when the file was read before; null when it is new.</param>
    private sealed record Row(string Id, RunSpec Spec, RunSpec? Before, bool IsBack = false);

    /// <summary>File and queue, row by row.</summary>
    private sealed class Difference
    {
        private readonly QueueProgress queue;
        private readonly ExperimentQueue file;
        private readonly ImmutableArray<Row> rows;
        private readonly ImmutableArray<RowSpec> missing;
        private readonly ExperimentQueue? header;

        public Difference(QueueProgress queue, ImmutableArray<Row> rows, ExperimentQueue file)
        {
            (this.queue, this.rows, this.file) = (queue, rows, file);
            HashSet<string> inFile = [.. rows.Select(row => row.Id)];
            missing = [.. queue.FileRows.Where(row => !inFile.Contains(row.Row))];
            header = HeaderOfQueue();
        }

        public QueueEdited? Edit(DateTimeOffset at, string by)
        {
            ImmutableArray<string> removed = [.. missing.Where(row => queue.Waits(row.Row) && !IsOthers(row.Row, row.Spec)).Select(row => row.Row)];
            ImmutableArray<RowSpec> changed =
                [.. rows.Where(row => Differs(row) && queue.Waits(row.Id) && !IsOthers(row.Id, row.Before!)).Select(row => new RowSpec(row.Id, InQueue(row.Spec)))];
            var added = Added();
            var moved = Moved();
            List<string> what = [];
            Say("removed", removed);
            Say("moved", moved.SelectMany(block => block.Rows));
            Say("added", added.SelectMany(block => block.Rows).Select(row => row.Row));
            Say("changed", changed.Select(row => row.Row));
            if (header is not null)
                what.Add("changed the header");
            return what.Count == 0
                ? null
                : new QueueEdited(at, queue.EditsMade + 1, by, $"{file.Path} was saved", string.Join(", ", what), removed, moved, added, changed, header);

            void Say(string verb, IEnumerable<string> ids)
            {
                if (ids.Any())
                    what.Add($"{verb} {QueueEdits.Words(ids)}");
            }
        }

        public IEnumerable<RunSpec> ToCheck(QueueEdited edit) => edit.Added.SelectMany(block => block.Rows).Concat(edit.Changed).Select(row => row.Spec)
            .Concat(edit.Header is null ? [] : QueueEdits.Under(edit.Header, queue, [.. edit.Removed, .. edit.Changed.Select(row => row.Row)]))
            .Where(run => !run.Skip);

        public ImmutableArray<FileRow> Base() => [.. rows.Select(row => new FileRow(row.Id, row.Spec == row.Before ? null : row.Spec))];

        public ImmutableArray<string> Gone() => [.. missing.Where(row => HasStarted(row.Row)).Select(row => row.Row)];

        public ImmutableArray<string> Notes() =>
        [
            .. rows.Where(row => row.IsBack).Select(row => $"{Place(row)}: {Told(row.Id)}; it does not run again by being in the file, repeat it"),
            .. rows.Where(row => Differs(row) && !(queue.Waits(row.Id) && !IsOthers(row.Id, row.Before!)))
                .Select(row => $"{Place(row)}: {Told(row.Id)}; what the file says of it now is not taken"),
            .. missing.Where(row => HasStarted(row.Row) || (queue.Waits(row.Row) && IsOthers(row.Row, row.Spec)))
                .Select(row => $"{file.Path}: {Told(row.Row)}; it stays in the queue though it is no longer in the file"),
        ];

        private string Place(Row row) => string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{row.Spec.Row}");

        private bool HasStarted(string row) => queue.FindRow(row) is { Stage: not RowStage.NotRun };

        /// <summary>True when somebody else has changed the row since the file was read.</summary>
        private bool IsOthers(string row, RunSpec before) =>
            RowMatch.Key(queue.Row(row).Spec, queue.Header!) != RowMatch.Key(before, queue.FileHeader!);

        private bool Differs(Row row) => row.Before is not null && RowMatch.Key(row.Spec, file) != RowMatch.Key(row.Before, queue.FileHeader!);

        private string Told(string id) => queue.FindRow(id) switch
        {
            null => $"{id} was removed from the queue meanwhile",
            { Stage: RowStage.NotRun, Change: { } change } => $"{id} was changed by {change.By} ({change.What}) since the file was read",
            { Stage: RowStage.NotRun } => $"{id} was changed with the queue's header since the file was read",
            var row => QueueEdits.Started(row).Reason,
        };

        /// <summary>Only what the file changed: values of the header that others have set stay.</summary>
        private ExperimentQueue? HeaderOfQueue()
        {
            var (old, now) = (queue.FileHeader!, queue.Header!);
            var header = now with
            {
                Username = Pick(old.Username, file.Username, now.Username),
                UseEmail = Pick(old.UseEmail, file.UseEmail, now.UseEmail),
                Email = Pick(old.Email, file.Email, now.Email),
                UseGroupEmail = Pick(old.UseGroupEmail, file.UseGroupEmail, now.UseGroupEmail),
                QueueConditionalsName = Pick(old.QueueConditionalsName, file.QueueConditionalsName, now.QueueConditionalsName),
                DelayBeforeAnalyses = Pick(old.DelayBeforeAnalyses, file.DelayBeforeAnalyses, now.DelayBeforeAnalyses),
                DelayBetweenAnalyses = Pick(old.DelayBetweenAnalyses, file.DelayBetweenAnalyses, now.DelayBetweenAnalyses),
                DelayAfterBlank = Pick(old.DelayAfterBlank, file.DelayAfterBlank, now.DelayAfterBlank),
                DelayAfterAir = Pick(old.DelayAfterAir, file.DelayAfterAir, now.DelayAfterAir),
                DelayAfterConditional = Pick(old.DelayAfterConditional, file.DelayAfterConditional, now.DelayAfterConditional),
                ExtractDevice = Pick(old.ExtractDevice, file.ExtractDevice, now.ExtractDevice),
                DefaultLighting = Pick(old.DefaultLighting, file.DefaultLighting, now.DefaultLighting),
                Tray = Pick(old.Tray, file.Tray, now.Tray),
                LoadName = Pick(old.LoadName, file.LoadName, now.LoadName),
                Note = Pick(old.Note, file.Note, now.Note),
                RepositoryIdentifier = Pick(old.RepositoryIdentifier, file.RepositoryIdentifier, now.RepositoryIdentifier),
                AutoSaveDetectorIc = Pick(old.AutoSaveDetectorIc, file.AutoSaveDetectorIc, now.AutoSaveDetectorIc),
                StartAt = Pick(old.StartAt, file.StartAt, now.StartAt),
                StopAt = Pick(old.StopAt, file.StopAt, now.StopAt),
            };
            return header == now ? null : header;
        }

        /// <summary>A row of the file with what rows of the queue have from its header, which others may have changed.</summary>
        private RunSpec InQueue(RunSpec run) =>
            HeaderStamp.Of(header ?? queue.Header!) is var stamp && HeaderStamp.Of(file) is var written && stamp != written ? stamp.On(run, written) : run;

        private static T Pick<T>(T old, T file, T now) => Equals(old, file) ? now : file;

        /// <summary>New rows in blocks, each behind the row that is before it in the file.</summary>
        private ImmutableArray<AddedRows> Added()
        {
            var blocks = ImmutableArray.CreateBuilder<AddedRows>();
            var (after, block) = ("", new List<RowSpec>());
            foreach (var row in rows)
            {
                if (row.Before is null)
                {
                    block.Add(new RowSpec(row.Id, InQueue(row.Spec)));
                    continue;
                }

                // Behind rows that have started is the first place, in the order of the file.
                Flush();
                if (queue.Waits(row.Id))
                    after = row.Id;
            }

            Flush();
            return blocks.ToImmutable();

            void Flush()
            {
                if (block.Count > 0)
                {
                    blocks.Add(new AddedRows(after, [.. block]));
                    after = block[^1].Row;
                }

                block.Clear();
            }
        }

        /// <summary>The fewest rows that have to move so that those that wait stand as in the file; in blocks, each behind a row that stays.</summary>
        private ImmutableArray<MovedRows> Moved()
        {
            string[] wanted = [.. rows.Where(row => row.Before is not null && queue.Waits(row.Id)).Select(row => row.Id)];
            HashSet<string> waits = [.. wanted];
            var place = queue.Waiting.Where(waits.Contains).Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i);
            var stays = LongestRise([.. wanted.Select(id => place[id])]);
            var blocks = ImmutableArray.CreateBuilder<MovedRows>();
            var (after, block) = ("", new List<string>());
            for (var i = 0; i <= wanted.Length; i++)
            {
                if (i < wanted.Length && !stays[i])
                {
                    block.Add(wanted[i]);
                    continue;
                }

                if (block.Count > 0)
                    blocks.Add(new MovedRows(after, [.. block]));
                block.Clear();
                after = i < wanted.Length ? wanted[i] : after;
            }

            return blocks.ToImmutable();
        }

        /// <summary>Marks a longest rising subsequence of different numbers.</summary>
        private static bool[] LongestRise(int[] numbers)
        {
            var (tails, previous) = (new List<int>(), new int[numbers.Length]);
            for (var i = 0; i < numbers.Length; i++)
            {
                var at = tails.BinarySearch(i, Comparer<int>.Create((a, b) => numbers[a].CompareTo(numbers[b])));
                at = at < 0 ? ~at : at;
                previous[i] = at > 0 ? tails[at - 1] : -1;
                if (at == tails.Count)
                    tails.Add(i);
                else
                    tails[at] = i;
            }

            var marks = new bool[numbers.Length];
            for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = previous[i])
                marks[i] = true;
            return marks;
        }
    }
}
