using System.Collections.Immutable;
using LabActors.Actors.Execution;
using LabActors.Actors.Scripts;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Core.Conditionals;
using LabActors.Core.Durations;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;

namespace LabActors.Node.Checks;

/// <summary>Tries every script of a queue without effects, with each row's own values; rows of one shape are tried once.</summary>
internal sealed class ScriptChecks(LabDefinition lab, InstrumentDefinition instrument, ScriptFiles scripts, ScriptTracer tracer, QueueConditionals conditionals)
{
    private readonly Dictionary<string, ScriptEnvironment> _environments = [];
    private readonly Dictionary<RunSpec, Tried> _tried = [];

    /// <summary>Adds what is wrong with the scripts; returns what the scripts of each row take, null for a skipped row and for one whose script or device is missing.</summary>
    public async Task<ImmutableArray<TracedRun?>> CheckAsync(ExperimentQueue queue, List<Problem> problems, CancellationToken stop)
    {
        var rows = ImmutableArray.CreateBuilder<TracedRun?>(queue.Runs.Length);
        foreach (var run in queue.Runs)
            rows.Add(run.Skip ? null : await CheckRunAsync(run, queue, problems, stop));
        return rows.MoveToImmutable();
    }

    private async Task<TracedRun?> CheckRunAsync(RunSpec run, ExperimentQueue queue, List<Problem> problems, CancellationToken stop)
    {
        if (lab.FindExtractionDevice(run.ExtractDevice) is not { IsKnown: true } device)
            return null;
        var shape = RunShape.Of(run);
        if (!_tried.TryGetValue(shape, out var tried))
            _tried[shape] = tried = await TryAsync(shape, device.Device, stop);
        problems.AddRange(tried.Problems.Select(p => p.Line > 0 ? p : p with { Message = $"{p.Message} (row {run.Row} of {queue.Path})" }));
        problems.AddRange(UnknownNumbers(run, queue, tried.Numbers));
        return tried.Run;
    }

    /// <summary>Numbers (<c>$NAME</c>) of the row's conditionals that none of its scripts gives; all other names have been looked at before.</summary>
    private IEnumerable<Problem> UnknownNumbers(RunSpec run, ExperimentQueue queue, ImmutableArray<string> numbers)
    {
        var names = ConditionVocabulary.Of(lab, instrument);
        return from conditional in conditionals.Of(run)
               where conditional.IsFor(run.AnalysisType)
               from problem in ConditionalChecks.NameFaults(conditional, names with { Variables = numbers }).Except(ConditionalChecks.NameFaults(conditional, names))
               select problem.File.Length > 0
                   ? problem with { Message = $"{problem.Message} (row {run.Row} of {queue.Path})" }
                   : new Problem(queue.Path, run.Row, 0, problem.Message, Field: "conditionals");
    }

    private async Task<Tried> TryAsync(RunSpec shape, ExtractionDeviceDefinition? device, CancellationToken stop)
    {
        var order = new RunOrder("check", "check", "check-01", 1, -1, shape, instrument, device, false, false, CarriedOver.Nothing);
        var loaded = RunScripts.Load(scripts, order);
        var problems = new List<Problem>(loaded.Problems);
        var traced = ImmutableDictionary.CreateBuilder<ScriptKind, TracedScript>();
        foreach (var (kind, document) in loaded.Documents)
        {
            var context = loaded.Context(order, kind);
            var result = await tracer.CheckAsync(new ScriptTraceRequest(document, context, scripts) { Environment = Environment(device) }, stop);
            problems.AddRange(result.Problems);
            traced.Add(kind, new TracedScript(ScriptKey.Of(kind.Folder(), result.Texts, context.Variables), result.Times));
        }

        var syn = await TrySynAsync(loaded, order, problems, stop);
        return new Tried(
            loaded.Documents.Count == RunScripts.Named(shape).Count() ? new TracedRun(traced.ToImmutable()) { Syn = syn } : null, [.. problems], [.. loaded.Numbers(order).Keys.Order(StringComparer.Ordinal)]);
    }

    private async Task<TracedScript?> TrySynAsync(RunScripts loaded, RunOrder order, List<Problem> problems, CancellationToken stop)
    {
        problems.AddRange(loaded.SynProblems);
        if (loaded.Syn is not { } script)
            return null;
        var context = loaded.SynContext(order);
        var result = await tracer.CheckAsync(new ScriptTraceRequest(script, context, scripts) { Environment = Environment(order.Device) }, stop);
        problems.AddRange(result.Problems);
        problems.AddRange(
            from command in result.Commands
            let reason = SynExtraction.Refuse(command.Name)
            where reason is not null
            select new Problem(command.File, command.Line, 0, reason, Field: command.Name));
        return new TracedScript(ScriptKey.Of(SynExtraction.Folder, result.Texts, context.Variables), result.Times);
    }

    private ScriptEnvironment Environment(ExtractionDeviceDefinition? device)
    {
        var key = device?.Name ?? "";
        if (!_environments.TryGetValue(key, out var environment))
            _environments[key] = environment = ScriptEnvironments.Of(lab, instrument, device);
        return environment;
    }

    private sealed record Tried(TracedRun? Run, ImmutableArray<Problem> Problems, ImmutableArray<string> Numbers);
}
