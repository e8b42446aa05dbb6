using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Core.Leases;

/// <summary>What comes of asking for resources.</summary>
public abstract record AcquireDecision
{
    private AcquireDecision()
    {
    }

    /// <summary>The holder has all of them already.</summary>
    /// <param name="Token">The newest token among them.</param>
    public sealed record AlreadyHeld(long Token) : AcquireDecision;

    /// <summary>The same request waits already; nothing new is journaled.</summary>
    public sealed record AlreadyWaiting(LeaseRequest Request) : AcquireDecision;

    /// <summary>The request is taken: these events, the last of which grants it when it does not have to wait.</summary>
    public sealed record Taken(ImmutableArray<IJournalEvent> Events) : AcquireDecision;

    /// <summary>Waiting would never end: those who would be waited for wait for the asker.</summary>
    public sealed record Refused(string Reason) : AcquireDecision;
}
