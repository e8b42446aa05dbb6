using System.Collections.Immutable;
using LabActors.Actors.Execution;
using LabActors.Actors.Scripts;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;

namespace LabActors.Node.Checks;

/// <summary>Tries every script of a queue without effects, with each row's own values.</summary>
internal sealed class ScriptChecks(LabDefinition lab, InstrumentDefinition instrument, ScriptFiles scripts, ScriptTracer tracer, TracedDurations durations)
{
    private readonly Dictionary<string, ScriptEnvironment> _environments = [];

    /// <summary>Adds what is wrong with the scripts; returns the estimated laboratory time of runs and delays, overlap ignored, s; null when a script is missing.</summary>
    public async Task<double?> CheckAsync(ExperimentQueue queue, List<Problem> problems, CancellationToken stop)
    {
        double? total = queue.DelayBeforeAnalyses;
        var runs = queue.Runs.Where(r => !r.Skip).ToImmutableArray();
        foreach (var run in runs)
        {
            var seconds = await CheckRunAsync(run, queue, problems, stop);
            total += seconds;
            if (seconds is { } known)
                durations.Add(run, known);
            if (run != runs[^1])
                total += QueueDelays.After(run, queue);
        }

        return total;
    }

    private async Task<double?> CheckRunAsync(RunSpec run, ExperimentQueue queue, List<Problem> problems, CancellationToken stop)
    {
        if (lab.FindExtractionDevice(run.ExtractDevice) is not { IsKnown: true } device)
            return null;
        var order = Order(run, device.Device);
        var loaded = RunScripts.Load(scripts, order);
        problems.AddRange(loaded.Problems.Select(p => p.Line > 0 ? p : p with { Message = $"{p.Message} (row {run.Row} of {queue.Path})" }));
        var seconds = 0.0;
        foreach (var (kind, document) in loaded.Documents)
        {
            var result = await tracer.CheckAsync(
                new ScriptTraceRequest(document, loaded.Context(order, kind), scripts) { Environment = Environment(device.Device) }, stop);
            problems.AddRange(result.Problems);
            if (kind != ScriptKind.PostEquilibration)
                seconds += result.Duration;
        }

        return loaded.Documents.Count == RunScripts.Named(run).Count() ? seconds : null;
    }

    /// <summary>Rows that differ in nothing that a script could act on are tried once: positions count, their names do not.</summary>
    private RunOrder Order(RunSpec run, ExtractionDeviceDefinition? device) => new(
        "check",
        "check",
        "check-01",
        1,
        -1,
        run with { Position = Anonymous(run.Position), NextPosition = Anonymous(run.NextPosition), Labnumber = run.IsSpecial ? run.Labnumber : "1", LoadName = "" },
        instrument,
        device,
        false,
        false,
        "");

    private static string Anonymous(string position) => string.Join(',', position.Split(',').Select(p => p.Length > 0 ? "1" : ""));

    private ScriptEnvironment Environment(ExtractionDeviceDefinition? device)
    {
        var key = device?.Name ?? "";
        if (!_environments.TryGetValue(key, out var environment))
            _environments[key] = environment = ScriptEnvironments.Of(lab, instrument, device);
        return environment;
    }
}
