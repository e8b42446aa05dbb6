using System.Text.Json.Serialization;
using LabActors.Core.Lines;

namespace LabActors.Core.Journal.Events;

/// <summary>What the extraction line journals. Intent before the effect, outcome after it.</summary>
public static class LineEvents
{
    /// <summary>A valve is about to be moved (intent).</summary>
    /// <param name="CommandId">The requester's id for this actuation; a repeated id is answered, not acted on again. It begins with the node's name where another node asked for it.</param>
    /// <param name="Under">The lease that a run's command was let through under, where nodes share the section.</param>
    /// <param name="For">The instrument, or the client, on whose behalf it is moved; null for a person or nobody.</param>
    public sealed record ValveActuationRequested(
        DateTimeOffset At,
        string CommandId,
        string Valve,
        bool Open,
        string By,
        string Why,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GivenUnder? Under = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? For = null) : IJournalEvent;

    /// <summary>The valve moved, or was there already (outcome).</summary>
    /// <param name="Simulated">Read back from a simulated valve box.</param>
    public sealed record ValveActuated(DateTimeOffset At, string CommandId, string Valve, bool Open, bool Changed, bool Simulated = false) : IJournalEvent;

    /// <summary>The valve did not do as it was told; its state is unknown until it is read back.</summary>
    public sealed record ValveActuationFailed(DateTimeOffset At, string CommandId, string Valve, bool Open, string Reason) : IJournalEvent;

    /// <summary>The valve's indicator was read: <c>open</c>, <c>closed</c>, <c>moving</c>, <c>unknown</c> or <c>fault</c>.</summary>
    /// <param name="Simulated">Read from a simulated valve box.</param>
    public sealed record ValveObserved(DateTimeOffset At, string Valve, string State, string Why, bool Simulated = false) : IJournalEvent;

    /// <summary>A software lock was put on a valve: it stays as it is, except that closing for safety is never blocked.</summary>
    public sealed record ValveLocked(DateTimeOffset At, string Valve, string By, string Why) : IJournalEvent;

    /// <summary>A software lock was taken off.</summary>
    public sealed record ValveUnlocked(DateTimeOffset At, string Valve, string By, string Why) : IJournalEvent;

    /// <summary>A valve may not be opened any more, by nobody; it was told to close after this was written.</summary>
    public sealed record ValveDisabled(DateTimeOffset At, string Valve, string By, string Why) : IJournalEvent;

    /// <summary>It may be opened again.</summary>
    public sealed record ValveEnabled(DateTimeOffset At, string Valve, string By, string Why) : IJournalEvent;

    /// <summary>A valve is somebody's: until the instant given, others are refused its opening.</summary>
    public sealed record ValveOwned(DateTimeOffset At, string Valve, string Owner, DateTimeOffset Until) : IJournalEvent;

    /// <summary>Its owner gave it back.</summary>
    public sealed record ValveReleased(DateTimeOffset At, string Valve, string Owner) : IJournalEvent;

    /// <summary>A valve moved, and one that follows it did not: the command has failed in that part.</summary>
    /// <param name="CommandId">The command to the valve that moved.</param>
    public sealed record ChildDidNotFollow(DateTimeOffset At, string CommandId, string Valve, string Child, string Reason) : IJournalEvent;

    /// <summary>A valve is about to open and close by itself (intent).</summary>
    /// <param name="Times">How often.</param>
    public sealed record ValveSequenceBegan(
        DateTimeOffset At, string CommandId, string Valve, int Times, double OpenSeconds, double ClosedSeconds, string By, string Why) : IJournalEvent;

    /// <summary>It is over (outcome).</summary>
    /// <param name="Done">How often the valve opened and closed again.</param>
    /// <param name="Reason">Why not as often as it was to; empty when it did.</param>
    public sealed record ValveSequenceEnded(DateTimeOffset At, string CommandId, string Valve, int Done, int Times, string Reason) : IJournalEvent;

    /// <summary>A pipette was filled from its tank: its inner valve was opened.</summary>
    public sealed record PipetteFilled(DateTimeOffset At, string Pipette, bool Simulated = false) : IJournalEvent;

    /// <summary>A filled pipette was let into the line: its outer valve was opened.</summary>
    /// <param name="CommandId">The actuation that did it.</param>
    /// <param name="Count">Shots that this pipette has ever given, this one included.</param>
    public sealed record PipetteShotTaken(DateTimeOffset At, string CommandId, string Pipette, int Count, bool Simulated = false) : IJournalEvent;
}
