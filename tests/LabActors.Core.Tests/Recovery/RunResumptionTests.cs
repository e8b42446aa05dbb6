using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Recovery;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Tests.Recovery;

/// <summary>A run's life, cut after each of its events.</summary>
public sealed class RunResumptionTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly (IJournalEvent Event, RunPoint Point)[] Life =
    [
        (new RunStarted(At, "u", "q", "1-01", 1, -1, "Argus", "", new RunSpec { Labnumber = "1" }, false, false, true, ""), RunPoint.LoadScripts),
        (new StepStarted(At, "start"), RunPoint.LoadScripts),
        (new StepEnded(At, "start", "done", ""), RunPoint.WaitForLine),
        (new StepStarted(At, "extraction"), RunPoint.WaitForLine),
        (new RunLeaseObtained(At, ["line:bone"], 1), RunPoint.BeginExtraction),
        (Started("extraction"), RunPoint.Script),
        (Asked("extraction", 1, "open"), RunPoint.Script),
        (new PointOfNoReturnPassed(At, "extraction", 1, "open"), RunPoint.Script),
        (Done("extraction", 1), RunPoint.Script),
        (Finished("extraction"), RunPoint.ScriptOver),
        (new StepEnded(At, "extraction", "done", ""), RunPoint.StepOver),
        (new StepStarted(At, "measurement"), RunPoint.WaitForSpectrometer),
        (new RunLeaseObtained(At, ["ms:Argus"], 2), RunPoint.WaitForSpectrometer),
        (Started("measurement"), RunPoint.Script),
        (Asked("measurement", 1, "equilibrate", ("do_post_equilibration", true)), RunPoint.Script),
        (new InletOpened(At, ["R"], 20), RunPoint.Script),
        (Done("measurement", 1), RunPoint.Script),
        (Asked("measurement", 2, "sniff"), RunPoint.Script),
        (Series(1, "sniff"), RunPoint.Script),
        (Done("measurement", 2), RunPoint.Script),
        (Asked("measurement", 3, "multicollect"), RunPoint.Script),
        (Series(2, "signal"), RunPoint.Script),
        (new InletClosed(At, ["R"]), RunPoint.Script),
        (Started("post_equilibration"), RunPoint.Script),
        (new SeriesEnded(At, 1, "complete", 1), RunPoint.Script),
        (new SeriesEnded(At, 2, "complete", 1), RunPoint.Script),
        (Done("measurement", 3), RunPoint.Script),
        (Finished("measurement"), RunPoint.ScriptOver),
        (new StepEnded(At, "measurement", "done", ""), RunPoint.StepOver),
        (new StepStarted(At, "post-measurement"), RunPoint.BeginPostMeasurement),
        (Started("post_measurement"), RunPoint.Script),
        (Finished("post_measurement"), RunPoint.ScriptOver),
        (new StepEnded(At, "post-measurement", "done", ""), RunPoint.StepOver),
        (new PumpTimeStarted(At), RunPoint.WaitToSave),
        (Finished("post_equilibration"), RunPoint.WaitToSave),
        (new RunEnded(At, "success", ""), RunPoint.Over),
    ];

    [Fact]
    public void Each_cut_has_its_point()
    {
        var run = RunProgress.Empty;
        RunResumption.Of(run).Point.ShouldBe(RunPoint.Begin);
        foreach (var (e, point) in Life)
        {
            run = run.Apply(e);
            var resumption = RunResumption.Of(run);
            resumption.Point.ShouldBe(point, e.ToString());
            resumption.Words(run).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void What_goes_on_beside_the_steps_is_found()
    {
        var asked = After(e => e is CommandRequested { Name: "equilibrate" });
        asked.Equilibrations.Single().Opened.ShouldBeNull();
        var open = After(e => e is SeriesStarted { Series: 2 });
        open.Equilibrations.Single().Opened.ShouldNotBeNull();
        open.Background.Single().Series.ShouldBe(1, "no command waits for it");
        open.Scripts.ShouldBe([ScriptKind.Measurement]);
        var closed = After(e => e is InletClosed);
        (closed.Equilibrations.IsEmpty, closed.PostEquilibrationDue).ShouldBe((true, true));
        var pumped = After(e => e is ScriptStarted { Kind: "post_equilibration" });
        (pumped.PostEquilibrationDue, pumped.Scripts.Length).ShouldBe((false, 2));
    }

    [Fact]
    public void A_pump_out_that_the_script_asked_for_and_that_was_not_begun_is_due()
    {
        var measuring = Life[..Array.FindIndex(Life, e => e.Event is CommandRequested { Name: "equilibrate" })].Aggregate(RunProgress.Empty, (r, e) => r.Apply(e.Event));
        var asked = measuring.Apply(Asked("measurement", 1, "post_equilibration", ("block", false)));
        RunResumption.Of(asked).PostEquilibrationDue.ShouldBeFalse("the command itself begins it");
        RunResumption.Of(asked.Apply(Done("measurement", 1))).PostEquilibrationDue.ShouldBeTrue();
        RunResumption.Of(asked.Apply(Done("measurement", 1)).Apply(Started("post_equilibration"))).PostEquilibrationDue.ShouldBeFalse();
    }

    [Fact]
    public void An_ending_that_was_under_way_goes_on_as_what_it_was()
    {
        var ending = new RunEnding("canceled", "enough", EndsQueue: true, PostEquilibration: false);
        foreach (var cut in Enumerable.Range(1, Life.Length - 1))
        {
            var run = Life[..cut].Aggregate(RunProgress.Empty, (r, e) => r.Apply(e.Event)).Apply(new InterventionRequested(At, "cancel", "anna", "enough", ending));
            var resumption = RunResumption.Of(run);
            (resumption.Point, run.Ending, resumption.Equilibrations.IsEmpty, resumption.PostEquilibrationDue, resumption.Background.IsEmpty)
                .ShouldBe((RunPoint.Ending, ending, true, false, true));
        }
    }

    private static RunResumption After(Func<IJournalEvent, bool> last)
    {
        var cut = Array.FindIndex(Life, e => last(e.Event)) + 1;
        return RunResumption.Of(Life[..cut].Aggregate(RunProgress.Empty, (r, e) => r.Apply(e.Event)));
    }

    private static ScriptStarted Started(string kind) => new(At, kind, "a.py", "", "", "3.12", ImmutableDictionary<string, JsonElement>.Empty);

    private static ScriptFinished Finished(string kind) => new(At, kind, "completed", "", 0, "");

    private static CommandRequested Asked(string kind, long seq, string name, params (string Name, object Value)[] arguments) =>
        new(At, kind, seq, name, arguments.ToImmutableDictionary(a => a.Name, a => JsonSerializer.SerializeToElement(a.Value)), 1, 0, "a.py");

    private static CommandCompleted Done(string kind, long seq) => new(At, kind, seq, JsonElement.Parse("null"));

    private static SeriesStarted Series(int series, string kind) => new(At, series, kind, 4, 1, At, ImmutableDictionary<string, string>.Empty);
}
