using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Execution.Editing;

public sealed class QueueEditsTests
{
    private static readonly RunSpec Extra = new() { Labnumber = "777" };

    [Fact]
    public void Rows_are_added_first_last_and_behind_a_row_and_get_ids_that_nobody_had()
    {
        var queue = new EditedQueue("1", "2");

        queue.Edit(new QueueEdit.Add([Extra], RowPlace.First)).ShouldBeNull();
        queue.Edit(new QueueEdit.Add([Extra, Extra], RowPlace.Last)).ShouldBeNull();
        queue.Edit(new QueueEdit.Add([Extra], new RowPlace("r1"))).ShouldBeNull();

        queue.Waiting.ShouldBe("r3 r1 r6 r2 r4 r5");
        queue.Edit(new QueueEdit.Remove([queue.Seen("r5")])).ShouldBeNull();
        queue.Edit(new QueueEdit.Add([Extra], RowPlace.Last)).ShouldBeNull();
        queue.Waiting.ShouldEndWith("r4 r7");
    }

    [Fact]
    public void New_rows_come_next_when_their_place_is_behind_a_row_that_has_started()
    {
        var queue = new EditedQueue("1", "2", "3");
        queue.Launch();
        queue.Launch();

        queue.Edit(new QueueEdit.Add([Extra], new RowPlace("r1"))).ShouldBeNull();

        queue.Waiting.ShouldBe("r4 r3");
    }

    [Fact]
    public void Rows_as_text_are_read_as_a_files_rows_are_with_the_values_of_the_header()
    {
        var queue = new EditedQueue("1");

        queue.Edit(new QueueEdit.AddText("labnumber\tposition\tduration\n55555\t7\t20\n#bu-FC-J\t\t\n", RowPlace.Last)).ShouldBeNull();
        var refusal = queue.Edit(new QueueEdit.AddText("labnumber\tduration\n5\tlong\n", RowPlace.Last)).ShouldNotBeNull();

        queue.Queue.Row("r2").Spec.ShouldBe(new RunSpec { Labnumber = "55555", Position = "7", Duration = 20, MassSpectrometer = "Argus", Row = 2 });
        queue.Queue.Row("r3").Spec.Skip.ShouldBeTrue();
        refusal.Kind.ShouldBe("invalid");
        refusal.Problems.ShouldHaveSingleItem().ToString().ShouldBe("the new rows:2:3: error: duration: found \"long\"; expected a number");
    }

    [Theory]
    [InlineData("r1", "r3", "r2 r3 r1 r4")]
    [InlineData("r4 r1", "", "r4 r1 r2 r3")]
    [InlineData("r1 r2", null, "r3 r4 r1 r2")]
    [InlineData("r4", null, "r1 r2 r3 r4")]
    [InlineData("r3 r4", "r1", "r1 r3 r4 r2")]
    public void Blocks_go_to_a_place(string rows, string? after, string order)
    {
        var queue = new EditedQueue("1", "2", "3", "4");

        queue.Edit(new QueueEdit.Move([.. rows.Split(' ')], new RowPlace(after))).ShouldBeNull();

        queue.Waiting.ShouldBe(order);
    }

    [Fact]
    public void A_move_builds_on_no_version_and_meets_only_the_removal_or_the_start_of_its_row()
    {
        var queue = new EditedQueue("1", "2", "3", "4");
        queue.Edit(new QueueEdit.Change([queue.Seen("r4")], Cells("position", "9")), "Ben").ShouldBeNull();
        queue.Edit(new QueueEdit.Remove([queue.Seen("r3")]), "Ben").ShouldBeNull();
        queue.Launch();

        queue.Edit(new QueueEdit.Move(["r4"], RowPlace.First)).ShouldBeNull();
        queue.Edit(new QueueEdit.Move(["r1"], RowPlace.Last))!.ShouldBe(EditRefusal.Of("started", "r1 (1-01) has started"));
        queue.Edit(new QueueEdit.Move(["r3"], RowPlace.Last))!.ShouldBe(EditRefusal.Of("conflict", "r3 was removed by Ben at 08:05:00"));
        queue.Edit(new QueueEdit.Move(["r9"], RowPlace.Last))!.Kind.ShouldBe("unknown");
        queue.Edit(new QueueEdit.Move(["r2"], new RowPlace("r2")))!.Kind.ShouldBe("invalid");
    }

    [Fact]
    public void Two_editors_of_different_rows_both_succeed_and_of_one_row_the_second_is_told_of_the_first()
    {
        var queue = new EditedQueue("1", "2");
        var (first, second) = (queue.Seen("r1"), queue.Seen("r2"));

        queue.Edit(new QueueEdit.Change([first], Cells("duration", "20")), "Ann").ShouldBeNull();
        queue.Edit(new QueueEdit.Change([second], Cells("duration", "30")), "Ben").ShouldBeNull();
        var refusal = queue.Edit(new QueueEdit.Change([first], Cells("duration", "40")), "Ben").ShouldNotBeNull();

        refusal.ShouldBe(EditRefusal.Of(
            "conflict", "r1 was changed by Ann at 08:05:00 (r1: duration \"20\"): it has version 2, the edit was made for version 1"));
        queue.Queue.Row("r1").Spec.Duration.ShouldBe(20);
        queue.Queue.Row("r2").Spec.Duration.ShouldBe(30);
    }

