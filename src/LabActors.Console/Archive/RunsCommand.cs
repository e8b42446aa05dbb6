using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LabActors.Actors.Results;
using LabActors.Console.Attaching;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Node.Archive;
using Spectre.Console;

namespace LabActors.Console.Archive;

/// <summary><c>lab runs</c>: lists the runs of data folders; with <c>--node</c> those of the queues that run on a node, or ran there last, also while they run.</summary>
internal sealed class RunsCommand(DemoFolder? demo, ConsoleStreams streams)
{
    public Command Create()
    {
        var options = new ArchiveOptions(demo);
        var access = new AccessOptions(demo);
        var command = new Command("runs", "List runs.")
        {
            options.Data, options.Lab, options.Queue, options.Type, options.State, options.Since, options.Sample, options.Json, access.Node, access.As, access.TokenFile, access.Certs, access.Cert,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(access.Node) is not null && result.Children.OfType<OptionResult>().Any(given => !given.Implicit && !Of(access, options).Contains(given.Option)))
                result.AddError("--node takes --as, --token-file, --certs, --cert and --json: what a node tells of its runs is not chosen from");
        });
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(access.Node) is { } node)
                return await new VerbCommands(streams, demo).RunAsync(await access.OfAsync(parsed, node, streams.Error), "runs", parsed.GetValue(options.Json), stop);
            if (options.Open(parsed, streams.Error) is not { } all)
                return ExitCodes.Refused;
            var runs = all.Where(run => options.Filter(parsed).Fits(run.Summary)).ToArray();
            if (parsed.GetValue(options.Json))
            {
                foreach (var run in runs)
                    streams.Output.WriteLine(RunJson.Of(run));
            }
            else
            {
                Show(runs, all.Count);
            }

            return ExitCodes.Completed;
        });
        return command;
    }

    private static Option[] Of(AccessOptions access, ArchiveOptions options) => [access.Node, access.As, access.TokenFile, access.Certs, access.Cert, options.Json];

    private void Show(ArchivedRun[] runs, int all)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false };
        foreach (var name in new[] { "run", "type", "state", "started (UTC)", "took", "sample", "queue", "uuid", "" })
            table.AddColumn(new TableColumn(name) { NoWrap = true });
        foreach (var run in runs)
            table.AddRow([.. Cells(run.Summary).Select(cell => new Text(cell))]);
        if (runs.Length > 0)
            streams.Ansi.Write(table);
        streams.Output.WriteLine(runs.Length == all ? Figures.Number(all, "run") : $"{runs.Length} of {Figures.Number(all, "run")}");
    }

    private static string[] Cells(RunSummary run) =>
    [
        run.RunId, run.AnalysisType, run.State, run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        Figures.Clock(TimeSpan.FromSeconds(run.DurationSeconds)), run.Sample.Length > 0 ? run.Sample : run.Identifier, run.QueueName.Length > 0 ? run.QueueName : run.QueueId,
        run.RunUuid[..Math.Min(8, run.RunUuid.Length)], run.Simulated ? "simulated" : "",
    ];
}
