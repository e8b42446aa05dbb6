using System.Collections.Immutable;
using System.Threading.Channels;
using Akka.Actor;
using LabActors.Actors.Supervision;
using LabActors.Console.Actors;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.Typing;
using LabActors.Console.View;
using LabActors.Core.Problems;

namespace LabActors.Console.Commands;

/// <summary>Runs queues on a laboratory, shows them, and returns the exit code.</summary>
/// <param name="takesCommands">True where typed lines are for us whenever they come, not only while a question is open.</param>
public sealed class QueueExecution(
    ILaboratory laboratory, IConsoleRenderer renderer, ProgramStops stops, TextWriter error, ITypedLines typed, bool takesCommands)
{
    /// <summary>Who a cancel by Ctrl-C and what is typed come from, in the journal.</summary>
    public const string Operator = "console";

    // Real time for an idle actor to answer; a fraction of a millisecond when all is well.
    private static readonly TimeSpan SubscriptionLimit = TimeSpan.FromSeconds(10);

    /// <summary>Runs the queues of <paramref name="options"/> to their end.</summary>
    public async Task<int> RunAsync(LabOptions options, CancellationToken stop)
    {
        var missing = OptionsCheck.Problems(options);
        if (missing.Length > 0)
            return Refuse(missing);
        try
        {
            using var stopping = stops.Watch(renderer.Tell);
            return await StartAndRunAsync(options, stopping, stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            renderer.ShowOutcome(new LabOutcome("canceled", "the program was stopped before the queue began", 0, [], [], null), null);
            return ExitCodes.Canceled;
        }
        catch (Exception exception)
        {
            // A fault of the program: told in full to whoever mends it, and ended in the form that programs expect.
            await error.WriteLineAsync(exception.ToString());
            renderer.ShowOutcome(new LabOutcome("failed", $"internal error: {exception.Message}", 0, [], [], null), null);
            return ExitCodes.Failed;
        }
    }

    private async Task<int> StartAndRunAsync(LabOptions options, NodeStop stopping, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, stopping.WantedToken);
        var start = await laboratory.StartAsync(options with { OnRecovery = renderer.ShowPlan, OnWait = renderer.Tell }, either.Token);
        if (start.Session is not { } session)
            return Refuse(start.Problems);

        renderer.ShowProblems(start.Problems);
        stopping.Holds(session.ProtectAsync, session.StopLimits, () => Cancel(session, stopping));
        try
        {
            var outcome = await ExecuteAsync(session, LabView.After(start.Before), stopping);
            renderer.ShowProblems(outcome.Problems);
            renderer.ShowOutcome(outcome, session.Laboratory);
            return ExitCodes.OfState(outcome.State);
        }
        finally
        {
            stopping.Begin();
            await session.DisposeAsync();
        }
    }

    private int Refuse(ImmutableArray<Problem> problems)
    {
        renderer.ShowProblems(problems);
        renderer.ShowOutcome(LabOutcome.Refused(problems), null);
        return ExitCodes.Refused;
    }

    private async Task<LabOutcome> ExecuteAsync(ILabSession session, LabView before, NodeStop stopping)
    {
        var channel = renderer.CreateChannel();
        var console = session.System.ActorOf(ConsoleActor.Props(channel.Writer, session.Clock.Holds, before), "console");
        await console.Ask<ConsoleProtocol.Watching>(new ConsoleProtocol.Watch(), SubscriptionLimit);
        var keyboard = session.System.ActorOf(KeyboardActor.Props(typed, session, Operator, takesCommands, renderer), "keyboard");
        await keyboard.Ask<ConsoleProtocol.Watching>(new ConsoleProtocol.Watch(), SubscriptionLimit);
        session.System.ActorOf(NoticesActor.Props(renderer.Tell), "notices");
        var shown = Task.Run(() => ShowAsync(channel, session));

        var run = session.RunAsync();
        await Task.WhenAny(run, stopping.Wanted, session.System.WhenTerminated);
        if (!run.IsCompleted)
        {
            var cause = stopping.Wanted.IsCompleted ? "the program was stopped" : "the node went down";
            await session.DisposeAsync();
            await shown;
            return new LabOutcome("aborted", $"{cause} before the queue had ended; the same --data folder continues it", 0, [], [], null);
        }

        console.Tell(new ConsoleProtocol.Finish());
        await shown;
        return await run;
    }

    private async Task ShowAsync(Channel<ConsoleUpdate> channel, ILabSession session)
    {
        try
        {
            await renderer.ShowAsync(channel.Reader, session.Laboratory, session.Clock.Time);
        }
        finally
        {
            // However it ended: nobody waits for room in a channel that nobody reads.
            channel.Writer.TryComplete();
        }
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
