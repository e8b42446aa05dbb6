using System.CommandLine;
using LabActors.Console.Json;
using LabActors.Console.Recovery;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Core.Recovery;

namespace LabActors.Console.Commands;

/// <summary><c>lab safe</c>: makes the laboratory safe, tells every step and what came of it. Exit codes: 0 it is safe, 1 refused, 2 it is NOT safe, 3 stopped by a signal before it was known.</summary>
internal sealed class SafeCommand(ILaboratory laboratory, ConsoleStreams streams, ProgramStops stops, QueueOptions options)
{
    private readonly Option<string?> why = new("--why") { Description = "Why, for the journal.", HelpName = "TEXT" };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var command = new Command("safe", "Make the laboratory safe: end what runs, take the built-in steps, run the laboratory's own safe script.")
        {
            options.Lab, options.Scripts, options.Data, options.Time, options.Ports, why, options.Json,
        };
        command.SetAction((parsed, stop) => RunAsync(options.Of(parsed, []), parsed.GetValue(why) ?? "lab safe", parsed.GetValue(options.Json), stop));
        return command;
    }

    private async Task<int> RunAsync(LabOptions asked, string reason, bool json, CancellationToken stop)
    {
        using var stopping = stops.Watch(streams.Error.WriteLine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, stopping.WantedToken);
        var missing = OptionsCheck.Problems(asked);
        var start = missing.Length > 0
            ? new LabStart(null, missing)
            : await laboratory.StartAsync(asked with { Purpose = LabPurpose.SafeState, OnWait = streams.Error.WriteLine, OnRecovery = plan => streams.Output.WriteLine(json ? PlanJson.Of(plan) : Found(plan)) }, either.Token);
        foreach (var problem in start.Problems)
            await streams.Error.WriteLineAsync(json ? EventLines.Of(problem) : problem.ToString());
        if (start.Session is not { } session)
            return ExitCodes.Refused;
        stopping.Holds(session.ProtectAsync, session.StopLimits);
        try
        {
            var outcome = await session.MakeSafeAsync(QueueExecution.Operator, reason, either.Token);
            await streams.Output.WriteLineAsync(json ? EventLines.Of(outcome) : Text(outcome, session.Laboratory));
            return outcome.Safe ? ExitCodes.Completed : ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await streams.Error.WriteLineAsync("stopped before the laboratory said that it is safe; the stop of the node makes it safe too");
            return ExitCodes.Canceled;
        }
        finally
        {
            stopping.Begin();
            await session.DisposeAsync();
        }
    }

    private static string Found(RecoveryPlan plan) => string.Join(Environment.NewLine, plan.Lines(isMadeSafe: true));

    private static string Text(SafeOutcome outcome, LabDescription laboratory) => string.Join(Environment.NewLine,
    [
        LabHeadline.Of(laboratory),
        .. outcome.Steps.Select(s => $"{(s.Done ? "done" : "NOT done"),-8}  {s.What}: {s.Detail}{(s.Simulated ? " (simulated)" : "")}"),
        outcome.Safe ? "the laboratory is safe" : $"THE LABORATORY IS NOT SAFE: {outcome.Summary}",
    ]);
}
