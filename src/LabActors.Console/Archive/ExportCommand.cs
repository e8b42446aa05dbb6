using System.CommandLine;
using LabActors.Actors.Results;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Core.Problems;
using LabActors.Export;
using LabActors.Node.Archive;

namespace LabActors.Console.Archive;

/// <summary><c>lab export</c>: writes runs in a format that others read.</summary>
internal sealed class ExportCommand(DemoFolder? demo, ConsoleStreams streams)
{
    private readonly Argument<string[]> runs = new("RUN")
    {
        Description = "Run ids or uuids, or the beginning of either.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> format = new("--format")
    {
        Description = "dvc (Pychron's repositories), csv, parquet or json.",
        HelpName = "dvc|csv|parquet|json",
    };

    private readonly Option<string?> target = new("--out") { Description = "Folder to write into.", HelpName = "DIR" };

    private readonly Option<string?> zone = new("--time-zone")
    {
        Description = "Time zone of the laboratory, for Pychron's local times (America/Denver); this computer's when left out.",
        HelpName = "ZONE",
    };

    private readonly Option<bool> pending = new("--pending")
    {
        Description = "Tell what waits in the outbox of runs that are exported by themselves, and try it again.",
    };

    public Command Create()
    {
        var options = new ArchiveOptions(demo);
        var command = new Command("export", "Export runs.")
        {
            runs, format, target, zone, pending, options.Data, options.Lab, options.Queue, options.Type, options.State, options.Since, options.Sample,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(pending))
            {
                if (result.GetValue(format) is not null || result.GetValue(target) is not null || result.GetValue(runs) is { Length: > 0 })
                    result.AddError("--pending goes with neither runs nor --format nor --out: the outbox has its own");
                return;
            }

            if (result.GetValue(format) is not { } name)
                result.AddError($"--format is missing: expected {string.Join(", ", ExportFormats.Names)}");
            else if (!ExportFormats.Names.Contains(name))
                result.AddError($"--format: found '{name}', expected {string.Join(", ", ExportFormats.Names)}");
            if (result.GetValue(target) is null)
                result.AddError("--out is missing: expected a folder to write into");
            if (result.GetValue(zone) is { } id && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))
                result.AddError($"--time-zone: found '{id}', expected a name such as America/Denver");
            if (result.GetValue(runs) is not { Length: > 0 } && result.GetResult(options.Queue) is null)
                result.AddError("nothing to export: expected runs, or --queue");
        });
        command.SetAction((parsed, stop) => parsed.GetValue(pending) ? TryPendingAsync(parsed, options, stop) : Task.FromResult(Export(parsed, options)));
        return command;
    }

    private async Task<int> TryPendingAsync(ParseResult parsed, ArchiveOptions options, CancellationToken stop)
    {
        var problems = new List<Problem>();
        var archives = options.Archives(parsed, streams.Error, problems);
        foreach (var problem in problems)
            await streams.Error.WriteLineAsync(problem.ToString());
        return problems.Exists(problem => problem.IsError) ? ExitCodes.Refused : await new PendingExports(streams).TryAsync(archives, stop);
    }

    private int Export(ParseResult parsed, ArchiveOptions options)
    {
        if (options.Open(parsed, streams.Error) is not { } all || Chosen(parsed, options, all) is not { } chosen)
            return ExitCodes.Refused;
        var local = parsed.GetValue(zone) is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Local;
        var exporter = ExportFormats.Create(parsed.GetValue(format)!, Path.GetFullPath(parsed.GetValue(target)!), new ExportSettings(local));
        var (changed, failed) = (0, 0);
        foreach (var run in chosen)
        {
            try
            {
                var outcome = exporter.Export(run.Archive.Read(run.Summary.RunUuid));
                changed += outcome.Changed ? 1 : 0;
                streams.Output.WriteLine($"{outcome.RunId}  {(outcome.Changed ? "exported" : "unchanged")}  {outcome.Place}{(run.Summary.Simulated ? "  simulated" : "")}");
                foreach (var kept in outcome.Kept)
                    streams.Error.WriteLine($"{outcome.RunId}: kept {kept}");
            }
            catch (Exception exception)
            {
                // One run that cannot be exported takes no other with it.
                failed++;
                streams.Error.WriteLine($"{run.Summary.RunId}: not exported: {ResultsProjection.Reason(exception)}");
            }
        }

        streams.Output.WriteLine($"{Figures.Number(chosen.Count, "run")}: {changed} exported, {chosen.Count - changed - failed} unchanged, {failed} failed");
        return failed > 0 ? ExitCodes.Failed : ExitCodes.Completed;
    }

    private List<ArchivedRun>? Chosen(ParseResult parsed, ArchiveOptions options, IReadOnlyList<ArchivedRun> all)
    {
        var filter = options.Filter(parsed);
        var fitting = all.Where(run => filter.Fits(run.Summary)).ToArray();
        if (parsed.GetValue(runs) is not { Length: > 0 } names)
        {
            if (fitting.Length == 0)
                streams.Error.WriteLine($"lab export: no run of {Figures.Number(all.Count, "run")} is what was asked for");
            return fitting.Length > 0 ? [.. fitting] : null;
        }

        var chosen = new List<ArchivedRun>();
        var wrong = false;
        foreach (var name in names)
        {
            if (RunNames.Find(fitting, name, out var why) is { } found)
            {
                chosen.Add(found);
                continue;
            }

            wrong = true;
            streams.Error.WriteLine($"lab export: {why}");
        }

        return wrong ? null : [.. chosen.DistinctBy(run => (run.Archive.Folder, run.Summary.RunUuid)).OrderBy(run => run.Summary.StartedAt)];
    }
}
