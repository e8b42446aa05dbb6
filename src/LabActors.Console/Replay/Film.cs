using System.Threading.Channels;
using LabActors.Console.Actors;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.View;
using LabActors.Core.Journal.Events;
using LabActors.Core.Replay;

namespace LabActors.Console.Replay;

/// <summary>Plays a journal on the console, its events at their own pace or a multiple of it, with the renderers that show a laboratory that runs.</summary>
internal sealed class Film(IConsoleRenderer renderer, LabTime pace, TimeProvider wall)
{
    // Between two experiments nothing happens, perhaps for days.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(10);

    /// <summary>Plays to the end, or until it is stopped.</summary>
    /// <param name="from">Events that come first and are not shown; what they tell is in the picture.</param>
    /// <param name="laboratory">What is shown as the laboratory.</param>
    /// <returns>The number of events that were shown.</returns>
    public async Task<int> PlayAsync(IAsyncEnumerable<RecordedEvent> events, Func<RecordedEvent, bool> from, LabDescription laboratory, CancellationToken stop)
    {
        var clock = new FilmClock(wall, pace.Factor);
        var channel = renderer.CreateChannel();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var showing = ShowAsync(channel.Reader, laboratory, clock, over);
        var (view, running, shown) = (LabView.Empty, 0, 0);
        try
        {
            await foreach (var e in events.WithCancellation(over.Token))
            {
                view = view.Apply(e.Source, e.Event);
                running += e.Event switch { ExecutorEvents.ExecutionStarted => 1, ExecutorEvents.ExecutionEnded => -1, _ => 0 };
                if (from(e))
                {
                    clock.Put(e.Event.At);
                    continue;
                }

                if (shown++ == 0)
                    clock.Put(e.Event.At);
                else if (running == 0 && e.Event.At - clock.GetUtcNow() > LongestIdle)
                    clock.Put(e.Event.At);
                await clock.WaitAsync(e.Event.At, over.Token);
                await channel.Writer.WriteAsync(new ConsoleUpdate(view, e.Source, e.Event), over.Token);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Whoever watches has seen enough.
        }
        finally
        {
            channel.Writer.TryComplete();
            await showing;
        }

        return shown;
    }

    private async Task ShowAsync(ChannelReader<ConsoleUpdate> updates, LabDescription laboratory, FilmClock clock, CancellationTokenSource over)
    {
        try
        {
            await renderer.ShowAsync(updates, laboratory, new ConsoleSeat("a recording", ConsoleLeave.Ends, Do: null, clock));
        }
        finally
        {
            await over.CancelAsync();
        }
    }
}
