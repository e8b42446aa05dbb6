using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.View;
using LabActors.Core.Journal.Events;

namespace LabActors.Console.Tests;

public sealed class LabScreenTests
{
    public static readonly LabDescription Demo = new("demo laboratory", Simulated: true, LabTime.Virtual, 1, "/data/demo");

    private static string[] Draw(LabView view, DateTimeOffset now, int width = 80, int height = 24, bool unicode = false, string message = "") =>
        ScreenText.Lines(LabScreen.Compose(view, Demo, now, (width, height), unicode, message), width, height);

    [Fact]
    public void The_middle_of_a_queue_shows_steps_bars_times_left_valves_and_readings()
    {
        var history = History.MiddleOfTheDemo();
        var text = string.Join('\n', Draw(history.View, history.Now));

        text.ShouldContain("SIMULATED, virtual time, seed 1");
        text.ShouldContain("queue demo running: 2 of 5 runs");
        var measuring = text.Split('\n').Single(line => line.StartsWith("24701-01 ") && line.Contains("measurement"));
        measuring.ShouldContain("signal 73/120");
        measuring.ShouldContain("######----");
        measuring.ShouldEndWith("0:47");
        var extracting = text.Split('\n').Single(line => line.StartsWith("24701-02"));
        extracting.ShouldContain("extraction");
        extracting.ShouldContain("sleep 60 s");
        extracting.ShouldContain("#######---");
        extracting.ShouldEndWith("0:19");
        text.ShouldContain("A closed 1:01 ago");
        text.ShouldContain("open: E");
        text.ShouldContain("Ar40 4821.4  Ar39 321.09  Ar38 1.8832  Ar37 0.4117  Ar36 0.9842");
        text.ShouldContain("truncate asked for by console: enough counts");
    }

    [Fact]
    public void The_time_of_finish_is_shown_while_a_queue_goes_on()
    {
        var history = History.MiddleOfTheDemo();
        history.Say(History.Queue, new QueueEvents.FinishEstimated(history.Now, history.Now.AddMinutes(30), 3));
        string.Join('\n', Draw(history.View, history.Now.AddMinutes(10))).ShouldContain("in 20:00");
        history.Say(History.Queue, new QueueEvents.QueueEnded(history.Now, "completed", ""));
        string.Join('\n', Draw(history.View, history.Now)).ShouldNotContain("finish about");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(100, 30)]
    [InlineData(132, 50)]
    public void No_picture_is_wider_or_higher_than_its_terminal(int width, int height)
    {
        var history = History.MiddleOfTheDemo().AddRows(40, first: 6);
        for (var i = 1; i <= 40; i++)
        {
            var id = $"very-long-identifier-of-a-run-{i:00}";
            history.Launch(id, "24701").Step(id, "post-measurement").Series(id, 1, "baseline", 4000).Read(id, 1, 3999, ("H1", 123456.789));
            if (i % 2 == 0)
                history.End(id, "interrupted", "a cause that is told at some length, longer than any line of a terminal of eighty columns would hold");
        }

        for (var i = 0; i < 40; i++)
            history.Valve($"Valve number {i}", i % 2 == 0);
        var lines = Draw(history.View, history.Now, width, height, message: "canceling the queue");
        lines.Length.ShouldBeLessThan(height);
        lines.ShouldAllBe(line => line.Length <= width);
        lines[^1].ShouldBe("canceling the queue");
    }

    [Fact]
    public void Before_the_first_event_the_picture_says_that_it_starts() =>
        string.Join('\n', Draw(LabView.Empty, History.Start)).ShouldContain("starting");

    [Fact]
    public void A_real_laboratory_is_not_called_simulated()
    {
        var real = Demo with { Simulated = false, Time = LabTime.Real, Seed = null };
        LabScreen.Headline(real).ShouldBe("LabActors: demo laboratory, real time");
    }

    [Fact]
    public void A_delay_has_a_bar_and_the_time_left()
    {
        var history = new History().AcceptQueue("24701");
        history.Say(History.Queue, new QueueEvents.DelayStarted(history.Now, "after blank", 15));
        Draw(history.View, history.Now.AddSeconds(6)).ShouldContain(line => line.StartsWith("delay: after blank ########------------ 0:09 left"));
    }

    [Fact]
    public void Text_of_scripts_is_never_taken_for_markup()
    {
        var history = new History().AcceptQueue("24701").Launch("24701-01", "24701");
        history.Say(History.Source("24701-01"), new RunEvents.RunNoted(history.Now, "info", "[bold]x[0] = [/]\nsecond line"));
        Draw(history.View, history.Now).ShouldContain(line => line.Contains("[bold]x[0] = [/] second line"));
    }

    [Fact]
    public void Runs_in_flight_stay_when_there_is_no_room_for_those_that_ended()
    {
        var history = new History().AcceptQueue([.. Enumerable.Repeat("24701", 31)]);
        history.Launch("in-flight", "24701").Step("in-flight", "extraction");
        for (var i = 0; i < 30; i++)
            history.Launch($"ended-{i}", "24701").End($"ended-{i}", "success");
        var lines = Draw(history.View, history.Now);
        lines.ShouldContain(line => line.StartsWith("in-flight"));
        lines.ShouldContain(line => line.StartsWith("ended-29"));
        lines.ShouldNotContain(line => line.StartsWith("ended-1 "));
    }

    [Fact]
    public void While_the_signal_is_measured_its_intercepts_are_shown_as_they_would_be_saved()
    {
        var history = History.MiddleOfTheDemo();
        for (var count = 74; count < 80; count++)
            history.Wait(1).Read("24701-01", 2, count, ("H1", 4821.3 - (count % 2)), ("AX", 321.1));

        var lines = Draw(history.View, history.Now);

        var saved = history.View.Runs.Single(run => run.RunId == "24701-01").Analysis.Reduce().Isotopes[0];
        lines.ShouldContain(line => line.StartsWith("24701-01 at t0:") && line.Contains($"Ar40 {Figures.Concise(saved.Intercept, saved.Error!.Value)}"));
        history.End("24701-01", "success").View.Runs.Single(run => run.RunId == "24701-01").Analysis.Isotopes.ShouldBeEmpty("what is over is let go");
    }
}
