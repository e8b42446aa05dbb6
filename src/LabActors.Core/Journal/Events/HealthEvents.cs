namespace LabActors.Core.Journal.Events;

/// <summary>Error flags of a node: while one is up nothing is started, and the next run is not.</summary>
public static class HealthEvents
{
    /// <summary>A person or a device raised an error; the same source again replaces its text.</summary>
    public sealed record ErrorRaised(DateTimeOffset At, string Source, string Text, string By) : IJournalEvent;

    /// <summary>The error is over.</summary>
    public sealed record ErrorCleared(DateTimeOffset At, string Source, string By) : IJournalEvent;
}
