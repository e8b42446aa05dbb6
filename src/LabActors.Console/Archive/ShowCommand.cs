using System.CommandLine;
using LabActors.Actors.Results;
using LabActors.Console.Commands;
using LabActors.Export;
using LabActors.Export.Json;
using LabActors.Node.Archive;

namespace LabActors.Console.Archive;

/// <summary><c>lab show</c>: everything that is known of a run.</summary>
internal sealed class ShowCommand(DemoFolder? demo, ConsoleStreams streams)
{
    private readonly Argument<string> name = new("RUN") { Description = "Run id or uuid, or the beginning of either." };

    public Command Create()
    {
        var options = new ArchiveOptions(demo);
        options.Json.Description = "The document that lab export --format json writes.";
        var command = new Command("show", "Show a run.") { name, options.Data, options.Lab, options.Json };
        command.SetAction(parsed => Show(parsed, options));
        return command;
    }

    private int Show(ParseResult parsed, ArchiveOptions options)
    {
        if (options.Open(parsed, streams.Error) is not { } runs)
            return ExitCodes.Refused;
        if (RunNames.Find(runs, parsed.GetRequiredValue(name), out var why) is not { } found)
        {
            streams.Error.WriteLine($"lab show: {why}");
            return ExitCodes.Refused;
        }

        ExportedRun run;
        try
        {
            run = found.Archive.Read(found.Summary.RunUuid);
        }
        catch (Exception exception)
        {
            streams.Error.WriteLine($"lab show: {found.Summary.RunId} cannot be read: {ResultsProjection.Reason(exception)}");
            return ExitCodes.Failed;
        }

        if (parsed.GetValue(options.Json))
            streams.Output.WriteLine(JsonExporter.Text(run, new ExportSettings(TimeZoneInfo.Utc)));
        else
            new ShowScreen(streams).Write(run, found.Archive.Folder);
        return ExitCodes.Completed;
    }
}
