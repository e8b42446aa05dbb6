using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Core.Lines;

/// <summary>
/// The rules of the extraction line. Opening wants every interlocking valve closed and every positive interlock open, as read
/// back: a valve that is unknown, at fault or on its way satisfies neither. A valve that is disabled is not opened, and one that belongs to somebody only by him. Closing is blocked by none of these, and for safety
/// not by a lock either. A command is carried out even if the valve is believed to stand so already: the belief may be old.
/// </summary>
public static class LineDecisions
{
    /// <summary>Why a valve is journaled as it reads after an actuation has failed.</summary>
    public const string AfterFailure = "read back after the failure";

    /// <summary>The valve of a name, a description, or of both, which then must be one valve; null with a reason when there is none.</summary>
    public static ValveDefinition? Find(LabDefinition lab, string name, string description, out string reason)
    {
        var byName = name.Length > 0 ? lab.FindValve(name) : null;
        var byDescription = description.Length > 0
            ? lab.Valves.FirstOrDefault(v => LabNames.Same(v.Description, description))
            : null;
        reason = (name.Length > 0, description.Length > 0) switch
        {
            (false, false) => "no valve was named",
            (true, false) when byName is null => $"there is no valve {name}",
            (false, true) when byDescription is null => $"there is no valve '{description}'",
            (true, true) when byName is null || byDescription is null || byName.Name != byDescription.Name =>
                $"{name} and '{description}' are not one valve",
            _ => "",
        };
        return reason.Length > 0 ? null : byName ?? byDescription;
    }

    /// <summary>What is to come of a command.</summary>
    public static ActuationDecision Actuate(LabDefinition lab, LineState state, ActuationCommand command, DateTimeOffset at)
    {
        if (Find(lab, command.Valve, command.Description, out var reason) is not { } valve)
        {
            return new ActuationDecision.NoValve(reason);
        }

        if (!valve.IsDriven)
        {
            return new ActuationDecision.NoValve(valve.Kind == ValveKind.Manual
                ? $"{valve.Words} is moved by hand; say how it stands instead"
                : $"{valve.Words} is moved by nothing that LabActors reaches (driven: false in lab.yaml); say how it stands instead");
        }

        if (state.Answered.Find(command.CommandId) is { } outcome)
        {
            return outcome.Valve == valve.Name && outcome.Open == command.Open
                ? new ActuationDecision.Repeated(outcome)
                : new ActuationDecision.NoValve($"command {command.CommandId} was given before, to {Verb(outcome.Open)} {outcome.Valve}");
        }

        var record = state.Of(valve.Name);
        if (record.Pending?.CommandId == command.CommandId)
        {
            return new ActuationDecision.UnderWay(valve.Name);
        }

        if (record.Locked && (command.Open || !command.Safety))
        {
            return new ActuationDecision.Locked(valve.Name, $"{valve.Words} is locked{By(record.LockedBy)}");
        }

        if (command.Open && record.DisabledBy is { } disabled)
        {
            return new ActuationDecision.Disabled(valve.Name, $"{valve.Words} is disabled {disabled}");
        }

        if (command.Open && OwnerAgainst(valve, record, command.For, at) is { Length: > 0 } owner)
        {
            return new ActuationDecision.Owned(valve.Name, owner, $"{valve.Words} belongs to {owner}");
        }

        return command.Open && Obstacles(state, valve) is { Length: > 0 } obstacles
            ? new ActuationDecision.Interlocked(valve.Name, $"{valve.Words} may not open: {string.Join(", ", obstacles)}")
            : new ActuationDecision.Proceed(
                valve, new ValveActuationRequested(at, command.CommandId, valve.Name, command.Open, command.By, command.Why, command.Under, command.For.Length > 0 ? command.For : null));
    }

    /// <summary>Whom a valve belongs to where that is against its opening on somebody's behalf; empty when nothing is. An instrument's own valves are closed to other instruments; what a client has taken is closed to everybody else.</summary>
    public static string OwnerAgainst(ValveDefinition valve, ValveRecord record, string @for, DateTimeOffset at) =>
        record.OwnerAt(at) is { Length: > 0 } client && !LabNames.Same(client, @for) ? client
        : valve.Owner.Length > 0 && @for.Length > 0 && !LabNames.Same(valve.Owner, @for) ? valve.Owner
        : "";

    /// <summary>
    /// What an actuation's read-back means. A valve that reads otherwise than it was told has failed, and is what it reads;
    /// one that cannot be read has failed and is unknown.
    /// </summary>
    public static ImmutableArray<IJournalEvent> Outcome(
        LineState state, ValveActuationRequested intent, ValveStand read, string failure, bool simulated, DateTimeOffset at)
    {
        if (failure.Length == 0 && read == ValveStands.Of(intent.Open))
        {
            return [new ValveActuated(at, intent.CommandId, intent.Valve, intent.Open, state.Of(intent.Valve).Read != read, simulated)];
        }

        var reason = failure.Length > 0 ? failure
            : read == ValveStand.Fault ? $"{intent.Valve} was told to {Verb(intent.Open)} and is at fault: what it reads contradicts itself, or it did not arrive in time"
            : $"{intent.Valve} was told to {Verb(intent.Open)} and reads {read.Word()}";
        var failed = new ValveActuationFailed(at, intent.CommandId, intent.Valve, intent.Open, reason);
        return read == ValveStand.Unknown ? [failed] : [failed, new ValveObserved(at, intent.Valve, read.Word(), AfterFailure, simulated)];
    }

