namespace LabActors.Core.Journal.Events;

/// <summary>What a node journals about itself, so that a reader knows which process wrote what follows.</summary>
public static class NodeEvents
{
    /// <summary>A node came up.</summary>
    /// <param name="Node">The node's name.</param>
    /// <param name="Version">Version of LabActors.</param>
    /// <param name="LabHash">SHA-256 of the laboratory's definition, in hexadecimal; empty when there is none.</param>
    /// <param name="Laboratory">The laboratory's name.</param>
    public sealed record NodeStarted(DateTimeOffset At, string Node, string Version, string LabHash, string Laboratory = "") : IJournalEvent;

    /// <summary>A node that goes on with an unfinished experiment found something that is not as the journal left it.</summary>
    /// <param name="Device">A valve, an extraction device or an instrument.</param>
    /// <param name="What">What of it: <c>valve, output allowed, magnet</c>.</param>
    /// <param name="Journal">As the journal had it.</param>
    /// <param name="Read">As it read.</param>
    /// <param name="Simulated">Read from a simulated device.</param>
    public sealed record HardwareDiffers(DateTimeOffset At, string Node, string Device, string What, string Journal, string Read, bool Simulated = false) : IJournalEvent;

    /// <summary>A node went down in an orderly way; after a crash there is none.</summary>
    /// <param name="Reason">What asked for it: a signal, the end of a run, an operator.</param>
    public sealed record NodeStopped(DateTimeOffset At, string Node, string Reason) : IJournalEvent;

    /// <summary>The journal could not be reached or had no room; everything stood still, and now goes on from what is in it.</summary>
    /// <param name="Cause">The database's own words.</param>
    /// <param name="Seconds">Real time without it, s.</param>
    public sealed record JournalWasLost(DateTimeOffset At, string Node, string Cause, double Seconds) : IJournalEvent;
}
