using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Queues;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Tests.Execution.Editing;

/// <summary>A queue file that is saved again while its queue runs.</summary>
public sealed class QueueFileEditsTests
{
    private static EditedQueue Running(params string[] rows) => new(File(rows));

    private static ExperimentQueue File(params string[] rows) => QueueFile.Read(
        "mass_spectrometer: Argus\ndelay_after_air: 10\n#=====\nlabnumber\tposition\te_value\tduration\tcomment\n" + string.Join('\n', rows) + "\n", "q.txt").Queue!;

    private static IEnumerable<string> Labnumbers(EditedQueue queue) => queue.Queue.Waiting.Select(id => queue.Queue.Row(id).Spec.Labnumber);

    [Fact]
    public void A_file_that_says_the_same_is_no_edit()
    {
        var queue = Running("1\t1", "2\t2");

        queue.Save(File("1\t1", "2\t2")).ShouldBeNull();

        queue.Events.Count.ShouldBe(2);
    }

    [Fact]
    public void Rows_that_are_new_gone_moved_and_changed_become_one_edit()
    {
        var queue = Running("1\t1", "2\t2", "3\t3", "4\t4", "5\t5", "6\t6");

        queue.Save(File("1\t1", "3\t3\t\t20", "6\t6", "4\t4", "5\t5", "9\t9")).ShouldBeNull();

        var edit = queue.Events.OfType<QueueEdited>().ShouldHaveSingleItem();
        edit.What.ShouldBe("removed r2, moved r6, added r7, changed r3");
        edit.Why.ShouldBe("q.txt was saved");
        queue.Waiting.ShouldBe("r1 r3 r6 r4 r5 r7");
        queue.Queue.Row("r3").Spec.Duration.ShouldBe(20);
        queue.Queue.Row("r3").Version.ShouldBe(2);
        queue.Queue.Row("r4").Version.ShouldBe(1, "a row that only has another line is not changed");
    }

    [Fact]
    public void An_inserted_run_is_next_and_finished_runs_never_repeat()
    {
        var queue = Running("1\t1", "1\t1", "2\t2");
        queue.Launch();
        queue.Finish();
        queue.Launch();

        queue.Save(File("1\t1", "1\t1", "1\t1", "2\t2")).ShouldBeNull();
        queue.Waiting.ShouldBe("r4 r3");

        queue.Save(File("7\t7", "1\t1", "8\t8", "1\t1", "1\t1", "2\t2")).ShouldBeNull();
        Labnumbers(queue).ShouldBe(["7", "8", "1", "2"]);
    }

    [Fact]
    public void What_a_file_says_of_a_row_that_has_started_is_told_and_not_taken()
    {
        var queue = Running("1\t1\t2.5\t10\tfirst", "2\t2\t2.5\t10", "3\t3");
        queue.Launch();

        queue.Save(File("1\t1\t2.5\t10\tbad sample", "2\t2\t2.5\t10", "3\t3")).ShouldBeNull();

        queue.Waiting.ShouldBe("r2 r3");
        queue.Events.OfType<QueueEdited>().ShouldBeEmpty();
        queue.Events.OfType<QueueFileTaken>().Single().Notes.ShouldBe(["q.txt:5: r1 (1-01) has started; what the file says of it now is not taken"]);
        queue.Save(File("1\t1\t2.5\t10\tbad sample", "2\t2\t2.5\t10", "3\t3")).ShouldBeNull();
        queue.Events.OfType<QueueFileTaken>().Count().ShouldBe(1, "it is told once");
    }

    [Fact]
    public void A_finished_row_that_is_taken_out_of_the_file_and_put_back_does_not_run_again()
    {
        var queue = Running("1\t1", "2\t2");
        queue.Launch();
        queue.Finish("aborted");

        queue.Save(File("2\t2")).ShouldBeNull();
        queue.Events.OfType<QueueFileTaken>().Last().Notes.ShouldBe(["q.txt: r1 (1-01) has started; it stays in the queue though it is no longer in the file"]);
        queue.Save(File("2\t2", "1\t1")).ShouldBeNull();

        queue.Waiting.ShouldBe("r2");
        queue.Events.OfType<QueueFileTaken>().Last().Notes
            .ShouldBe(["q.txt:6: r1 (1-01) has started; it does not run again by being in the file, repeat it"]);
        queue.Save(File("2\t2", "1\t1", "1\t1")).ShouldBeNull();
        Labnumbers(queue).ShouldBe(["2", "1"]);
    }

    [Fact]
    public void What_others_have_edited_stays_and_a_row_that_both_changed_is_told()
    {
        var queue = Running("1\t1", "2\t2", "3\t3", "4\t4");
        queue.Edit(new QueueEdit.Change([queue.Seen("r1")], QueueEditsTests.Cells("duration", "5")));
        queue.Edit(new QueueEdit.Change([queue.Seen("r2")], QueueEditsTests.Cells("duration", "6")));
        queue.Edit(new QueueEdit.Remove([queue.Seen("r3")]));
        queue.Edit(new QueueEdit.AddText("labnumber\n99\n", new RowPlace("r1")));

        queue.Save(File("1\t1", "2\t2\t\t7", "3\t3", "4\t4\t\t8")).ShouldBeNull();

        queue.Queue.Rows.Select(row => (row.Spec.Labnumber, row.Spec.Duration)).ShouldBe([("1", 5), ("99", 0), ("2", 6), ("4", 8)]);
        queue.Events.OfType<QueueFileTaken>().Single().Notes.ShouldBe(
            ["q.txt:6: r2 was changed by Ann (r2: duration \"6\") since the file was read; what the file says of it now is not taken"]);
    }

