using System.Collections.Immutable;
using LabActors.Core.Cluster;

namespace LabActors.Core.Journal.Events;

/// <summary>What nodes journal of the cluster: votes of the shared leases, fences of shared devices, nodes that come and go.</summary>
public static class ClusterEvents
{
    /// <summary>A voter accepts no state of an older term of the lease authority from here.</summary>
    public sealed record BallotPromised(DateTimeOffset At, Ballot Ballot) : IJournalEvent;

    /// <summary>A voter has accepted this state of the shared leases. It counts when most voters have.</summary>
    public sealed record SharedLeasesAccepted(DateTimeOffset At, Ballot Ballot, SharedLeases Leases) : IJournalEvent;

    /// <summary>A voter accepts nothing of an older term of the allocator for these numbers from here.</summary>
    public sealed record NumberBallotPromised(DateTimeOffset At, NumberKey Key, Ballot Ballot) : IJournalEvent;

    /// <summary>A voter has accepted how far the numbers of a key have come. It counts when most voters have.</summary>
    public sealed record NumberAccepted(DateTimeOffset At, NumberKey Key, Ballot Ballot, GivenNumber Given) : IJournalEvent;

    /// <summary>The owner of a shared device or section carries out nothing under an older token from here.</summary>
    public sealed record FenceRaised(DateTimeOffset At, string Resource, long Token, string Why) : IJournalEvent;

    /// <summary>This node's hardware was made safe, since runs of other nodes hold it that no longer reach it.</summary>
    /// <param name="Node">The lost node whose runs hold it; empty when it is this one that was put out.</param>
    /// <param name="Steps">What was done, and what came of it.</param>
    public sealed record HeldHardwareMadeSafe(DateTimeOffset At, string Node, ImmutableArray<string> Resources, ImmutableArray<RunEvents.SafeStateStep> Steps, string Why) : IJournalEvent;

    /// <summary>What a lost node held has expired, since this node had made it safe.</summary>
    public sealed record LostHoldingsExpired(DateTimeOffset At, string Node, ImmutableArray<string> Resources, string By, string Why) : IJournalEvent;

    /// <summary>A node does not answer and is counted as lost.</summary>
    /// <param name="Held">The shared things that it holds, which are kept for it.</param>
    public sealed record NodeLost(DateTimeOffset At, string Node, ImmutableArray<string> Held, string Why) : IJournalEvent;

    /// <summary>A lost node is back.</summary>
    public sealed record NodeReturned(DateTimeOffset At, string Node) : IJournalEvent;

    /// <summary>This node was told to leave: it launches nothing more, and goes when what is in flight has ended.</summary>
    /// <param name="Pauses">Its queues stay paused until somebody resumes them.</param>
    public sealed record NodeDraining(DateTimeOffset At, string Node, string By, bool Pauses, string Why) : IJournalEvent;

    /// <summary>A node that was told to leave has left.</summary>
    /// <param name="Held">The shared things that a run of its own still holds, which are kept for it.</param>
    public sealed record NodeDrained(DateTimeOffset At, string Node, string By, ImmutableArray<string> Held, string Why) : IJournalEvent;
}
