using System.Collections.Immutable;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Journal.Events;

/// <summary>What the limits of a laboratory journal: that one was passed, what was done, that somebody reset it.</summary>
public static class TripEvents
{
    /// <summary>A value was beyond its limit, or could not be read for too long. What it closes and switches off is begun after this was written.</summary>
    /// <param name="Value">In the units of the limit; null when there was none.</param>
    /// <param name="Simulated">Read from a simulated device.</param>
    public sealed record Tripped(DateTimeOffset At, string Trip, double? Value, string Reason, bool Simulated = false) : IJournalEvent;

    /// <summary>Everything that the trip does was tried, and what came of each. What was not done is tried again with every reading.</summary>
    public sealed record TripActed(DateTimeOffset At, string Trip, ImmutableArray<SafeStateStep> Steps) : IJournalEvent;

    /// <summary>Somebody reset it: its valves may be opened again. None was.</summary>
    public sealed record TripReset(DateTimeOffset At, string Trip, string By, string Why) : IJournalEvent;
}
