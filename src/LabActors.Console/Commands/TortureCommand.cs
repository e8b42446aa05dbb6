using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LabActors.Actors.Supervision;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.Torture;
using LabActors.Node;
using LabActors.Node.Checks;
using LabActors.Node.Torture;

namespace LabActors.Console.Commands;

/// <summary>
/// <c>lab torture</c>: kills the node of an experiment at moments of its life and compares what comes of it with the experiment that nobody interrupted.
/// With <c>--cluster</c> it is the processes of several nodes to which things happen (<see cref="ClusterTorture"/>). Exit codes: 0 every cut or trial passed, 1 refused, 2 one did not, 3 stopped by a signal.
/// </summary>
internal sealed class TortureCommand(ConsoleStreams streams, IInterrupts interrupts, DemoFolder? demo, TimeProvider time)
{
    // Real time that one node may take to the end of its experiment.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    // Of the differences of one cut that are told; --only tells all.
    private const int Told = 4;

    // Cuts after which one who watches a log is told how far it is.
    private const int Reported = 100;

    private readonly Argument<string[]> _queues = new("QUEUE.txt")
    {
        Description = "Queue files; eight short runs of the demo laboratory when left out.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int> _cuts = new("--cuts")
    {
        Description = "Every cut, or so many of them, spread over the experiment and drawn by --seed; 60 when left out.",
        HelpName = "all|N",
        DefaultValueFactory = _ => 60,
        CustomParser = ParseCuts,
    };

    private readonly Option<int?> _only = new("--only")
    {
        Description = "One cut by its number, as an earlier torture of the same queue told it.",
        HelpName = "NUMBER",
    };

    private readonly Option<int> _kills = new("--kills")
    {
        Description = "How often each node is killed: at the cut, and then again at moments drawn by --seed, often while it recovers; once when left out.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _parallel = new("--parallel")
    {
        Description = "How many nodes live at once; one for each processor when left out.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<bool> _cluster = new("--cluster")
    {
        Description = "The nodes of a laboratory that has several (examples/three-nodes, or --lab), each a process with a queue: killed, stopped, cut off, slowed down, as --seed draws it.",
    };

    private readonly Option<int> _trials = new("--trials") { Description = "With --cluster: how many trials; 5 when left out.", HelpName = "N", DefaultValueFactory = _ => 5 };

    private readonly Option<double?> _for = new("--for") { Description = "With --cluster: for so many minutes, instead of a number of trials.", HelpName = "MINUTES" };

    private readonly Option<bool> _postgresql = new("--postgresql") { Description = "With --cluster: journals and results in one database of a PostgreSQL server that is started for it; SQLite when left out." };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var options = new QueueOptions(demo, time);
        var command = new Command("torture", "Kill the node of a simulated experiment at moments of its life, let it go on, and compare with the experiment that nobody interrupted.")
        {
            _queues, options.Lab, options.Scripts, _cuts, options.Seed, _only, _kills, _parallel, _cluster, _trials, _for, _postgresql, options.Json,
        };
        command.SetAction((parsed, stop) =>
        {
            if (parsed.GetValue(_cluster))
            {
                return new ClusterTorture(streams, interrupts).RunAsync(
                    new ClusterTorture.Order(
                        parsed.GetValue(options.Lab) ?? demo?.ThreeNodes ?? "three-nodes",
                        parsed.GetValue(_trials),
                        parsed.GetValue(_for) is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
                        (int)(parsed.GetValue(options.Seed) ?? 1),
                        parsed.GetValue(_postgresql),
                        parsed.GetValue(options.Json)),
                    stop);
            }

            var given = parsed.GetValue(_queues) ?? [];
            return RunAsync(
                options.Of(parsed, given.Length > 0 ? [.. given] : demo?.Torture ?? ["torture.txt"]),
                parsed.GetValue(_cuts), parsed.GetValue(_only), Math.Max(1, parsed.GetValue(_kills)), Math.Max(1, parsed.GetValue(_parallel)), parsed.GetValue(options.Json), stop);
        });
        return command;
    }

    private async Task<int> RunAsync(LabOptions asked, int count, int? only, int kills, int parallel, bool json, CancellationToken stop)
    {
        var missing = OptionsCheck.Problems(asked);
        var check = missing.IsEmpty ? await ExperimentCheck.RunAsync(new CheckRequest(asked.Queues, asked.Lab, asked.Scripts), stop) : null;
        foreach (var problem in check?.Problems ?? missing)
            await streams.Error.WriteLineAsync(problem.ToString());
        if (check is null || check.Problems.Any(p => p.IsError))
            return ExitCodes.Refused;

        var (seed, folder) = ((int)(asked.Seed ?? 1), TortureFolder.Create().FullName);
        try
        {
            var test = new TortureTest(Options(check, asked, folder, seed), check.Queues[0].Instrument.Name, [.. check.Queues.Select(q => q.Queue)], folder, Limit);
            var reference = await test.RunReferenceAsync(stop);
            Tell(
                json,
                $"{string.Join(", ", asked.Queues.Select(q => Path.GetFileName(q)))}: {reference.Tally.Rows.Length} runs without interruption in {reference.Seconds:0.0} s; {reference.Cuts.Length} cuts",
                new { type = "torture-reference", runs = reference.Tally.Rows.Length, cuts = reference.Cuts.Length, seconds = reference.Seconds });
            var cuts = only is { } number ? reference.Cuts.RemoveAll(c => c.Number != number) : CutChoice.Sample(reference.Cuts, count, seed);
            return await TryAllAsync((cut, cancellation) => test.TryAsync(reference, cut, cancellation, kills, seed), cuts, parallel, json, only is null ? Told : int.MaxValue, stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<int> TryAllAsync(Func<Cut, CancellationToken, Task<TrialResult>> trial, ImmutableArray<Cut> cuts, int parallel, bool json, int told, CancellationToken stop)
    {
        var (clock, results) = (Stopwatch.StartNew(), new ConcurrentBag<TrialResult>());
        await Parallel.ForEachAsync(cuts, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = stop }, async (cut, cancellation) =>
        {
            var result = await trial(cut, cancellation);
            results.Add(result);
            if (!result.Passed)
            {
                Tell(
                    json,
                    string.Join(Environment.NewLine, result.Differences.Take(told).Select(d => $"    {d}").Prepend($"FAILED  {cut}")),
                    new { type = "cut-failed", cut = cut.Number, events = cut.Events, changes = cut.Changes, after = cut.Last, differences = result.Differences });
            }
            else if (!json && streams.IsTerminal)
            {
                await streams.Output.WriteAsync($"\r{results.Count} of {cuts.Length} cuts\r");
            }

            if ((json || !streams.IsTerminal) && results.Count % Reported == 0)
            {
                var good = results.Count(r => r.Passed);
                Tell(json, $"{good} of {results.Count} passed, {cuts.Length} cuts in all", new { type = "torture-progress", passed = good, tried = results.Count, cuts = cuts.Length });
            }
        });
        var passed = results.Count(r => r.Passed);
        Tell(
            json,
            $"{passed} of {Figures.Number(cuts.Length, "cut")} passed in {clock.Elapsed.TotalSeconds:0} s ({results.Sum(r => r.Seconds) / Math.Max(1, results.Count):0.00} s a cut)",
            new { type = "torture-ended", passed, cuts = cuts.Length, seconds = clock.Elapsed.TotalSeconds });
        return passed == cuts.Length ? ExitCodes.Completed : ExitCodes.Failed;
    }

    /// <summary>The laboratory's own settings are left out: nobody wants mails of sixty deaths.</summary>
    private static NodeOptions Options(CheckResult check, LabOptions asked, string folder, int seed) =>
        new(check.Lab!, check.LabHash, check.Scripts!, folder, check.Python!)
        {
            SafeScripts = check.SafeScripts,
            LabFolder = ExperimentCheck.LabFolder(asked.Lab),
            Seed = (ulong)seed,
            Traced = check.Traced,
        };

    private void Tell(bool json, FormattableString text, object line) => Tell(json, text.ToString(CultureInfo.InvariantCulture), line);

    private void Tell(bool json, string text, object line)
    {
        lock (streams)
            streams.Output.WriteLine(json ? JsonSerializer.Serialize(line) : text);
    }

    private static int ParseCuts(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (text == "all")
            return int.MaxValue;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
            return count;
        result.AddError($"--cuts: found '{text}', expected all or a whole number from 1");
        return 0;
    }
}
