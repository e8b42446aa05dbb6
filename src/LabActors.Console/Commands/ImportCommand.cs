using System.CommandLine;
using System.Text.Json;
using LabActors.Console.Archive;
using LabActors.Core.Importing;

namespace LabActors.Console.Commands;

/// <summary><c>lab import</c>: a laboratory of Pychron's set-up folder, with a report. Exit codes: 0 all was understood, 1 nothing was written, 5 something was left out.</summary>
internal sealed class ImportCommand(ConsoleStreams streams)
{
    private readonly Argument<string> setup = new("SETUPFILES") { Description = "Pychron's set-up folder, usually Pychron/setupfiles." };

    private readonly Option<string> output = new("--out") { Description = "Folder of the laboratory that is made; it must not be there, or be empty.", HelpName = "LAB", Required = true };

    private readonly Option<string?> name = new("--name") { Description = "Name of the laboratory; that of its folder when left out.", HelpName = "NAME" };

    private readonly Option<string> initialization = File("--initialization", "The one file that says what Pychron starts; all initialization*.xml together when left out.");

    private readonly Option<string> valves = File("--valves", "The file of valves; extractionline/valves.yaml or valves.xml when left out.");

    private readonly Option<string> canvas = File("--canvas", "The drawing of the line; canvas2D/canvas.xml when left out.");

    private readonly Option<bool> overwrite = new("--overwrite") { Description = "Replace the files that the import writes in a folder that is there; others stay as they are." };

    private readonly Option<bool> json = new("--json") { Description = "Tell everything as one JSON object." };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var command = new Command("import", "Make a laboratory of Pychron's set-up folder, and tell what became of everything in it.") { setup, output, name, initialization, valves, canvas, overwrite, json };
        command.SetAction(Run);
        return command;
    }

    private static Option<string> File(string option, string description) => new(option) { Description = $"{description} Relative to SETUPFILES.", HelpName = "FILE", DefaultValueFactory = _ => "" };

    private int Run(ParseResult parsed)
    {
        var folder = parsed.GetRequiredValue(output);
        try
        {
            ImportFolder.Check(folder, parsed.GetValue(overwrite));
            var from = SetupFolder.Read(parsed.GetRequiredValue(setup));
            var settings = new ImportSettings(parsed.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))))
            {
                Initialization = parsed.GetValue(initialization) ?? "",
                Valves = parsed.GetValue(valves) ?? "",
                Canvas = parsed.GetValue(canvas) ?? "",
            };
            var imported = ImportFolder.Write(PychronImport.Run(from, settings), folder, from.Root, parsed.GetValue(overwrite));
            if (parsed.GetValue(json))
                streams.Output.WriteLine(Json(imported, folder));
            else
                Tell(imported, folder);
            return imported.LeftOut ? ExitCodes.LeftOut : ExitCodes.Completed;
        }
        catch (ImportRefusedException refused)
        {
            streams.Error.WriteLine($"lab import: {refused.Message}");
            return ExitCodes.Refused;
        }
    }

    /// <summary>What somebody has to look at; the rest stands in the report.</summary>
    private void Tell(ImportedLab imported, string folder)
    {
        foreach (var (outcome, title, _) in ImportReport.Outcomes.Where(o => o.Outcome is ImportOutcome.LeftOut or ImportOutcome.Assumed or ImportOutcome.Changed))
        {
            foreach (var finding in imported.Findings.Where(f => f.Outcome == outcome))
                streams.Output.WriteLine($"{title,-9} {finding.What}{(finding.Place.Length > 0 ? $" ({finding.Place})" : "")}: {finding.Told}");
        }

        streams.Output.WriteLine();
        foreach (var (outcome, title, meaning) in ImportReport.Outcomes)
            streams.Output.WriteLine($"{ImportReport.Count(imported, outcome),5} {title,-10} {meaning}");
        streams.Output.WriteLine($"{folder}: {ImportReport.Summary(imported)}");
        streams.Output.WriteLine($"Everything stands in {Path.Combine(folder, ImportFolder.Report)}.");
    }

    private static string Json(ImportedLab imported, string folder) => JsonSerializer.Serialize(
        new
        {
            Lab = folder,
            imported.Lab.Name,
            imported.LeftOut,
            Counts = ImportReport.Outcomes.ToDictionary(o => o.Title.Replace(' ', '_'), o => ImportReport.Count(imported, o.Outcome)),
            Findings = imported.Findings.Select(f => new { Outcome = ImportReport.Outcomes.First(o => o.Outcome == f.Outcome).Title, f.What, f.File, f.Line, f.Told }),
        },
        RunJson.Line);
}
