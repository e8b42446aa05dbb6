using LabActors.Console.FullScreen;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.View;
using LabActors.Core.Journal.Events;

namespace LabActors.Console.Tests.FullScreen;

/// <summary>What has to be on the screen, whatever its size.</summary>
public sealed class ScreenContentTests
{
    [Fact]
    public void The_time_of_finish_is_shown_while_a_queue_goes_on()
    {
        var history = History.MiddleOfTheDemo();
        history.Say(History.Queue, new QueueEvents.FinishEstimated(history.Now, history.Now.AddMinutes(30), 3));
        Text(history.View, history.Now.AddMinutes(10)).ShouldContain("in 20:00");
        history.Say(History.Queue, new QueueEvents.QueueEnded(history.Now, "completed", ""));
        Text(history.View, history.Now).ShouldNotContain("finish about");
    }

    [Fact]
    public void A_delay_has_the_time_left()
    {
        var history = new History().AcceptQueue("24701");
        history.Say(History.Queue, new QueueEvents.DelayStarted(history.Now, "after blank", 15));
        Text(history.View, history.Now.AddSeconds(6)).ShouldContain("delay after blank, 0:09 left");
    }

    [Fact]
    public void Text_of_scripts_is_shown_as_it_is_in_one_line()
    {
        var history = new History().AcceptQueue("24701").Launch("24701-01", "24701");
        history.Say(History.Source("24701-01"), new RunEvents.RunNoted(history.Now, "info", "[bold]x[0] = [/]\nsecond line"));
        Text(history.View, history.Now).ShouldContain("[bold]x[0] = [/] second line");
    }

    [Fact]
    public void Runs_in_flight_stay_when_there_is_no_room_for_those_that_ended()
    {
        var history = new History().AcceptQueue([.. Enumerable.Repeat("24701", 31)]);
        for (var i = 0; i < 30; i++)
            history.Launch($"ended-{i}", "24701").End($"ended-{i}", "success");
        history.Launch("in-flight", "24701").Step("in-flight", "extraction");

        var text = Text(history.View, history.Now);

        text.ShouldContain("in-flight");
        text.ShouldContain("ended-29");
        text.ShouldNotContain("ended-1 ");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(132, 50)]
    public void What_is_told_is_at_the_foot_however_much_there_is_to_show(int width, int height)
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
        Lines(history.View, history.Now, UiState.Begin.Tell("canceling the queue"), ConsoleLeave.Stays, width, height)[^2].ShouldBe("canceling the queue");
    }

    [Fact]
    public void Before_the_first_event_there_is_a_screen_already() =>
        Text(LabView.Empty, History.Start).ShouldContain("LabActors: demo laboratory, SIMULATED");

    [Fact]
    public void A_real_laboratory_is_not_called_simulated() =>
        LabHeadline.Of(DemoLaboratory.Description with { Simulated = false, Time = LabTime.Real, Seed = null }).ShouldBe("LabActors: demo laboratory, real time");

    [Theory]
    [InlineData(ConsoleLeave.Detaches, "q detach", "detach; what runs goes on")]
    [InlineData(ConsoleLeave.Stays, "C cancel", "cancel; again: stop the program")]
    [InlineData(ConsoleLeave.Ends, "q leave", "leave")]
    public void Leaving_is_called_what_it_comes_to(ConsoleLeave leave, string foot, string help)
    {
        var history = History.MiddleOfTheDemo();
        Lines(history.View, history.Now, UiState.Begin, leave)[^1].ShouldEndWith(foot);
        Lines(history.View, history.Now, UiState.Begin with { Mode = new UiMode.Helping() }, leave).ShouldContain(line => line.Contains("Ctrl-C", StringComparison.Ordinal) && line.TrimEnd().EndsWith(help, StringComparison.Ordinal));
    }

    private static string Text(LabView view, DateTimeOffset now) => string.Join('\n', Lines(view, now, UiState.Begin, ConsoleLeave.Detaches));

    private static string[] Lines(LabView view, DateTimeOffset now, UiState ui, ConsoleLeave leave, int width = 80, int height = 24) =>
        ScreenDrawing.Draw(new ScreenState(view, DemoLaboratory.Description, now, ui, "console", [], [], Unicode: false) { Leave = leave }, width, height).Lines();
}