    [Fact]
    public void A_row_that_has_started_is_frozen()
    {
        var queue = new EditedQueue("1", "2");
        var seen = queue.Seen("r1");
        queue.Launch();

        queue.Edit(new QueueEdit.Change([seen], Cells("duration", "20")))!.ShouldBe(EditRefusal.Of("started", "r1 (1-01) has started"));
        queue.Edit(new QueueEdit.Remove([seen]))!.Kind.ShouldBe("started");
        queue.Edit(new QueueEdit.Skip([seen], true))!.Kind.ShouldBe("started");
        queue.Edit(new QueueEdit.EndAfter(seen, true))!.Kind.ShouldBe("started");
    }

    [Fact]
    public void Cells_are_changed_by_any_name_of_their_column_and_nothing_else_is()
    {
        var before = new RunSpec
        {
            Labnumber = "12345",
            UserDefinedAliquot = 3,
            Row = 12,
            MassSpectrometer = "Argus",
            Comment = "a\tb",
            Overlap = 10,
            MinPumpTime = 60,
            Skip = true,
            ExtractValue = 2.5,
            NextPosition = "4",
            EndAfter = true,
        };
        var queue = new EditedQueue(new LabActors.Core.Queues.ExperimentQueue { Path = "q.txt", MassSpectrometer = "Argus", Runs = [before] });

        queue.Edit(new QueueEdit.Change([queue.Seen("r1")], Cells("extract_value", "3.5", "post_meas", "pump"))).ShouldBeNull();

        queue.Queue.Row("r1").Spec.ShouldBe(before with { ExtractValue = 3.5, PostMeasurementScript = "pump" });
    }

    [Theory]
    [InlineData("duration", "long", "q.txt:10: error: duration: found \"long\"; expected a number")]
    [InlineData("labnumber", "#5", "q.txt:10: error: labnumber: found \"#5\"; expected an identifier")]
    [InlineData("colour", "red", "q.txt:10: error: colour: is not a column of a queue")]
    public void A_cell_that_cannot_be_read_is_refused_with_its_row_and_column(string column, string cell, string message)
    {
        var queue = new EditedQueue("1");

        var refusal = queue.Edit(new QueueEdit.Change([queue.Seen("r1")], Cells(column, cell))).ShouldNotBeNull();

        refusal.Kind.ShouldBe("invalid");
        refusal.Problems.ShouldHaveSingleItem().ToString().ShouldBe(message);
        queue.Queue.EditsMade.ShouldBe(0);
    }

    [Fact]
    public void A_change_that_changes_nothing_is_no_edit()
    {
        var queue = new EditedQueue("1");

        queue.Edit(new QueueEdit.Change([queue.Seen("r1")], Cells("duration", "0"))).ShouldBeNull();
        queue.Edit(new QueueEdit.Skip([queue.Seen("r1")], false)).ShouldBeNull();

        queue.Queue.EditsMade.ShouldBe(0);
    }

    [Theory]
    [InlineData("aborted")]
    [InlineData("interrupted")]
    [InlineData("success")]
    public void A_run_that_ended_comes_back_as_a_new_row_by_a_persons_word(string state)
    {
        var queue = new EditedQueue("1", "2");
        queue.Launch();
        queue.Finish(state);
        var uuid = queue.Queue.Row("r1").RunUuid;

        queue.Edit(new QueueEdit.Repeat("r1", AtEnd: false)).ShouldBeNull();
        queue.Edit(new QueueEdit.Repeat("r1", AtEnd: true)).ShouldBeNull();

        queue.Waiting.ShouldBe("r3 r2 r4");
        queue.Queue.Row("r3").Spec.Labnumber.ShouldBe("1");
        queue.Queue.RunUuid("r3").ShouldNotBe(uuid);
        queue.Queue.Row("r1").State.ShouldBe(state);
    }

    [Fact]
    public void The_queue_ends_after_one_row_at_most()
    {
        var queue = new EditedQueue("1", "2", "3");

        queue.Edit(new QueueEdit.EndAfter(queue.Seen("r1"), true)).ShouldBeNull();
        queue.Edit(new QueueEdit.EndAfter(queue.Seen("r2"), true)).ShouldBeNull();
        queue.Queue.Rows.Select(row => row.Spec.EndAfter).ShouldBe([false, true, false]);

        queue.Edit(new QueueEdit.EndAfter(queue.Seen("r2"), false)).ShouldBeNull();
        queue.Queue.Rows.ShouldAllBe(row => !row.Spec.EndAfter);
    }

