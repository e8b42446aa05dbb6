using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LabActors.Console.Estimate;
using LabActors.Console.Session;

namespace LabActors.Console.Commands;

/// <summary>
/// <c>lab estimate</c>: when each run of queue files would begin and end. Exit codes as of <c>lab check</c>.
/// </summary>
internal sealed class EstimateCommand(ILaboratory laboratory, ConsoleStreams streams, TimeProvider time, DemoFolder? demo)
{
    private readonly Option<DateTimeOffset?> startAt = new("--start-at")
    {
        Description = "When the first queue starts, such as 18:00 or 2026-03-02T18:00; now when left out.",
        HelpName = "TIME",
        CustomParser = result => ParseStart(result, time),
    };

    private readonly Option<string?> output = new("--out")
    {
        Description = "A drawing of the timeline, an SVG picture or an HTML page by the file's ending.",
        HelpName = "FILE.svg|FILE.html",
        Validators = { DrawingEnding.Refuse },
    };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var options = new QueueOptions(demo, time);
        options.Data.Description = "Data folder whose learned durations are used; none when left out, unless the laboratory has a file of its own.";
        var command = new Command("estimate", "Tell when each run of queue files would begin and end; nothing moves.")
        {
            options.Queues, options.Lab, options.Scripts, options.Data, startAt, output, options.Json,
        };
        command.SetAction((parsed, stop) => RunAsync(
            options.Of(parsed, [.. parsed.GetRequiredValue(options.Queues)]),
            parsed.GetValue(startAt) ?? Whole(time.GetLocalNow()),
            parsed.GetValue(output),
            parsed.GetValue(options.Json),
            stop));
        return command;
    }

    private async Task<int> RunAsync(LabOptions options, DateTimeOffset start, string? file, bool json, CancellationToken stop)
    {
        var missing = OptionsCheck.Problems(options);
        var outcome = missing.Length > 0 ? new EstimateOutcome(missing, []) : await laboratory.EstimateAsync(options, start, stop);
        if (json)
            EstimateJson.Write(streams.Output, outcome);
        else
            EstimateScreen.Write(streams.Ansi, streams.Output, outcome);
        if (outcome.IsRefused)
            return ExitCodes.Refused;
        if (file is not null)
            EstimateDrawing.Write(file, outcome);
        return ExitCodes.Completed;
    }

    private static DateTimeOffset? ParseStart(ArgumentResult result, TimeProvider time)
    {
        var text = result.Tokens.Single().Value;
        if (TimeOnly.TryParseExact(text, ["H:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            var now = time.GetLocalNow();
            var today = new DateTimeOffset(DateOnly.FromDateTime(now.DateTime), clock, now.Offset);
            return today >= now ? today : today.AddDays(1);
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var at))
            return at;
        result.AddError($"--start-at: found '{text}', expected a time such as 18:00 or 2026-03-02T18:00");
        return null;
    }

    private static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
}
