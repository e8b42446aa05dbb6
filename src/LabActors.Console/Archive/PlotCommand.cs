using System.CommandLine;
using LabActors.Actors.Results;
using LabActors.Actors.Results.Report;
using LabActors.Actors.Results.Rows;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Node.Archive;

namespace LabActors.Console.Archive;

/// <summary><c>lab plot</c>: draws a run, or the runs of a queue.</summary>
internal sealed class PlotCommand(DemoFolder? demo, ConsoleStreams streams)
{
    private readonly Argument<string> name = new("RUN|QUEUE") { Description = "A run's id or uuid, a queue's name or id, or the beginning of an id." };

    private readonly Option<string> output = new("--out")
    {
        Description = "An SVG picture or an HTML page, by the file's ending.",
        HelpName = "FILE.svg|FILE.html",
        Required = true,
        Validators = { DrawingEnding.Refuse },
    };

    public Command Create()
    {
        var options = new ArchiveOptions(demo);
        var command = new Command("plot", "Draw a run or a queue: evolutions with fits and residuals, ideograms, age spectra, timeline.")
        {
            name, output, options.Data, options.Lab,
        };
        command.SetAction(parsed => Plot(parsed, options));
        return command;
    }

    private int Plot(ParseResult parsed, ArchiveOptions options)
    {
        if (options.Open(parsed, streams.Error) is not { } runs)
            return ExitCodes.Refused;
        var asked = parsed.GetRequiredValue(name);
        if (Chosen(runs, asked, out var title, out var why) is not { } chosen)
        {
            streams.Error.WriteLine($"lab plot: {why}");
            return ExitCodes.Refused;
        }

        var file = parsed.GetRequiredValue(output);
        try
        {
            AnalysisRow[] analyses = [.. chosen.Select(run => run.Archive.Results.Analysis(run.Summary.RunUuid)).OfType<AnalysisRow>()];
            ResultsPlot.Write(file, title, analyses);
            streams.Output.WriteLine($"{file}: {Figures.Number(analyses.Length, "run")}{(analyses.Any(analysis => analysis.Simulated) ? ", simulated" : "")}");
            return ExitCodes.Completed;
        }
        catch (Exception exception)
        {
            streams.Error.WriteLine($"lab plot: {file}: {ResultsProjection.Reason(exception)}");
            return ExitCodes.Failed;
        }
    }

    /// <summary>The runs of the queue of that name, else the run, else the runs of the queue whose id begins so; null, and why, when there are none.</summary>
    private static IReadOnlyList<ArchivedRun>? Chosen(IReadOnlyList<ArchivedRun> runs, string asked, out string title, out string why)
    {
        (title, why) = (asked, "");
        var named = runs.Where(run => string.Equals(run.Summary.QueueName, asked, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (named.Length > 0)
            return named;
        if (RunNames.Find(runs, asked, out why) is { } one)
        {
            title = one.Summary.RunId;
            return [one];
        }

        var queue = runs.Where(run => run.Summary.QueueId.StartsWith(asked, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (queue.Length == 0)
            return null;
        title = queue[0].Summary.QueueName.Length > 0 ? queue[0].Summary.QueueName : queue[0].Summary.QueueId;
        return queue;
    }
}
