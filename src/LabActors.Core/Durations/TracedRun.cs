using System.Collections.Immutable;
using LabActors.Core.Scripts;

namespace LabActors.Core.Durations;

/// <summary>What the effect-free runs of a row's scripts told, by kind; a row without a script has none of that kind.</summary>
public sealed record TracedRun(ImmutableDictionary<ScriptKind, TracedScript> Scripts)
{
    /// <summary>One block of the measurement during extraction; null when the row asks for none.</summary>
    public TracedScript? Syn { get; init; }

    /// <summary>The times to reckon with: those learned from runs where there are any, else the traced ones.</summary>
    public RunTimes With(LearnedDurations learned)
    {
        var fromRuns = 0;
        var times = new RunTimes(Of(ScriptKind.Extraction), Of(ScriptKind.Measurement), Of(ScriptKind.PostEquilibration), Of(ScriptKind.PostMeasurement));
        return times with
        {
            Learned = fromRuns > 0 && fromRuns == Scripts.Count,
            SynBlock = Syn is null ? null : learned.Of(Syn.Key) ?? Syn.Times,
        };

        ScriptTimes? Of(ScriptKind kind)
        {
            if (!Scripts.TryGetValue(kind, out var script))
                return null;
            if (learned.Of(script.Key) is not { } known)
                return script.Times;
            fromRuns++;
            return known;
        }
    }
}
