using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Reduction;

public sealed class RunRecordTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_whole_run_becomes_a_whole_record()
    {
        var record = RunRecord.Fold(RunStory.Whole("u1", "66681-03A", Start).Events);

        (record.RunUuid, record.RunId, record.Aliquot, record.Step, record.Instrument).ShouldBe(("u1", "66681-03A", 3, 0, "argus"));
        (record.State, record.IsEnded, record.Simulated).ShouldBe(("success", true, true));
        record.Steps.Select(s => (s.Name, s.Outcome)).ShouldBe([("start", "done"), ("extraction", "done"), ("measurement", "done"), ("post-measurement", "done"), ("save", "done")]);
        record.Series.Select(s => (s.Kind, s.Readings.Count, s.How)).ShouldBe([("sniff", 10, "complete"), ("signal", 20, "complete"), ("baseline", 10, "complete")]);
        record.Scripts.Select(s => (s.Kind, s.Sha256, s.Outcome)).ShouldBe([("extraction", "sha-co2", "completed"), ("measurement", "sha-unknown", "completed")]);
        record.Equilibrations.ShouldHaveSingleItem().ClosedAt.ShouldBe(record.TimeZero!.Value.AddSeconds(10));
        record.PointOfNoReturnAt.ShouldBe(Start.AddSeconds(6));
        record.Duration.ShouldBe(TimeSpan.FromSeconds(110));
        record.Spec.ExtractUnits.ShouldBe("watts");
        record.PrecedingBlank.ShouldBe("bu-FC-J-12");
    }

    [Fact]
    public void Its_intercepts_are_those_of_the_gas_with_the_fits_that_the_script_set()
    {
        var reduced = RunRecord.Fold(RunStory.Whole("u1", "66681-03A", Start).Events).Reduce();

        reduced.Isotopes.Select(i => (i.Isotope, i.Detector, i.Fit)).ShouldBe([("Ar40", "H1", "parabolic"), ("Ar39", "AX", "linear"), ("Ar36", "CDD", "average")]);
        reduced.Isotopes[0].Intercept.ShouldBe(1000, 0.01);
        reduced.Isotopes[1].Intercept.ShouldBe(200, 0.01);
        reduced.Isotopes[1].Baseline!.Value.ShouldBe(0.01, 1e-9);
        reduced.Isotopes[1].Corrected!.Value.ShouldBe(reduced.Isotopes[1].Intercept - 0.01, 1e-9);
        reduced.Isotopes.ShouldAllBe(i => i.Used == 20 && i.Error > 0);
        reduced.Baselines.Select(b => b.Detector).ShouldBe(["AX", "CDD", "H1"]);
    }

    [Fact]
    public void The_time_of_a_point_counts_from_the_time_zero_of_its_series()
    {
        var signal = RunRecord.Fold(RunStory.Whole("u1", "66681-03A", Start).Events).Series.Single(s => s.Kind == RunSeries.Signal);

        signal.Points("H1").Select(p => p.Seconds).ShouldBe(Enumerable.Range(11, 20).Select(i => (double)i));
        signal.Isotope("H1").ShouldBe("Ar40");
    }

    [Fact]
    public void It_has_the_conditionals_that_were_in_force_and_what_tripped_with_the_values_seen()
    {
        var conditional = new Conditional { Id = "c1", Kind = ConditionalKind.Truncation, Level = ConditionalLevel.Queue, File = "night.yaml", Line = 3, Test = "Ar40>100" };
        var story = new RunStory("u1", "66681-03A", Start).Begin()
            .Say(at => new ConditionalEvents.ConditionalsInstalled(at, [conditional, conditional with { Id = "c2", Test = "age>5" }]))
            .Extract().BeginMeasurement().Take("signal", 120, truncatedAfter: 37)
            .Say(at => new ConditionalEvents.ConditionalNotEvaluated(at, "c2", "age>5", "age cannot be computed yet", 1, 38))
            .Say(at => new ConditionalEvents.ConditionalTripped(
                at, "c1", ConditionalKind.Truncation, ConditionalLevel.Queue, "night.yaml", 3, "Ar40>100", "", [new ValueSeen("Ar40", 104.5, "")], "count", 1, 38, Acts: true));

        var record = RunRecord.Fold(story.Events);

        record.Conditionals.Installed.Select(c => c.Id).ShouldBe(["c1", "c2"]);
        record.Conditionals.Told.ShouldBe(["c2"]);
        record.Conditionals.Tripped.ShouldHaveSingleItem().Seen.ShouldBe([new ValueSeen("Ar40", 104.5, "")]);
        record.Log.TakeLast(2).Select(l => (l.Level, l.Text)).ShouldBe(
        [
            ("warning", "conditional age>5 is not evaluated: age cannot be computed yet"),
            ("warning", "truncation Ar40>100 (night.yaml:3) tripped at count 38 of series 1: Ar40 = 104.5"),
        ]);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("canceled")]
    [InlineData("aborted")]
    [InlineData("interrupted")]
    public void A_run_that_was_cut_off_in_its_signal_keeps_and_reduces_every_reading(string state)
    {
        var story = new RunStory("u1", "66681-03A", Start).Begin().Extract().BeginMeasurement().Take("sniff", 10).Take("signal", 120, truncatedAfter: 37);
        var record = RunRecord.Fold(story.End(state, "the laser does not answer").Events);

        (record.State, record.Cause).ShouldBe((state, "the laser does not answer"));
        record.Series[1].Readings.Count.ShouldBe(37);
        record.Steps[^1].EndedAt.ShouldBeNull();
        var reduced = record.Reduce();
        reduced.Isotopes.ShouldAllBe(i => i.Used == 37 && i.Baseline == null && i.Corrected == null);
        reduced.Isotopes.Length.ShouldBe(3);
    }

    [Fact]
    public void A_run_that_never_measured_reduces_to_nothing_and_does_not_throw()
    {
        var record = RunRecord.Fold(new RunStory("u1", "66681-03A", Start).Begin().Wait(5).End("failed", "no script").Events);

        record.Reduce().Isotopes.ShouldBeEmpty();
        record.Duration.ShouldBe(TimeSpan.FromSeconds(6));
        RunRecord.Empty.Reduce().Isotopes.ShouldBeEmpty();
    }

    [Fact]
    public void Series_before_a_reset_are_kept_and_not_in_the_analysis()
    {
        var story = new RunStory("u1", "66681-03A", Start).Begin().Extract().BeginMeasurement().Take("signal", 30)
            .Say(at => new MeasurementEvents.MeasurementReset(at)).Take("signal", 15);
        var record = RunRecord.Fold(story.Events);

        record.Series.Select(s => (s.SetAside, s.Readings.Count)).ShouldBe([(true, 30), (false, 15)]);
        record.Reduce().Isotopes.ShouldAllBe(i => i.Used == 15);
        record.Log.ShouldContain(line => line.Text.Contains("1 series so far are set aside"));
    }

    [Fact]
    public void Series_of_one_isotope_on_one_detector_are_fitted_together_as_peak_hops_need_it()
    {
        var story = new RunStory("u1", "66681-03A", Start).Begin().Extract().BeginMeasurement().Take("signal", 5).Wait(20).Take("signal", 5).Wait(20).Take("signal", 5);

        RunRecord.Fold(story.Events).Reduce().Isotopes.ShouldAllBe(i => i.Used == 15);
    }

    [Fact]
    public void A_detector_that_gave_nothing_is_a_missing_point_and_not_a_zero()
    {
        var story = new RunStory("u1", "66681-03A", Start).Begin().Extract().BeginMeasurement().Take("signal", 10);
        var events = story.Events.Select(e => e is MeasurementEvents.ReadingTaken { Count: 4 } reading
            ? reading with { Intensities = reading.Intensities.Remove("CDD"), Quality = reading.Quality.Add("CDD", "missing") }
            : e);
        var record = RunRecord.Fold(events);

        var point = record.Series[0].Points("CDD")[3];
        double.IsNaN(point.Intensity).ShouldBeTrue();
        point.Quality.ShouldBe("missing");
        var ar36 = record.Reduce().Isotopes.Single(i => i.Isotope == "Ar36");
        (ar36.Used, ar36.Total).ShouldBe((9, 10));
    }

    [Fact]
    public void The_log_tells_what_people_look_for_after_a_bad_night()
    {
        var story = new RunStory("u1", "66681-03A", Start).Begin().Extract()
            .Say(at => new RunEvents.RunNoted(at, "info", "hello from the script"))
            .Say(at => new RunEvents.CommandFailed(at, "extraction", 7, "valve C does not answer"))
            .Say(at => new RunEvents.InterventionRequested(at, "abort", "jan", "smells burnt"))
            .Say(at => new RunEvents.SafeStateReached(at, [new("laser off", true, ""), new("inlet closed", false, "no answer")]))
            .Say(at => new RunEvents.StepEnded(at, "extraction", "stopped", "aborted"));
        var record = RunRecord.Fold(story.End(RunState.Aborted.Text(), "jan").Events);

        record.Log.Select(l => (l.Level, l.Text)).ShouldBe(
            [
                ("info", "run 66681-03A started on argus (simulated)"), ("info", "step start started"), ("info", "step start done"),
                ("info", "step extraction started"), ("info", "step extraction done"), ("info", "hello from the script"),
                ("warning", "command 7 of the extraction script failed: valve C does not answer"), ("warning", "abort by jan: smells burnt"),
                ("info", "safe state: laser off: done"), ("error", "safe state: inlet closed: NOT done: no answer"),
                ("warning", "step extraction stopped: aborted"),
            ]);
        record.Interventions.ShouldHaveSingleItem().By.ShouldBe("jan");
        record.SafeState.Length.ShouldBe(2);
    }

    [Fact]
    public void Events_of_commands_and_leases_leave_the_analysis_as_it_is()
    {
        var before = RunRecord.Fold(new RunStory("u1", "66681-03A", Start).Begin().Events);
        var after = before.Apply(new RunEvents.RunLeaseObtained(Start.AddSeconds(9), ["line:stage"], 4));

        after.ShouldBe(before with { LastKnownAt = Start.AddSeconds(9) });
    }

    [Fact]
    public void A_peak_center_that_was_not_found_says_why()
    {
        var record = RunRecord.Fold(new RunStory("u1", "66681-03A", Start).Begin()
            .Say(at => new MeasurementEvents.PeakCenterMeasured(at, "H1", "Ar40", null, [1, 2], [0, 0], "no peak above 1 fA", null, []))
            .Say(at => new MeasurementEvents.PeakCenterMeasured(at, "H1", "Ar40", 5.12345, [5, 5.2], [1, 2], "", null, [])).Events);

        record.PeakCenters.Select(p => p.CenterDac).ShouldBe([null, 5.12345]);
        record.Log[^2].ShouldBe(new RunParts.LogLine(Start.AddSeconds(1), "warning", "no peak center of Ar40 on H1: no peak above 1 fA"));
        record.Log[^1].Text.ShouldBe("peak center of Ar40 on H1: 5.12345 V");
    }

    [Fact]
    public void Where_a_run_stands_is_known_before_it_ends()
    {
        var story = new RunStory("u1", "66681-03A", Start);
        RunRecord.Fold(story.Begin().Events).State.ShouldBe("not run");
        RunRecord.Fold(story.Extract().Events).State.ShouldBe("extraction");
        RunRecord.Fold(story.BeginMeasurement().Events).State.ShouldBe("measurement");
    }
}
