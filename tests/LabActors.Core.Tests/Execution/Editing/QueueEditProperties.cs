using System.Collections.Immutable;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Tests.Execution.Editing;

/// <summary>Whatever is done to a queue while it runs, in whatever order.</summary>
public sealed class QueueEditProperties
{
    private static readonly FsCheck.Gen<(int Kind, int A, int B, int C)> Deed =
        Gen.Choose(0, 99).Four().Select(t => (t.Item1, t.Item2, t.Item3, t.Item4));

    [Property(MaxTest = 200)]
    public FsCheck.Property Every_row_is_there_once_started_rows_stay_and_versions_only_grow() => Prop.ForAll(
        Deed.ArrayOf().ToArbitrary(),
        deeds =>
        {
            var queue = Queue(6);
            var versions = new Dictionary<string, int>();
            HashSet<string> ever = [.. queue.Queue.Waiting];
            foreach (var deed in deeds)
            {
                var started = queue.Queue.Started;
                Do(queue, deed);

                string[] rows = [.. queue.Queue.Rows.Select(row => row.Id)];
                rows.ShouldBeUnique();
                var kept = Math.Min(started.Count, queue.Queue.Started.Count);
                kept.ShouldBeGreaterThanOrEqualTo(started.Count - 1, "the newest run may be given up before its point of no return, none else");
                queue.Queue.Started.Take(kept).ShouldBe(started.Take(kept));
                queue.Queue.Waiting.ShouldAllBe(id => queue.Queue.Waits(id));
                queue.Queue.Started.ShouldAllBe(id => !queue.Queue.Waits(id));
                foreach (var row in queue.Queue.Rows)
                {
                    row.Version.ShouldBeGreaterThanOrEqualTo(versions.GetValueOrDefault(row.Id, 1));
                    versions[row.Id] = row.Version;
                }

                ever.UnionWith(rows);
                ever.Count.ShouldBe(queue.Queue.RowsMade);
            }
        });

    [Property(MaxTest = 200)]
    public FsCheck.Property Replay_equals_what_was_live() => Prop.ForAll(
        Deed.ArrayOf().ToArbitrary(),
        deeds =>
        {
            var queue = Queue(6);
            foreach (var deed in deeds)
                Do(queue, deed);

            var replayed = queue.Events.Aggregate(QueueProgress.Empty, (state, e) => state.Apply(e));

            replayed.Rows.ShouldBe(queue.Queue.Rows);
            replayed.Started.ShouldBe(queue.Queue.Started);
            replayed.FileRows.ShouldBe(queue.Queue.FileRows);
            replayed.Edits.Select(edit => (edit.Edit.Edit, edit.IsUndone)).ShouldBe(queue.Queue.Edits.Select(edit => (edit.Edit.Edit, edit.IsUndone)));
            replayed.Header.ShouldBe(queue.Queue.Header);
        });

    [Property(MaxTest = 200)]
    public FsCheck.Property Undoing_all_returns_to_the_start() => Prop.ForAll(
        Deed.Where(deed => deed.Kind >= 20).ArrayOf().ToArbitrary(),
        deeds =>
        {
            var queue = Queue(40);
            var (rows, header) = (queue.Queue.Rows.Select(row => (row.Id, row.Spec)).ToArray(), queue.Queue.Header);
            foreach (var deed in deeds.Where(deed => deed.Kind is < 80 or > 85))
                Do(queue, deed);

            while (queue.Queue.Edits.Any(edit => !edit.IsUndone))
                queue.Undo().ShouldBeNull();

            queue.Queue.Rows.Select(row => (row.Id, row.Spec)).ShouldBe(rows);
            queue.Queue.Header.ShouldBe(header);
        });

    [Property(MaxTest = 200)]
    public FsCheck.Property A_saved_file_gives_the_queue_the_rows_of_the_file() => Prop.ForAll(
        Deed.ArrayOf().ToArbitrary(),
        deeds =>
        {
            var queue = Queue(8);
            foreach (var (kind, a, b, c) in deeds)
            {
                var file = Edited(FileOf(queue.Queue), a, b, c);
                queue.Save(file).ShouldBeNull();

                queue.Queue.Rows.Select(row => Said(row.Spec)).ShouldBe(file.Runs.Select(Said));
                queue.Save(file).ShouldBeNull();
            }

            queue.Queue.EditsMade.ShouldBeLessThanOrEqualTo(deeds.Length);
        });

