using LabActors.Console.Json;
using LabActors.Console.Screen;
using LabActors.Console.Session;

namespace LabActors.Console.Commands;

/// <summary>Tells every problem of queue files and returns the exit code.</summary>
internal sealed class QueueCheck(ILaboratory laboratory, ConsoleStreams streams)
{
    public async Task<int> RunAsync(LabOptions options, bool json, CancellationToken stop)
    {
        var missing = OptionsCheck.Problems(options);
        var outcome = missing.Length > 0 ? new CheckOutcome(missing, []) : await laboratory.CheckAsync(options, stop);
        foreach (var problem in outcome.Problems)
            await streams.Output.WriteLineAsync(json ? EventLines.Of(problem) : problem.ToString());
        await streams.Output.WriteLineAsync(json ? EventLines.Of(outcome) : Summary(outcome));
        return outcome.IsRefused ? ExitCodes.Refused : ExitCodes.Completed;
    }

    private static string Summary(CheckOutcome outcome)
    {
        var errors = outcome.Problems.Count(problem => problem.IsError);
        var warnings = outcome.Problems.Length - errors;
        var verdict = $"{(outcome.IsRefused ? "refused" : "accepted")}: {Figures.Number(errors, "error")}, {Figures.Number(warnings, "warning")}";
        var queues = outcome.Queues.Select(queue => queue.EstimatedSeconds is { } seconds
            ? $"{queue.File}: {Figures.Number(queue.Runs, "run")}, about {Figures.Clock(TimeSpan.FromSeconds(seconds))} of laboratory time"
            : $"{queue.File}: {Figures.Number(queue.Runs, "run")}");
        return string.Join(Environment.NewLine, queues.Append(verdict));
    }
}
