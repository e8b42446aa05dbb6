using LabActors.Core.Conditionals;
using LabActors.Core.Labs;
using static LabActors.Core.Journal.Events.ConditionalEvents;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.SafetyEvents;

namespace LabActors.Core.Replay.Verification;

/// <summary>Questions to the operator, safe states of the laboratory, ratios that must not change.</summary>
internal static class OtherDecisions
{
    private const string Question = "a question to the operator";
    private const string Safe = "a safe state of the laboratory";
    private const string Ratio = "a ratio that must not change";

    /// <summary>The answer of a question that nobody answered in time is its default, and no answer is one that it does not take.</summary>
    public static Verdict? OfDecisions(LabState state, RecordedEvent e) => e.Event switch
    {
        DecisionAsked a => Verdict.Of(Question, FormattableString.Invariant($"{state.Decisions.Count} questions so far"), a with { Id = FormattableString.Invariant($"{a.Name}-{state.Decisions.Count + 1}") }),
        DecisionMade m when state.Decisions.Open.FirstOrDefault(q => q.Id == m.Id) is not { } => Verdict.Never(Question, $"{m.Id} is not open"),
        DecisionMade { How: "default" } m => Verdict.Of(Question, "the default, since nobody answered", m with { Answer = state.Decisions.Open.First(q => q.Id == m.Id).Default }),
        DecisionMade { How: "answered" or "preset" } m when state.Decisions.Open.First(q => q.Id == m.Id) is var q
            && !q.Options.Contains(m.Answer) && !state.Registry.Blanks.Any(b => b.RunId == m.Answer) => Verdict.Never(Question, $"{q.Name} takes {string.Join(", ", q.Options)}"),
        _ => null,
    };

    /// <summary>Its number, and whether it was safe.</summary>
    public static Verdict? OfSafety(LabState state, RecordedEvent e) => e.Event switch
    {
        SafeStateRequested r => Verdict.Of(Safe, FormattableString.Invariant($"{state.Safety.Count} so far"), r with { Id = state.Safety.Open?.Id ?? state.Safety.NextId }),
        SafeStateEnded x when state.Safety.Open is null => Verdict.Never(Safe, $"none is under way that could end as {x.Id}"),
        SafeStateEnded { Safe: true } x => Verdict.Of(Safe, "by its last steps and its script", state.Safety.End(x.At, "")),
        _ => null,
    };

    /// <summary>Whether it has changed, and whether that is one failure too many.</summary>
    public static Verdict? OfRatios(LabDefinition? lab, LabState state, RecordedEvent e)
    {
        if (e.Event is not RatioMeasured m || state.RunByUuid(m.RunUuid)?.Started is not { } run || state.QueueById(run.QueueId) is not { } queue || lab?.FindInstrument(m.Instrument) is not { } instrument)
            return null;
        var checks = queue.Conditionals.Ratios(m.AnalysisType, [.. instrument.Isotopes.Select(i => i.Name)]);
        return checks.FirstOrDefault(c => c.Ratio == m.Ratio) is not { } check
            ? Verdict.Never(Ratio, $"{m.Ratio} is not watched in {m.AnalysisType} runs")
            : Verdict.Of(Ratio, $"by {m.Ratio} of the references before", [.. state.Ratios.Judge(m.At, m.RunUuid, m.RunId, m.Instrument, [new RatioValue(check, m.Value, m.Error)], m.Simulated)]);
    }
}
