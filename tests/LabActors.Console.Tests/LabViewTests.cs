using System.Collections.Immutable;
using LabActors.Console.View;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal.Events;
using LabActors.Core.Problems;

namespace LabActors.Console.Tests;

public sealed class LabViewTests
{
    private const string Run = "24701-01";

    private static History Extracting() => new History().AcceptQueue("24701").Launch(Run, "24701").Step(Run, "extraction");

    private static RunView View(History history) => history.View.Run(History.Uuid(Run)).ShouldNotBeNull();

    [Fact]
    public void Nothing_is_known_before_the_first_event()
    {
        LabView.Empty.Now.ShouldBeNull();
        LabView.Empty.Runs.ShouldBeEmpty();
    }

    [Fact]
    public void A_run_is_in_the_step_that_began_last_and_its_state_is_that_of_the_design()
    {
        var history = Extracting();
        View(history).Step.ShouldBe("extraction");
        View(history).State.ShouldBe("extraction");
        View(history).AnalysisType.ShouldBe("unknown");
        View(history).IsInFlight.ShouldBeTrue();

        history.Say(History.Source(Run), new RunEvents.StepEnded(history.Now, "extraction", "done", "")).Step(Run, "measurement").Step(Run, "post-measurement");
        View(history).Step.ShouldBe("post-measurement");
        View(history).State.ShouldBe("measurement");

        history.End(Run, "success");
        View(history).State.ShouldBe("success");
        View(history).IsInFlight.ShouldBeFalse();
        View(history).Activity.ShouldBeNull();
    }

    [Fact]
    public void A_sleep_knows_how_long_it_still_lasts()
    {
        var history = Extracting().Command(Run, "extraction", "sleep", ("duration", 40.0));
        var activity = View(history).Activity.ShouldNotBeNull();
        activity.What.ShouldBe("sleep 40 s");
        activity.ProgressAt(history.Now.AddSeconds(10)).ShouldBe(0.25);
        activity.TimeLeftAt(history.Now.AddSeconds(10)).ShouldBe(TimeSpan.FromSeconds(30));
        activity.TimeLeftAt(history.Now.AddSeconds(99)).ShouldBe(TimeSpan.Zero);

        View(history.Wait(40).Complete(Run, "extraction")).Activity.ShouldBeNull();
    }

    [Fact]
    public void A_command_whose_length_is_unknown_has_no_progress()
    {
        var activity = View(Extracting().Command(Run, "extraction", "move_to_position", ("position", new[] { 4, 5 }))).Activity.ShouldNotBeNull();
        activity.What.ShouldBe("move_to_position 4,5");
        activity.ProgressAt(History.Start).ShouldBeNull();
        activity.TimeLeftAt(History.Start).ShouldBeNull();
    }

    [Fact]
    public void A_ramp_by_rate_takes_the_way_divided_by_the_rate() => View(Extracting()
        .Command(Run, "extraction", "ramp", ("start", 2.0), ("setpoint", 5.0), ("duration", 999), ("rate", 0.1)))
        .Activity.ShouldNotBeNull().Seconds.ShouldNotBeNull().ShouldBe(30, 1e-9);

