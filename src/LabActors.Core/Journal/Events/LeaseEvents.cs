using System.Collections.Immutable;

namespace LabActors.Core.Journal.Events;

/// <summary>What the lease authority journals: leases of shared things, and the named resources of scripts.</summary>
public static class LeaseEvents
{
    /// <summary>Who holds or wants a lease: a run or an operator's session, and the words people know it by.</summary>
    public sealed record LeaseHolder(string Id, string Description);

    /// <summary>A holder asked for resources, all at once, and waits in order.</summary>
    public sealed record LeaseRequested(DateTimeOffset At, LeaseHolder Holder, ImmutableArray<string> Resources, string Why) : IJournalEvent;

    /// <summary>The resources are the holder's, under a fencing token that only ever grows.</summary>
    public sealed record LeaseGranted(DateTimeOffset At, LeaseHolder Holder, ImmutableArray<string> Resources, long Token) : IJournalEvent;

    /// <summary>Things that several nodes share are the holder's: their one authority has granted them to this node, under its token.</summary>
    public sealed record SharedLeaseObtained(DateTimeOffset At, LeaseHolder Holder, ImmutableArray<string> Resources, long Token) : IJournalEvent;

    /// <summary>The holder gave resources back.</summary>
    public sealed record LeaseReleased(DateTimeOffset At, LeaseHolder Holder, ImmutableArray<string> Resources, string Why) : IJournalEvent;

    /// <summary>The holder's node was lost, and its lease is over: the line was made safe, or somebody took it over. What it does under that token is refused.</summary>
    /// <param name="By">Who made it safe or took it over.</param>
    public sealed record LeaseExpired(DateTimeOffset At, LeaseHolder Holder, ImmutableArray<string> Resources, long Token, string By, string Why) : IJournalEvent;

    /// <summary>A waiting request was taken back before it was granted.</summary>
    public sealed record LeaseWithdrawn(DateTimeOffset At, LeaseHolder Holder, string Why) : IJournalEvent;

    /// <summary>A named resource of scripts (<c>acquire</c>, <c>release</c>, <c>set_resource</c>) has a new value; 0 is clear.</summary>
    /// <param name="CommandId">The command of a script that set it; the same again changes nothing.</param>
    public sealed record ResourceSet(DateTimeOffset At, LeaseHolder By, string Name, double Value, string Why, string CommandId = "") : IJournalEvent;

    /// <summary>A script's <c>acquire(name)</c> has the named resource, whose value is 1 from here; who acquired it and does not release it is cleared at its end.</summary>
    public sealed record ResourceAcquired(DateTimeOffset At, LeaseHolder By, string Name) : IJournalEvent;
}