    private static RunSpec Said(RunSpec run) => run with { Row = 0, NextPosition = "" };

    private static EditedQueue Queue(int rows) => new([.. Enumerable.Range(1, rows).Select(i => $"{i % 4}")]);

    private static ExperimentQueue FileOf(QueueProgress queue) => queue.FileHeader! with { Runs = [.. queue.FileRows.Select(row => row.Spec)] };

    /// <summary>A run starts or ends, or somebody edits, or saves the file.</summary>
    private static void Do(EditedQueue queue, (int Kind, int A, int B, int C) deed)
    {
        var (kind, a, b, c) = deed;
        var by = a % 2 == 0 ? "Ann" : "Ben";
        var waiting = queue.Queue.Waiting;
        string[] some = [.. waiting.Skip(a % Math.Max(1, waiting.Count)).Take(1 + (b % 20))];
        ImmutableArray<RowVersion> seen = [.. some.Select(queue.Seen)];
        var place = c % 3 == 0 ? RowPlace.First : c % 3 == 1 ? RowPlace.Last : new RowPlace(waiting.Count == 0 ? "" : waiting[c % waiting.Count]);
        switch (kind)
        {
            case < 10 when !waiting.IsEmpty:
                queue.Launch();
                break;
            case < 20 when !queue.Queue.InFlight.IsEmpty && a % 3 == 0:
                queue.Do(new RunFinished(EditedQueue.Start, "", queue.Queue.InFlight[^1], "interrupted", "", Restart: queue.Queue.InFlight[^1] == queue.Queue.Started[^1], EndsQueue: false));
                break;
            case < 20 when !queue.Queue.InFlight.IsEmpty:
                queue.Finish();
                break;
            case < 30:
                queue.Edit(new QueueEdit.Add([.. Enumerable.Range(0, 1 + (b % 20)).Select(i => new RunSpec { Labnumber = $"{i}", MassSpectrometer = "Argus" })], place), by);
                break;
            case < 40:
                queue.Edit(new QueueEdit.Remove(seen), by);
                break;
            case < 55:
                queue.Edit(new QueueEdit.Move([.. some.Reverse()], place), by);
                break;
            case < 65:
                queue.Edit(new QueueEdit.Change(seen, QueueEditsTests.Cells("position", $"{c}")), by);
                break;
            case < 70:
                queue.Edit(new QueueEdit.Skip(seen, c % 2 == 0), by);
                break;
            case < 75 when !seen.IsEmpty:
                queue.Edit(new QueueEdit.EndAfter(seen[0], true), by);
                break;
            case < 80:
                queue.Edit(new QueueEdit.Header(queue.Queue.HeaderVersion, QueueEditsTests.Cells("tray", $"tray {c}")), by);
                break;
            case < 83:
                queue.Undo();
                break;
            case < 86:
                queue.Undo(by);
                break;
            case < 93:
                queue.Save(Edited(FileOf(queue.Queue), a, b, c));
                break;
            default:
                queue.Edit(new QueueEdit.Repeat($"r{1 + (a % queue.Queue.RowsMade)}", b % 2 == 0), by);
                break;
        }
    }

    /// <summary>A file as somebody may save it: rows taken out, put elsewhere, changed, new.</summary>
    private static ExperimentQueue Edited(ExperimentQueue file, int a, int b, int c)
    {
        var runs = file.Runs;
        if (runs.Length > 1 && a % 3 == 0)
            runs = runs.RemoveAt(b % runs.Length);
        if (runs.Length > 1 && a % 5 < 2)
            runs = runs.RemoveAt(b % runs.Length).Insert(c % runs.Length, runs[b % runs.Length]);
        if (runs.Length > 0 && a % 7 < 3)
            runs = runs.SetItem(c % runs.Length, runs[c % runs.Length] with { Position = $"{b}" });
        if (a % 4 == 0)
            runs = runs.Insert(b % (runs.Length + 1), new RunSpec { Labnumber = $"9{c}", MassSpectrometer = file.MassSpectrometer });
        return file with { Runs = runs, DelayAfterAir = c % 10 == 0 ? b : file.DelayAfterAir };
    }
}
