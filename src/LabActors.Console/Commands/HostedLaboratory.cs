using System.Collections.Immutable;
using LabActors.Actors.Supervision;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Core.Problems;

namespace LabActors.Console.Commands;

/// <summary>A laboratory in this process, for as long as a command needs it: started after the checks, shown, and ended in good order whatever comes, a signal too.</summary>
internal sealed class HostedLaboratory(ILaboratory laboratory, IConsoleRenderer renderer, ProgramStops stops, TextWriter error)
{
    /// <summary>Starts it, lets <paramref name="body"/> work with it, and stops it.</summary>
    /// <param name="cancel">What a first Ctrl-C does; null where it asks for the stop.</param>
    /// <param name="body">Returns the exit code.</param>
    public async Task<int> RunAsync(LabOptions options, Action<ILabSession, NodeStop>? cancel, Func<ILabSession, LabStart, NodeStop, Task<int>> body, CancellationToken stop)
    {
        var missing = OptionsCheck.Problems(options);
        if (missing.Length > 0)
            return Refuse(missing);
        try
        {
            using var stopping = stops.Watch(renderer.Tell);
            return await StartAndRunAsync(options, cancel, body, stopping, stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            renderer.ShowOutcome(new LabOutcome("canceled", "the program was stopped before anything began", 0, [], [], null), null);
            return options.Purpose == LabPurpose.Node ? ExitCodes.Completed : ExitCodes.Canceled;
        }
        catch (Exception exception)
        {
            // A fault of the program: told in full to whoever mends it, and ended in the form that programs expect.
            await error.WriteLineAsync(exception.ToString());
            renderer.ShowOutcome(new LabOutcome("failed", $"internal error: {exception.Message}", 0, [], [], null), null);
            return ExitCodes.Failed;
        }
    }

    private async Task<int> StartAndRunAsync(
        LabOptions options, Action<ILabSession, NodeStop>? cancel, Func<ILabSession, LabStart, NodeStop, Task<int>> body, NodeStop stopping, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, stopping.WantedToken);
        var start = await laboratory.StartAsync(options with { OnRecovery = renderer.ShowPlan, OnWait = renderer.Tell }, either.Token);
        if (start.Session is not { } session)
            return Refuse(start.Problems);

        renderer.ShowProblems(start.Problems);
        stopping.Holds(session.ProtectAsync, session.StopLimits, cancel is null ? null : () => cancel(session, stopping), Finish(session));
        try
        {
            return await body(session, start, stopping);
        }
        finally
        {
            stopping.Begin();
            await session.DisposeAsync();
        }
    }

    private static Func<Task>? Finish(ILabSession session) => session.StopLimits.Policy switch
    {
        StopPolicy.Safe => null,
        var policy => () => session.FinishRunsAsync(pauses: policy == StopPolicy.Hold),
    };

    private int Refuse(ImmutableArray<Problem> problems)
    {
        renderer.ShowProblems(problems);
        renderer.ShowOutcome(LabOutcome.Refused(problems), null);
        return ExitCodes.Refused;
    }
}