    [Fact]
    public void A_value_of_the_header_reaches_the_rows_that_wait()
    {
        var queue = new EditedQueue("1", "2");
        queue.Launch();

        queue.Edit(new QueueEdit.Header(1, Cells("tray", "221-hole", "delay_between_analyses", "45"))).ShouldBeNull();

        queue.Queue.Header!.DelayBetweenAnalyses.ShouldBe(45);
        queue.Queue.Rows.Select(row => row.Spec.Tray).ShouldBe(["", "221-hole"]);
        queue.Edit(new QueueEdit.Header(1, Cells("note", "x")), "Ben")!.Reason.ShouldContain("the header was changed by Ann");
        queue.Edit(new QueueEdit.Header(2, Cells("delay_after_air", "soon")))!.Reason.ShouldContain("expected a whole number");
        queue.Edit(new QueueEdit.Header(2, Cells("delay_after_air", "-1")))!.Reason.ShouldContain("expected 0 or more");
        queue.Edit(new QueueEdit.Header(2, Cells("stop_at", "2026-01-02 06:00"))).ShouldBeNull();
        queue.Queue.Header!.StopAt.ShouldBe(new DateTimeOffset(2026, 1, 2, 6, 0, 0, TimeSpan.Zero));
        queue.Edit(new QueueEdit.Header(3, Cells("stop_at", ""))).ShouldBeNull();
        queue.Queue.Header!.StopAt.ShouldBeNull();
        queue.Edit(new QueueEdit.Header(4, Cells("colour", "red")))!.Reason.ShouldContain("is not a key");
        queue.Edit(new QueueEdit.Header(4, Cells("mass_spectrometer", "Helix")))!.Kind.ShouldBe("invalid");
    }

    [Fact]
    public void Edits_are_undone_newest_first_and_own_ones_around_those_of_others()
    {
        var queue = new EditedQueue("1", "2", "3");
        queue.Edit(new QueueEdit.Remove([queue.Seen("r1")]), "Ann");
        queue.Edit(new QueueEdit.Move(["r3"], RowPlace.First), "Ben");

        queue.Undo(of: "Ann").ShouldBeNull();
        queue.Waiting.ShouldBe("r1 r3 r2");
        queue.Queue.Row("r1").Version.ShouldBe(2);
        queue.Undo().ShouldBeNull();
        queue.Waiting.ShouldBe("r1 r2 r3");
        queue.Undo()!.Kind.ShouldBe("unknown");
    }

    [Fact]
    public void An_edit_is_not_undone_when_its_row_has_started_or_was_edited_since()
    {
        var queue = new EditedQueue("1", "2", "3");
        queue.Edit(new QueueEdit.Change([queue.Seen("r2")], Cells("duration", "5")), "Ann");
        queue.Edit(new QueueEdit.Change([queue.Seen("r2")], Cells("duration", "6")), "Ben");
        queue.Undo(of: "Ann")!.ShouldBe(EditRefusal.Of("conflict", "r2 was edited since by Ben at 08:05:00: r2: duration \"6\""));
        queue.Edit(new QueueEdit.Move(["r1"], RowPlace.First), "Cem");
        queue.Launch();

        queue.Undo()!.ShouldBe(EditRefusal.Of("started", "r1 (1-01) has started"));
        queue.Undo(of: "Ben").ShouldBeNull();
        queue.Undo(of: "Ann").ShouldBeNull();
        queue.Queue.Row("r2").Spec.Duration.ShouldBe(0);
    }

    [Fact]
    public void A_queue_that_has_ended_takes_no_edits()
    {
        var queue = new EditedQueue("1");
        queue.Do(new LabActors.Core.Journal.Events.QueueEvents.QueueEnded(EditedQueue.Start, "completed", ""));

        queue.Edit(new QueueEdit.Add([Extra], RowPlace.Last))!.ShouldBe(EditRefusal.Of("ended", "the queue has ended (completed)"));
    }

    [Fact]
    public void A_row_that_was_moved_in_is_the_next_of_all_and_scripts_see_the_position_behind_it()
    {
        var queue = new EditedQueue("1", "2");
        queue.Edit(new QueueEdit.AddText("labnumber\tposition\n3\t33\n", RowPlace.Last));
        queue.Edit(new QueueEdit.Move(["r3"], new RowPlace("r1")));
        queue.Queue.Next(delayBefore: false).ShouldBeOfType<NextStep.Launch>().Row.ShouldBe("r1");

        queue.Launch();

        queue.Queue.Row("r1").Spec.NextPosition.ShouldBe("33");
    }

    internal static ImmutableDictionary<string, string> Cells(params string[] cells) =>
        cells.Chunk(2).ToImmutableDictionary(pair => pair[0], pair => pair[1]);
}
