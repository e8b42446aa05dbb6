using Akka.Actor;
using LabActors.Actors.Supervision;
using LabActors.Console.Actors;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.Typing;
using LabActors.Console.View;

namespace LabActors.Console.Commands;

/// <summary>Runs queues on a laboratory, shows them, and returns the exit code.</summary>
/// <param name="takesCommands">True where typed lines are for us whenever they come, not only while a question is open.</param>
public sealed class QueueExecution(
    ILaboratory laboratory, IConsoleRenderer renderer, ProgramStops stops, TextWriter error, ITypedLines typed, bool takesCommands)
{
    /// <summary>Who a cancel by Ctrl-C and what is typed come from, in the journal.</summary>
    public const string Operator = "console";

    /// <summary>Runs the queues of <paramref name="options"/> to their end.</summary>
    public Task<int> RunAsync(LabOptions options, CancellationToken stop) =>
        new HostedLaboratory(laboratory, renderer, stops, error).RunAsync(options, Cancel, RunAsync, stop);

    private async Task<int> RunAsync(ILabSession session, LabStart start, NodeStop stopping)
    {
        var outcome = await ExecuteAsync(session, LabView.After(start.Before), stopping);
        renderer.ShowProblems(outcome.Problems);
        renderer.ShowOutcome(outcome, session.Laboratory);
        return ExitCodes.OfState(outcome.State);
    }

    private async Task<LabOutcome> ExecuteAsync(ILabSession session, LabView before, NodeStop stopping)
    {
        var display = await ShownSession.StartAsync(session, renderer, renderer.CreateChannel(), session.Clock.Holds, before, new ConsoleSeat(Operator, ConsoleLeave.Stays, session.DoAsync, session.Clock.Time));
        if (!renderer.TakesKeys)
        {
            var keyboard = session.System.ActorOf(KeyboardActor.Props(typed, session.DoAsync, takesCommands, renderer), "keyboard");
            await keyboard.Ask<ConsoleProtocol.Watching>(new ConsoleProtocol.Watch(), ShownSession.SubscriptionLimit);
        }

        var run = session.RunAsync();
        await Task.WhenAny(run, stopping.Wanted, session.System.WhenTerminated);
        if (!run.IsCompleted)
        {
            var cause = stopping.Wanted.IsCompleted ? "the program was stopped" : "the node went down";
            await session.DisposeAsync();
            await display.Shown;
            return new LabOutcome("aborted", $"{cause} before the queue had ended; the same --data folder continues it", 0, [], [], null);
        }

        display.Finish();
        await display.Shown;
        return await run;
    }

    private void Cancel(ILabSession session, NodeStop stopping)
    {
        renderer.Tell("canceling: scripts stop, runs are saved. Ctrl-C again stops the program");
        _ = CancelAsync(session, stopping);
    }

    private async Task CancelAsync(ILabSession session, NodeStop stopping)
    {
        try
        {
            await session.CancelAsync(Operator, "Ctrl-C");
        }
        catch (Exception exception)
        {
            // A node that cannot even be told to cancel is stopped, which makes the laboratory safe too.
            renderer.Tell($"the queue could not be canceled: {exception.Message}");
            stopping.Begin();
        }
    }
}
