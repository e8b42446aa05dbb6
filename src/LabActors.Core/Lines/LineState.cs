using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Core.Lines;

/// <summary>What is known of the valves of a line: the fold of <see cref="Journal.Events.LineEvents"/>.</summary>
public sealed record LineState
{
    /// <summary>Nothing known.</summary>
    public static LineState Empty { get; } = new();

    /// <summary>By valve name.</summary>
    public ImmutableDictionary<string, ValveRecord> Valves { get; init; } = ImmutableDictionary<string, ValveRecord>.Empty;

    /// <summary>Commands that have been answered.</summary>
    public AnsweredCommands Answered { get; init; } = AnsweredCommands.None;

    /// <summary>Pipettes that hold a shot which has not been let into the line.</summary>
    public ImmutableHashSet<string> FilledPipettes { get; init; } = [];

    /// <summary>Shots that each pipette has ever given.</summary>
    public ImmutableDictionary<string, int> Shots { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Valves that open and close by themselves, by valve.</summary>
    public ImmutableDictionary<string, ValveSequence> Sequences { get; init; } = ImmutableDictionary<string, ValveSequence>.Empty;

    /// <summary>The valve; unread when nothing is known of it.</summary>
    public ValveRecord Of(string valve) => Valves.GetValueOrDefault(valve, ValveRecord.Unread);

    /// <summary>The state after an event; events of others leave it as it is.</summary>
    public LineState Apply(IJournalEvent fact) => fact switch
    {
        ValveActuationRequested e => Set(e.Valve, Of(e.Valve) with { Pending = new ValveIntent(e.CommandId, e.Open, e.At), Commanded = ValveStands.Of(e.Open), Why = $"told by {e.By}{Because(e.Why)}" }),
        ValveActuated e => Set(e.Valve, Of(e.Valve).Moved(ValveStands.Of(e.Open), e.At, e.Simulated))
            .Remember(e.CommandId, new ValveOutcome(e.Valve, e.Open, e.Changed, null, e.Simulated) { At = e.At }).Counted(e),
        ValveActuationFailed e => Set(e.Valve, Of(e.Valve).Moved(ValveStand.Unknown, e.At, simulated: false) with { Why = $"did not {(e.Open ? "open" : "close")}: {e.Reason}" })
            .Remember(e.CommandId, new ValveOutcome(e.Valve, e.Open, false, e.Reason) { At = e.At }),
        ValveObserved e => Set(e.Valve, Of(e.Valve).Observed(ValveStands.Parse(e.State), e.At, e.Simulated) with
        {
            Why = e.Why == LineDecisions.AfterFailure ? Of(e.Valve).Why : e.Why,
        }),
        ValveLocked e => Set(e.Valve, Of(e.Valve) with { Locked = true, LockedBy = new ValveHold(e.At, e.By, e.Why) }),
        ValveUnlocked e => Set(e.Valve, Of(e.Valve) with { Locked = false, LockedBy = null }),
        ValveDisabled e => Set(e.Valve, Of(e.Valve) with { DisabledBy = new ValveHold(e.At, e.By, e.Why) }),
        ValveEnabled e => Set(e.Valve, Of(e.Valve) with { DisabledBy = null }),
        ValveOwned e => Set(e.Valve, Of(e.Valve) with { Owner = new ValveOwner(e.Owner, e.Until) }),
        ValveReleased e => Set(e.Valve, Of(e.Valve) with { Owner = null }),
        ChildDidNotFollow e => Answered.Find(e.CommandId) is { } outcome ? Remember(e.CommandId, outcome with { Child = Joined(outcome.Child, e.Reason) }) : this,
        ValveSequenceBegan e => this with
        {
            Sequences = Sequences.SetItem(e.Valve, new ValveSequence(e.CommandId, e.Valve, e.Times, e.OpenSeconds, e.ClosedSeconds, e.By, e.Why)),
        },
        ValveSequenceEnded e => this with { Sequences = Sequences.Remove(e.Valve) },
        PipetteFilled e => this with { FilledPipettes = FilledPipettes.Add(e.Pipette) },
        PipetteShotTaken e => this with { FilledPipettes = FilledPipettes.Remove(e.Pipette), Shots = Shots.SetItem(e.Pipette, e.Count), Answered = WithShot(e) },
        _ => this,
    };

    /// <summary>The state to be kept.</summary>
    public LineSnapshot ToSnapshot() => new(
        SnapshotBuild.Current,
        Valves,
        [.. Answered.InOrder().Select(answered => new AnsweredCommand(answered.Key, answered.Value))],
        [.. FilledPipettes.Order(StringComparer.Ordinal)],
        Shots,
        [.. Sequences.Values.OrderBy(s => s.Valve, StringComparer.Ordinal)]);

    /// <summary>The state that was kept.</summary>
    public static LineState Of(LineSnapshot kept) => new()
    {
        Valves = kept.Valves,
        Answered = kept.Answered.Aggregate(AnsweredCommands.None, (answered, command) => answered.Add(command.CommandId, command.Outcome)),
        FilledPipettes = [.. kept.FilledPipettes],
        Shots = kept.Shots,
        Sequences = kept.Sequences.ToImmutableDictionary(s => s.Valve),
    };

    private LineState Counted(ValveActuated e) => !e.Open && Sequences.GetValueOrDefault(e.Valve) is { } sequence && e.CommandId.StartsWith($"{sequence.CommandId}/close/", StringComparison.Ordinal)
        ? this with { Sequences = Sequences.SetItem(e.Valve, sequence with { Done = Math.Min(sequence.Times, sequence.Done + 1) }) }
        : this;

    private static string Joined(string before, string reason) => before.Length > 0 ? $"{before}; {reason}" : reason;

    private static string Because(string why) => why.Length > 0 ? $": {why}" : "";

    private AnsweredCommands WithShot(PipetteShotTaken e) => Answered.Find(e.CommandId) is { } outcome
        ? Answered.Add(e.CommandId, outcome with { Pipette = e.Pipette, Shot = e.Count })
        : Answered;

    private LineState Set(string valve, ValveRecord record) => this with { Valves = Valves.SetItem(valve, record) };

    private LineState Remember(string commandId, ValveOutcome outcome) => this with { Answered = Answered.Add(commandId, outcome) };
}
