using System.Collections.Immutable;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Node.Checks;

/// <summary>The laboratory's own safe script is there and runs without effects: when it is needed is too late to find out.</summary>
internal static class SafeScriptCheck
{
    /// <summary>Adds what is wrong with it.</summary>
    /// <param name="places">Where it is searched, in this order.</param>
    /// <returns>The place that has it; null when the laboratory names none, or none has it.</returns>
    public static async Task<ScriptFiles?> RunAsync(
        LabDefinition lab, IReadOnlyList<ScriptFiles> places, ScriptTracer? tracer, List<Problem> problems, CancellationToken stop)
    {
        var name = lab.SafeState.Script;
        if (name.Length == 0 || lab.Instruments.FirstOrDefault() is not { } instrument)
            return null;
        var files = places.FirstOrDefault(p => p.Find(ScriptKind.Extraction, name, instrument.Name) is not null) ?? places[0];
        if (files.Load(ScriptKind.Extraction, name, instrument.Name, problems) is not { } document || tracer is null)
            return null;
        var context = ScriptContext.For(ScriptKind.Extraction, ImmutableDictionary<string, object?>.Empty, document.Metadata);
        var traced = await tracer.CheckAsync(new ScriptTraceRequest(document, context, files) { Environment = ScriptEnvironments.Of(lab, instrument, null) }, stop);
        problems.AddRange(traced.Problems);
        return files;
    }
}
