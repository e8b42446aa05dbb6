namespace LabActors.Core.Journal.Events;

/// <summary>Error flags of a node.</summary>
public static class HealthEvents
{
    /// <summary>A person or a device raised an error; the same source again replaces its text.</summary>
    /// <param name="Holds">While it is up nothing is started, and the next run is not.</param>
    public sealed record ErrorRaised(DateTimeOffset At, string Source, string Text, string By, bool Holds = true) : IJournalEvent;

    /// <summary>The error is over.</summary>
    /// <param name="Why">In words; empty when nobody said.</param>
    public sealed record ErrorCleared(DateTimeOffset At, string Source, string By, string Why = "") : IJournalEvent;
}
