using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using LabActors.Actors.Results;
using LabActors.Console.Commands;
using LabActors.Core.Ages;
using LabActors.Node.Archive;

namespace LabActors.Console.Archive;

/// <summary><c>lab ages</c>: what the runs of each sample come to together: weighted mean, plateau, integrated age, isochron.</summary>
internal sealed class AgesCommand(DemoFolder? demo, ConsoleStreams streams)
{
    private static readonly PlateauOptions Pychron = new();

    private readonly Option<string[]> omitted = new("--omit")
    {
        Description = "Runs to leave out: their ids, or the beginning of them; may be given several times.",
        HelpName = "RUN",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> monitor = new("--monitor") { Description = "Also tell J, were the sample the flux monitor (its age is monitor_age_ma of lab.yaml)." };

    private readonly Option<int> steps = new("--min-steps")
    {
        Description = "Least number of steps of a plateau.",
        DefaultValueFactory = _ => Pychron.MinSteps,
        Validators = { Expect<int>(n => n >= 2, "2 or more") },
    };

    private readonly Option<double> gas = new("--gas")
    {
        Description = "Least part of the 39Ar of all steps in a plateau, %.",
        DefaultValueFactory = _ => Pychron.GasFraction,
        Validators = { Expect<double>(part => part is >= 0 and <= 100, "0 to 100 %") },
    };

    private readonly Option<double> overlap = new("--overlap")
    {
        Description = "Steps of a plateau overlap within this many sigma.",
        DefaultValueFactory = _ => Pychron.OverlapSigma,
        Validators = { Expect<double>(sigma => sigma > 0, "more than 0 sigma") },
    };

    public Command Create()
    {
        var options = new ArchiveOptions(demo);
        var command = new Command("ages", "Tell the ages of samples: means, plateaus, integrated ages, isochrons.")
        {
            options.Data, options.Lab, options.Queue, options.Since, options.Sample, omitted, monitor, steps, gas, overlap, options.Json,
        };
        command.SetAction(parsed => Tell(parsed, options));
        return command;
    }

    private static Action<OptionResult> Expect<T>(Func<T, bool> fits, string expected) => result =>
    {
        // What is no number at all is told by the parser.
        if (result.Tokens is [{ Value: var text }] && !result.Errors.Any() && !fits(result.GetValueOrDefault<T>()!))
            result.AddError($"{result.Option.Name}: found {text}, expected {expected}");
    };

    private int Tell(ParseResult parsed, ArchiveOptions options)
    {
        if (options.Open(parsed, streams.Error) is not { } all)
            return ExitCodes.Refused;
        var filter = new RunFilter(parsed.GetValue(options.Queue), "unknown", null, parsed.GetValue(options.Since), parsed.GetValue(options.Sample));
        var unknowns = all.Where(run => filter.Fits(run.Summary)).ToArray();
        if (Omitted(unknowns, parsed.GetValue(omitted)!) is not { } left)
            return ExitCodes.Refused;
        var samples = SampleAge.Of(
            Dated(unknowns), left, new(parsed.GetValue(steps), parsed.GetValue(gas), parsed.GetValue(overlap)));
        foreach (var sample in samples)
        {
            if (parsed.GetValue(options.Json))
                streams.Output.WriteLine(AgesJson.Of(sample));
            else
                AgesText.Write(streams.Output, sample, parsed.GetValue(monitor));
        }

        if (samples.IsEmpty)
            streams.Error.WriteLine($"lab ages: no run of {unknowns.Length} unknowns has an age");
        return ExitCodes.Completed;
    }

    private List<DatedRun> Dated(ArchivedRun[] unknowns)
    {
        var dated = new List<DatedRun>();
        foreach (var run in unknowns)
        {
            try
            {
                if (DatedRun.Of(run.Archive.Read(run.Summary.RunUuid).Record, out var why) is { } known)
                    dated.Add(known);
                else
                    streams.Error.WriteLine($"{run.Summary.RunId} is not in it: {why}");
            }
            catch (Exception exception)
            {
                // One run that cannot be read takes no other with it.
                streams.Error.WriteLine($"{run.Summary.RunId} is not in it: {ResultsProjection.Reason(exception)}");
            }
        }

        return dated;
    }

    private ImmutableHashSet<string>? Omitted(ArchivedRun[] unknowns, string[] names)
    {
        var found = ImmutableHashSet<string>.Empty;
        var wrong = false;
        foreach (var name in names)
        {
            if (RunNames.Find(unknowns, name, out var why) is { } run)
            {
                found = found.Add(run.Summary.RunId);
                continue;
            }

            wrong = true;
            streams.Error.WriteLine($"lab ages: --omit: {why}");
        }

        return wrong ? null : found;
    }
}
