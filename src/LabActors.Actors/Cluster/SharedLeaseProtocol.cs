using System.Collections.Immutable;
using LabActors.Core.Cluster;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Cluster;

/// <summary>Messages of the authority over shared things, of its voters, and of those who ask it. What is an <see cref="IClusterMessage"/> goes over the wire.</summary>
public static class SharedLeaseProtocol
{
    /// <summary>Name of the authority, of which there is one in the cluster.</summary>
    public const string Authority = "lease-authority";

    /// <summary>Name of the actor on each voting node that passes votes on.</summary>
    public const string Votes = "lease-votes";

    /// <summary>To a voter: promise to this term. Answered by <see cref="Promised"/> or <see cref="NotVoted"/>.</summary>
    public sealed record Prepare(Ballot Ballot) : IVoteQuestion
    {
        /// <inheritdoc/>
        public IVoteAnswer Refused(string voter, Ballot promised) => new NotVoted(voter, Ballot, promised);
    }

    /// <summary>The voter accepts nothing of an older term, and this is the newest that it has accepted.</summary>
    public sealed record Promised(string Voter, Ballot Ballot, Ballot AcceptedIn, SharedLeases Leases) : IVoteAnswer;

    /// <summary>To a voter: accept this state in this term. Answered by <see cref="Accepted"/> or <see cref="NotVoted"/>.</summary>
    public sealed record Accept(Ballot Ballot, SharedLeases Leases) : IVoteQuestion
    {
        /// <inheritdoc/>
        public IVoteAnswer Refused(string voter, Ballot promised) => new NotVoted(voter, Ballot, promised);
    }

    /// <summary>The voter has the state in its journal.</summary>
    public sealed record Accepted(string Voter, Ballot Ballot, long Index) : IVoteAnswer;

    /// <summary>The voter has promised to a newer term.</summary>
    public sealed record NotVoted(string Voter, Ballot Ballot, Ballot PromisedTo) : IVoteAnswer;

    /// <summary>To the authority: things for a holder of a node, all at once. Said again until it is answered; the same again changes nothing.</summary>
    /// <param name="Id">Comes back with every answer.</param>
    public sealed record AcquireShared(string Id, string Node, LeaseHolder Holder, ImmutableArray<string> Resources, string Why) : IClusterMessage;

    /// <summary>To the authority: a holder of a node gives things back; none named means all, and what it waits for.</summary>
    public sealed record ReleaseShared(string Id, string Node, LeaseHolder Holder, ImmutableArray<string> Resources, string Why) : IClusterMessage;

    /// <summary>To the authority: what a lost node holds, or those of it that are named, expires. Its line was made safe, or somebody took it over.</summary>
    public sealed record ExpireShared(string Id, string Node, ImmutableArray<string> Resources, string By, string Why) : IClusterMessage;

    /// <summary>To the authority: is all of this still the node's? Answered by <see cref="SharedStand"/>.</summary>
    public sealed record ConfirmShared(string Id, string Node, ImmutableArray<HeldThing> Held) : IClusterMessage;

    /// <summary>Answers <see cref="ConfirmShared"/>: what has expired meanwhile; all else stands.</summary>
    public sealed record SharedStand(string Id, ImmutableArray<LeaseExpired> Expired) : IClusterMessage;

    /// <summary>From the authority to every node, each second while a lost node holds something: all that lost nodes hold. Published in each node's laboratory.</summary>
    public sealed record HeldByLost(ImmutableArray<LostHolding> Holdings) : IClusterMessage;

    /// <summary>Published in a node's laboratory: it has joined the others, for the first time or again.</summary>
    public sealed record OthersAreThere
    {
        /// <summary>The only one.</summary>
        public static readonly OthersAreThere Instance = new();
    }

    /// <summary>The things are the holder's, under this token; most voters have it in their journals.</summary>
    public sealed record SharedGranted(string Id, ImmutableArray<string> Resources, long Token) : IClusterMessage;

    /// <summary>The request waits; <paramref name="For"/> is who is waited for first.</summary>
    public sealed record SharedWaits(string Id, LeaseHolder For) : IClusterMessage;

    /// <summary>What was given back, or expired, is no longer held.</summary>
    public sealed record SharedReturned(string Id) : IClusterMessage;

    /// <summary>Nothing was done.</summary>
    public sealed record SharedRefused(string Id, string Reason) : IClusterMessage;
}