    /// <summary>
    /// What moved valves mean for the pipettes: the inner valve fills one, the outer valve lets a filled one into the line, which is a shot.
    /// An outer valve that opens on an empty pipette is none.
    /// </summary>
    public static IEnumerable<IJournalEvent> Pipettes(LabDefinition lab, LineState state, IEnumerable<IJournalEvent> outcome)
    {
        foreach (var moved in outcome.OfType<ValveActuated>().Where(v => v.Open))
        {
            foreach (var pipette in lab.Pipettes)
            {
                var filled = state.FilledPipettes.Contains(pipette.Name);
                if (pipette.Inner == moved.Valve && !filled)
                    yield return new PipetteFilled(moved.At, pipette.Name, moved.Simulated);
                else if (pipette.Outer == moved.Valve && filled)
                    yield return new PipetteShotTaken(moved.At, moved.CommandId, pipette.Name, state.Shots.GetValueOrDefault(pipette.Name, pipette.ShotsBefore) + 1, moved.Simulated);
            }
        }
    }

    /// <summary>
    /// What reading a valve means when nobody is moving it: an intent that a crash left open is done when it reads so, and else it is as if it had never been given, so that
    /// whoever gave it may give it again; a difference to what was believed is an observation, be it only that the valve box is a simulated one. Nothing new is no event.
    /// </summary>
    public static ImmutableArray<IJournalEvent> Observe(LineState state, string valve, ValveStand read, string why, bool simulated, DateTimeOffset at)
    {
        var record = state.Of(valve);
        if (record.Pending is { } pending)
        {
            var intent = new ValveActuationRequested(at, pending.CommandId, valve, pending.Open, "", "");
            return read == ValveStands.Of(pending.Open)
                ? Outcome(state, intent, read, "", simulated, at)
                : [new ValveObserved(at, valve, read.Word(), $"interrupted while {valve} was told to {Verb(pending.Open)}", simulated)];
        }

        return record.Read == read && record.Simulated == simulated ? [] : [new ValveObserved(at, valve, read.Word(), why, simulated)];
    }

    /// <summary>Puts a lock on or takes it off; no event when it is so already.</summary>
    public static ImmutableArray<IJournalEvent> Lock(LineState state, string valve, bool locked, string by, string why, DateTimeOffset at) =>
        (state.Of(valve).Locked, locked) switch
        {
            (false, true) => [new ValveLocked(at, valve, by, why)],
            (true, false) => [new ValveUnlocked(at, valve, by, why)],
            _ => [],
        };

    /// <summary>Disables a valve or enables it; no event when it is so already.</summary>
    public static ImmutableArray<IJournalEvent> Enable(LineState state, string valve, bool enabled, string by, string why, DateTimeOffset at) =>
        (state.Of(valve).Disabled, enabled) switch
        {
            (false, false) => [new ValveDisabled(at, valve, by, why)],
            (true, true) => [new ValveEnabled(at, valve, by, why)],
            _ => [],
        };

    /// <summary>
    /// Takes valves for somebody, again for who has them already, or gives them back (no time at all). Empty text and the events, or why not. Nothing is written where more than half of the time is left: whoever renews often fills no journal.
    /// </summary>
    public static (string Refusal, ImmutableArray<IJournalEvent> Events) Own(
        LabDefinition lab, LineState state, ImmutableArray<string> valves, string owner, TimeSpan time, DateTimeOffset at)
    {
        if (owner.Length == 0)
            return ("nobody was named who is to own valves", []);
        var events = ImmutableArray.CreateBuilder<IJournalEvent>();
        foreach (var name in valves)
        {
            if (lab.FindValve(name) is not { } valve)
                return ($"there is no valve {name}", []);
            var record = state.Of(valve.Name);
            if (OwnerAgainst(valve, record, owner, at) is { Length: > 0 } other)
                return ($"{valve.Words} belongs to {other}", []);
            var owns = record.OwnerAt(at).Length > 0;
            if (time <= TimeSpan.Zero && owns)
                events.Add(new ValveReleased(at, valve.Name, owner));
            else if (time > TimeSpan.Zero && (!owns || record.Owner!.Until - at < time / 2))
                events.Add(new ValveOwned(at, valve.Name, owner, at + time));
        }

        return ("", events.ToImmutable());
    }

    /// <summary>The valves that follow one that has moved, in the order of the file, and how: none that would open where it was closed for safety.</summary>
    public static ImmutableArray<(ValveDefinition Child, bool Open)> Followers(LabDefinition lab, string valve, bool open, bool safety) =>
    [
        .. lab.Valves.Where(v => v.Parent == valve && v.IsDriven).Select(v => (v, open != v.ParentInverted)).Where(f => !safety || !f.Item2),
    ];

    private static string By(ValveHold? hold) => hold is null ? "" : $" {hold}";

    private static ImmutableArray<string> Obstacles(LineState state, ValveDefinition valve) =>
    [
        .. valve.Interlocks.Where(i => state.Of(i).Stand != ValveStand.Closed).Select(i => $"{i} must be closed and is {Now(state, i)}"),
        .. valve.PositiveInterlocks.Where(i => state.Of(i).Stand != ValveStand.Open).Select(i => $"{i} must be open and is {Now(state, i)}"),
    ];

    private static string Now(LineState state, string valve) => state.Of(valve).Pending is { } pending
        ? $"on its way to {(pending.Open ? "open" : "closed")}"
        : state.Of(valve).Stand.Word();

    private static string Verb(bool open) => open ? "open" : "close";
}
