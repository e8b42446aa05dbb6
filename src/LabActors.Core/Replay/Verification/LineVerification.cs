using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Core.Replay.Verification;

/// <summary>What the extraction line decides: interlocks and locks, what a read-back means, fillings and shots of pipettes.</summary>
internal static class LineVerification
{
    // What the ids of commands of safe states, and of a node that stops, begin with: they close whatever is locked.
    private static readonly ImmutableArray<string> Safe = ["safe", "node-stops"];
    private const string Interlocks = "locks and interlocks";
    private const string ReadBack = "what a read-back means";

    /// <summary>Null for what is no decision.</summary>
    public static Verdict? Of(LabDefinition lab, LabState state, RecordedEvent e) => e.Event switch
    {
        ValveActuationRequested r => LineDecisions.Actuate(lab, state.Line, Command(r), r.At) switch
        {
            ActuationDecision.Proceed proceed => Verdict.Of(Interlocks, Stands(lab, state.Line, r.Valve), proceed.Intent),
            ActuationDecision.Locked locked => Verdict.Never(Interlocks, locked.Reason),
            ActuationDecision.Disabled disabled => Verdict.Never(Interlocks, disabled.Reason),
            ActuationDecision.Owned owned => Verdict.Never(Interlocks, owned.Reason),
            ActuationDecision.Interlocked interlocked => Verdict.Never(Interlocks, interlocked.Reason),
            ActuationDecision.NoValve none => Verdict.Never(Interlocks, none.Reason),
            _ => Verdict.Never(Interlocks, $"command {r.CommandId} was given before"),
        },
        ValveActuated a => Outcome(lab, state.Line, a),
        PipetteFilled or PipetteShotTaken => Verdict.Never("a pipette", "no valve of it was opened that fills or empties it"),
        ValveLocked l when state.Line.Of(l.Valve).Locked => Verdict.Never(Interlocks, $"{l.Valve} is locked already"),
        ValveDisabled d when state.Line.Of(d.Valve).Disabled => Verdict.Never(Interlocks, $"{d.Valve} is disabled already"),
        ValveEnabled d when !state.Line.Of(d.Valve).Disabled => Verdict.Never(Interlocks, $"{d.Valve} is not disabled"),
        ValveUnlocked l when !state.Line.Of(l.Valve).Locked => Verdict.Never(Interlocks, $"{l.Valve} is not locked"),
        _ => null,
    };

    private static ActuationCommand Command(ValveActuationRequested r) =>
        new(r.CommandId, r.Valve, "", r.Open, r.By, r.Why, Safety: Safe.Any(s => r.CommandId.StartsWith(s, StringComparison.Ordinal) || r.CommandId.Contains($"/{s}", StringComparison.Ordinal)))
        {
            Under = r.Under,
            For = r.For ?? "",
        };

    private static Verdict Outcome(LabDefinition lab, LineState line, ValveActuated a)
    {
        if (line.Of(a.Valve).Pending is not { } pending || pending.CommandId != a.CommandId)
            return Verdict.Never(ReadBack, $"{a.Valve} was not on its way by command {a.CommandId}");
        var intent = new ValveActuationRequested(a.At, a.CommandId, a.Valve, pending.Open, "", "");
        var outcome = LineDecisions.Outcome(line, intent, ValveStands.Of(a.Open), "", a.Simulated, a.At);
        return Verdict.Of(
            ReadBack, $"{a.Valve} was {line.Of(a.Valve).Read.Word()} and was told to {(pending.Open ? "open" : "close")}", [.. outcome, .. LineDecisions.Pipettes(lab, line, outcome)]);
    }

    private static string Stands(LabDefinition lab, LineState line, string valve) => lab.FindValve(valve) is not { } known
        ? ""
        : string.Join(", ", known.Interlocks.Concat(known.PositiveInterlocks).Append(valve).Distinct().Select(v => $"{v} {line.Of(v).Stand.Word()}"));
}
