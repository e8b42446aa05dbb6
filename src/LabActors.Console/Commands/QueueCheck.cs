using System.Globalization;
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
        var verdict = string.Create(CultureInfo.InvariantCulture, $"{(outcome.IsRefused ? "refused" : "accepted")}: {errors} errors, {warnings} warnings");
        var queues = outcome.Queues.Select(queue => queue.EstimatedSeconds is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $"{queue.File}: {queue.Runs} runs, about {Figures.Clock(TimeSpan.FromSeconds(seconds))} of laboratory time")
            : string.Create(CultureInfo.InvariantCulture, $"{queue.File}: {queue.Runs} runs"));
        return string.Join(Environment.NewLine, queues.Append(verdict));
    }
}
