using LabActors.Console.Json;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Node.Checks;

namespace LabActors.Console.Commands;

/// <summary>Tells every problem of queue files and returns the exit code.</summary>
internal sealed class QueueCheck(ILaboratory laboratory, ConsoleStreams streams)
{
    public async Task<int> RunAsync(LabOptions options, bool json, bool explain, CancellationToken stop)
    {
        var missing = OptionsCheck.Problems(options);
        if (explain && missing.IsEmpty)
        {
            var number = 0;
            foreach (var check in await laboratory.ExplainAsync(options, stop))
                await streams.Output.WriteLineAsync(json ? EventLines.Of(check) : Explained(check, ++number));
            if (options.Queues.IsEmpty)
                return ExitCodes.Completed;
        }

        var outcome = missing.Length > 0 ? new CheckOutcome(missing, []) : await laboratory.CheckAsync(options, stop);
        foreach (var problem in outcome.Problems)
            await streams.Output.WriteLineAsync(json ? EventLines.Of(problem) : problem.ToString());
        await streams.Output.WriteLineAsync(json ? EventLines.Of(outcome) : Summary(outcome));
        return outcome.IsRefused ? ExitCodes.Refused : ExitCodes.Completed;
    }

    private static string Explained(CheckExplanation check, int number)
    {
        string?[] lines =
        [
            $"{number,2}. {check.Name}, {check.When}",
            $"    asks        {check.Asks}",
            $"    settings    {string.Join("; ", check.Settings)}",
            $"    on failure  {check.OnFailure}",
            check.Finding.Length > 0 ? $"    here        {check.Finding}" : null,
        ];
        return string.Join(Environment.NewLine, lines.OfType<string>());
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
