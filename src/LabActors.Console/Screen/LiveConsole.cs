using System.Threading.Channels;
using LabActors.Console.Actors;
using LabActors.Console.Session;
using LabActors.Console.View;
using LabActors.Core.Problems;
using LabActors.Core.Recovery;
using Spectre.Console;

namespace LabActors.Console.Screen;

/// <summary>The live picture, drawn again at most ten times a second of real time; the newest view wins.</summary>
public sealed class LiveConsole(IAnsiConsole console) : IConsoleRenderer
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private volatile string _message = "";
    private volatile string _typing = "";

    /// <inheritdoc/>
    public Channel<ConsoleUpdate> CreateChannel() => Channel.CreateBounded<ConsoleUpdate>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true });

    /// <inheritdoc/>
    public Task ShowAsync(ChannelReader<ConsoleUpdate> updates, LabDescription laboratory, TimeProvider clock) =>
        console.Live(Draw(LabView.Empty, laboratory, clock)).Overflow(VerticalOverflow.Crop).StartAsync(async context =>
        {
            var view = LabView.Empty;
            using var frames = new PeriodicTimer(Frame);
            do
            {
                while (updates.TryRead(out var update))
                    view = update.View;
                context.UpdateTarget(Draw(view, laboratory, clock));
                context.Refresh();
            }
            while (!updates.Completion.IsCompleted && await frames.WaitForNextTickAsync());
        });

    /// <inheritdoc/>
    public void Tell(string message) => _message = message;

    /// <inheritdoc/>
    public void ShowTyping(string line)
    {
        // What was told before is read by then.
        if (line.Length > 0)
            _message = "";
        _typing = line;
    }

    /// <inheritdoc/>
    public void ShowProblems(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
            console.WriteLine(problem.ToString());
    }

    /// <inheritdoc/>
    public void ShowPlan(RecoveryPlan plan)
    {
        foreach (var line in plan.Lines())
            console.WriteLine(line);
    }

    /// <inheritdoc/>
    public void ShowOutcome(LabOutcome outcome, LabDescription? laboratory) => OutcomeScreen.Write(console, outcome, laboratory);

    private Spectre.Console.Rendering.IRenderable Draw(LabView view, LabDescription laboratory, TimeProvider clock)
    {
        // The clock may be ahead of the newest event, never behind it for long: events carry the time at which they became known.
        var now = clock.GetUtcNow();
        var size = (console.Profile.Width, console.Profile.Height);
        return LabScreen.Compose(view, laboratory, view.Now > now ? view.Now.Value : now, size, console.Profile.Capabilities.Unicode, _message, _typing);
    }
}