    [Fact]
    public void A_header_is_taken_value_by_value()
    {
        var queue = Running("1\t1");
        queue.Edit(new QueueEdit.Header(1, QueueEditsTests.Cells("delay_after_air", "20"))).ShouldBeNull();

        queue.Save(File("1\t1") with { Tray = "221-hole", DelayBetweenAnalyses = 3 }).ShouldBeNull();

        (queue.Queue.Header!.DelayAfterAir, queue.Queue.Header.DelayBetweenAnalyses, queue.Queue.Header.Tray).ShouldBe((20, 3, "221-hole"));
        queue.Queue.Row("r1").Spec.Tray.ShouldBe("221-hole");
        queue.Save(File("1\t1") with { MassSpectrometer = "Helix" })!.Kind.ShouldBe("invalid");
        queue.Save(File("1\t1") with { DelayAfterAir = -3 })!.Reason.ShouldContain("expected 0 or more");
    }

    [Fact]
    public void Every_value_of_the_header_but_names_and_spectrometer_is_taken_from_a_file()
    {
        string[] fixedOnes = ["Name", "Path", "Date", "MassSpectrometer", "Runs"];
        foreach (var property in typeof(ExperimentQueue).GetProperties().Where(p => p.CanWrite && !fixedOnes.Contains(p.Name)))
        {
            var queue = Running("1\t1");
            var (old, file) = (property.GetValue(queue.Queue.Header), File("1\t1"));
            object other = old switch
            {
                string text => text + "x",
                bool flag => !flag,
                int number => number + 7,
                null => EditedQueue.Start,
                _ => throw new InvalidOperationException($"{property.Name} has a type that this test does not know"),
            };
            property.SetValue(file, other);

            queue.Save(file).ShouldBeNull();

            property.GetValue(queue.Queue.Header).ShouldBe(other, property.Name);
        }
    }

    [Fact]
    public void Rows_of_a_file_get_what_the_queues_header_says_and_stay_the_files()
    {
        var queue = Running("1\t1", "2\t2");
        queue.Edit(new QueueEdit.Header(1, QueueEditsTests.Cells("tray", "221-hole", "repository_identifier", "ArMinerals"))).ShouldBeNull();

        queue.Save(File("1\t1\t9", "2\t2", "3\t3")).ShouldBeNull();
        queue.Queue.Rows.ShouldAllBe(row => row.Spec.Tray == "221-hole" && row.Spec.RepositoryIdentifier == "ArMinerals");
        queue.Save(File("1\t1\t9", "2\t2", "3\t3\t7")).ShouldBeNull();

        queue.Queue.Row("r3").Spec.ExtractValue.ShouldBe(7);
        queue.Events.OfType<QueueFileTaken>().ShouldAllBe(taken => taken.Notes.IsEmpty);
    }

    [Fact]
    public void Rows_that_wait_are_checked_under_another_header_as_they_will_be()
    {
        var queue = Running("1\t1", "2\t2", "3\t3");
        queue.Launch();

        var file = QueueFileEdits.Decide(queue.Queue, File("1\t1", "2\t2\t9", "3\t3") with { ExtractDevice = "CO2" }, "file", EditedQueue.Start);
        var message = QueueEdits.Decide(queue.Queue, new QueueEdit.Header(1, QueueEditsTests.Cells("queue_conditionals_name", "strict")), "Ann", "", EditedQueue.Start);
        var delay = QueueEdits.Decide(queue.Queue, new QueueEdit.Header(1, QueueEditsTests.Cells("delay_after_air", "7")), "Ann", "", EditedQueue.Start);

        file.ToCheck.Select(run => (run.Labnumber, run.ExtractValue)).ShouldBe([("2", 9), ("3", 0)], ignoreOrder: true);
        file.ToCheck[1].ExtractDevice.ShouldBe("CO2");
        message.ToCheck.Select(run => (run.Labnumber, run.QueueConditionalsName)).ShouldBe([("2", "strict"), ("3", "strict")]);
        delay.ToCheck.ShouldBeEmpty();
    }

    [Fact]
    public void A_saved_file_is_undone_like_any_edit()
    {
        var queue = Running("1\t1", "2\t2", "3\t3");
        queue.Save(File("3\t3", "1\t1\t9", "4\t4")).ShouldBeNull();

        queue.Undo().ShouldBeNull();

        queue.Waiting.ShouldBe("r1 r2 r3");
        queue.Queue.Row("r1").Spec.ExtractValue.ShouldBe(0);
    }
}