    [Fact]
    public void Completing_an_interval_waits_for_the_end_of_the_one_begun_last()
    {
        var history = Extracting()
            .Command(Run, "extraction", "begin_interval", ("duration", 100.0)).Complete(Run, "extraction").Wait(10)
            .Command(Run, "extraction", "begin_interval", ("duration", 30.0)).Complete(Run, "extraction").Wait(5)
            .Command(Run, "extraction", "complete_interval");
        View(history).Activity.ShouldNotBeNull().TimeLeftAt(history.Now).ShouldBe(TimeSpan.FromSeconds(25));

        history.Wait(25).Complete(Run, "extraction").Command(Run, "extraction", "complete_interval");
        View(history).Activity.ShouldNotBeNull().TimeLeftAt(history.Now).ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_series_counts_and_comes_before_the_command_that_started_it()
    {
        var history = Extracting()
            .Command(Run, "measurement", "multicollect", ("ncounts", 120))
            .Series(Run, 1, "signal", 120, integration: 2).Wait(60)
            .Read(Run, 1, 30, ("H1", 4821.4), ("CDD", 1.02));
        var activity = View(history).Activity.ShouldNotBeNull();
        (activity.What, activity.Count, activity.Of).ShouldBe(("signal", 30, 120));
        activity.ProgressAt(history.Now).ShouldBe(0.25);
        activity.TimeLeftAt(history.Now).ShouldBe(TimeSpan.FromSeconds(180));

        history.Say(History.Source(Run), new MeasurementEvents.SeriesEnded(history.Now, 1, "complete", 120));
        View(history).Activity.ShouldNotBeNull().What.ShouldBe("multicollect 120 counts");
    }

    [Fact]
    public void Newest_readings_are_kept_by_isotope_with_their_detector()
    {
        var history = Extracting().Series(Run, 1, "signal", 10)
            .Read(Run, 1, 1, ("H1", 100), ("CDD", 1))
            .Read(Run, 1, 2, ("H1", 99));
        var readings = View(history).Readings;
        readings["Ar40"].ShouldBe(new ReadingView("Ar40", "H1", 99, "", "signal", history.Now));
        readings["Ar36"].Intensity.ShouldBe(1);
    }

    [Fact]
    public void A_reading_that_a_detector_did_not_give_is_not_made_up()
    {
        var history = Extracting().Series(Run, 1, "signal", 10);
        history.Say(History.Source(Run), new MeasurementEvents.ReadingTaken(
            history.Now, 1, 1, ImmutableDictionary<string, double>.Empty, ImmutableDictionary<string, string>.Empty.Add("AX", "missing")));
        var reading = View(history).Readings["Ar39"];
        reading.Intensity.ShouldBeNull();
        reading.Quality.ShouldBe("missing");
    }

    [Fact]
    public void Equilibration_has_its_time_and_ends_when_the_inlet_closes()
    {
        var history = Extracting();
        history.Say(History.Source(Run), new MeasurementEvents.InletOpened(history.Now, ["R"], 20));
        View(history).Activity.ShouldNotBeNull().TimeLeftAt(history.Now.AddSeconds(5)).ShouldBe(TimeSpan.FromSeconds(15));
        history.Wait(20).Say(History.Source(Run), new MeasurementEvents.InletClosed(history.Now, ["R"]));
        View(history).Activity.ShouldBeNull();
    }

    [Fact]
    public void A_run_that_waits_for_a_lease_says_for_what()
    {
        var holder = new LeaseEvents.LeaseHolder(History.Uuid(Run), "run 24701-01");
        var history = Extracting();
        history.Say("leases", new LeaseEvents.LeaseRequested(history.Now, holder, ["ms:argus"], "measurement"));
        View(history).Activity.ShouldNotBeNull().What.ShouldBe("waiting for ms:argus");
        history.Say("leases", new LeaseEvents.LeaseGranted(history.Now, holder, ["ms:argus"], 7));
        View(history).Activity.ShouldBeNull();
    }

    [Fact]
    public void A_valve_moves_and_then_stands_as_it_was_read_back()
    {
        var history = new History();
        history.Say("extraction-line", new LineEvents.ValveActuationRequested(history.Now, "1", "A", true, "run", ""));
        history.View.Valves["A"].State.ShouldBe("moving");
        history.Wait(1).Say("extraction-line", new LineEvents.ValveActuated(history.Now, "1", "A", true, Changed: true));
        history.View.Valves["A"].ShouldBe(new ValveView("A", "open", history.Now, Locked: false));
    }

    [Fact]
    public void A_valve_that_stood_as_asked_already_has_not_moved()
    {
        var history = new History();
        history.Say("extraction-line", new LineEvents.ValveActuated(history.Now, "1", "A", false, Changed: false));
        history.View.Valves["A"].ShouldBe(new ValveView("A", "closed", MovedAt: null, Locked: false));
    }

    [Fact]
    public void A_valve_that_failed_is_unknown_and_noted()
    {
        var history = new History();
        history.Say("extraction-line", new LineEvents.ValveActuationFailed(history.Now, "1", "A", true, "no answer"));
        history.View.Valves["A"].State.ShouldBe("unknown");
        history.View.Notes.ShouldHaveSingleItem().Text.ShouldBe("did not open: no answer");
    }

    [Fact]
    public void A_delay_of_the_queue_is_shown_until_it_ends()
    {
        var history = new History().AcceptQueue("24701", "24701");
        history.Say(History.Queue, new QueueEvents.DelayStarted(history.Now, "after blank", 15));
        var queue = history.View.Queues.ShouldHaveSingleItem();
        queue.Rows.ShouldBe(2);
        queue.Delay.ShouldNotBeNull().TimeLeftAt(history.Now.AddSeconds(5)).ShouldBe(TimeSpan.FromSeconds(10));

        history.Say(History.Queue, new QueueEvents.DelayEnded(history.Now, "elapsed"));
        history.View.Queues[0].Delay.ShouldBeNull();
    }

    [Fact]
    public void Rows_to_skip_are_not_counted_as_runs()
    {
        var history = new History();
        var queue = new Core.Queues.ExperimentQueue { Name = "demo", Runs = [new() { Labnumber = "1" }, new() { Labnumber = "2", Skip = true }] };
        history.Say(History.Queue, new QueueEvents.QueueAccepted(history.Now, "demo-1", "Argus", queue));
        history.View.Queues.ShouldHaveSingleItem().Rows.ShouldBe(1);
    }

    [Fact]
    public void A_failed_script_is_noted_once_with_file_and_line()
    {
        var history = Extracting();
        history.Say(History.Source(Run), new RunEvents.ScriptFinished(history.Now, "extraction", "failed", "NameError: x", 14, "/lab/scripts/co2.py"));
        var note = history.View.Notes.ShouldHaveSingleItem();
        note.ShouldBe(new NoteView(history.Now, Run, "error", "extraction script failed: NameError: x (co2.py, line 14)"));
    }

    [Fact]
    public void A_trip_is_noted_with_its_place_and_the_values_seen()
    {
        var history = Extracting();
        history.Say(History.Source(Run), new ConditionalEvents.ConditionalTripped(
            history.Now, "c1", ConditionalKind.PreRunTermination, ConditionalLevel.System, "/lab/spectrometer/default_conditionals.yaml", 4, "CDD.inactive", "",
            [new ValueSeen("CDD.inactive", 1, ""), new ValueSeen("bone.IG.pressure", null, "has not answered")], "before extraction", 0, 0, Acts: true));
        history.View.Notes.ShouldHaveSingleItem().ShouldBe(new NoteView(
            history.Now, Run, "warning", "pre-run termination CDD.inactive (default_conditionals.yaml:4) tripped before extraction: CDD.inactive = 1, bone.IG.pressure has not answered"));
    }

    [Fact]
    public void The_cause_of_an_end_is_noted_once_though_run_and_queue_both_tell_it()
    {
        var history = Extracting().End(Run, "failed", "the laser did not answer");
        history.View.Notes.ShouldHaveSingleItem().Text.ShouldBe("failed: the laser did not answer");
    }

    [Fact]
    public void An_unsafe_step_of_the_safe_state_is_an_error_and_a_done_one_is_not()
    {
        var history = Extracting();
        history.Say(History.Source(Run), new RunEvents.SafeStateReached(
            history.Now, [new("laser off", true, ""), new("inlet closed", false, "R does not answer")]));
        history.View.Notes.ShouldHaveSingleItem().Text.ShouldBe("safe state: inlet closed not done: R does not answer");
    }

    [Fact]
    public void A_row_that_is_run_again_under_its_uuid_is_in_flight_again()
    {
        var history = Extracting().End(Run, "interrupted", "the process was stopped", restart: true).Wait(60).Launch(Run, "24701");
        View(history).IsInFlight.ShouldBeTrue();
        View(history).StartedAt.ShouldBe(history.Now);
        View(history).Cause.ShouldBeEmpty();
    }

    [Fact]
    public void An_edit_changes_how_many_runs_there_are_and_is_noted_with_who_and_why()
    {
        var history = Extracting().AddRows(3, first: 2);
        history.View.Queues.ShouldHaveSingleItem().Rows.ShouldBe(4);
        history.View.Notes[^1].Text.ShouldBe("added 3 rows, by operator: more of the same");

        history.Say(History.Queue, new QueueEvents.EditUndone(history.Now, 1, "operator", ""));
        history.View.Queues[0].Rows.ShouldBe(1);
        history.View.Notes[^1].Text.ShouldBe("edit 1 taken back by operator");
    }

    [Fact]
    public void What_is_wrong_with_a_saved_queue_file_is_noted_problem_by_problem()
    {
        var history = Extracting();
        history.Say(History.Queue, new QueueEvents.QueueFileRefused(history.Now, "queue file", "q.txt", [new Problem("q.txt", 7, 3, "found \"x\"; expected a number")]));

        history.View.Notes.Select(note => note.Text).ShouldBe(
            ["q.txt was saved and nothing of it is taken", "q.txt:7:3: error: found \"x\"; expected a number"]);
    }

    [Fact]
    public void A_changed_delay_lasts_as_long_as_was_said()
    {
        var history = new History().AcceptQueue("24701");
        history.Say(History.Queue, new QueueEvents.DelayStarted(history.Now, "before the first run", 5)).Wait(3)
            .Say(History.Queue, new QueueEvents.DelayChanged(history.Now, "operator", 60));

        history.View.Queues[0].Delay!.TimeLeftAt(history.Now.AddSeconds(20)).ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void Events_of_a_run_whose_start_was_not_seen_make_it_known_by_its_source()
    {
        var history = new History().Step(Run, "measurement").Series(Run, 1, "signal", 10);
        var run = history.View.Runs.ShouldHaveSingleItem();
        run.RunId.ShouldBe(History.Source(Run));
        run.Step.ShouldBe("measurement");
    }

    [Fact]
    public void Notes_are_bounded_and_counted()
    {
        var history = Extracting();
        for (var i = 1; i <= LabView.NotesKept + 7; i++)
            history.Say(History.Source(Run), new RunEvents.RunNoted(history.Now, "info", $"note {i}"));
        history.View.Notes.Count.ShouldBe(LabView.NotesKept);
        history.View.Notes[^1].Text.ShouldBe($"note {LabView.NotesKept + 7}");
        history.View.NotesMade.ShouldBe(LabView.NotesKept + 7);
    }

    [Fact]
    public void Time_never_goes_back_when_events_of_two_actors_arrive_crosswise()
    {
        var history = Extracting().Wait(10).Valve("A", true);
        history.View.Apply("extraction-line", new LineEvents.ValveObserved(History.Start, "B", "open", "poll")).Now.ShouldBe(history.Now);
    }

    [Fact]
    public void Applying_an_event_leaves_the_view_before_it_as_it_was()
    {
        var before = Extracting().View;
        var after = before.Apply(History.Source(Run), new RunEvents.StepStarted(History.Start, "measurement"));
        before.Runs[0].Step.ShouldBe("extraction");
        after.Runs[0].Step.ShouldBe("measurement");
    }
}
