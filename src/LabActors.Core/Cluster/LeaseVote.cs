using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.ClusterEvents;

namespace LabActors.Core.Cluster;

/// <summary>
/// One voter's part in keeping the shared leases: which term it has promised to, and the newest state that it has accepted. A change counts when most voters have accepted it, and a new authority
/// begins with the newest state that most voters know of; since any two majorities have a voter in common, no change that counted is ever lost and no two authorities go on from different ones
/// (Lamport's Paxos, with the whole state as its value). The fold of <see cref="BallotPromised"/> and <see cref="SharedLeasesAccepted"/>.
/// </summary>
/// <param name="Promised">No state of an older term is accepted.</param>
/// <param name="AcceptedIn">The term in which <paramref name="Accepted"/> was.</param>
/// <param name="Accepted">The newest state that this voter has.</param>
public sealed record LeaseVote(Ballot Promised, Ballot AcceptedIn, SharedLeases Accepted)
{
    /// <summary>Of a voter that has never voted.</summary>
    public static LeaseVote New { get; } = new(Ballot.None, Ballot.None, SharedLeases.Empty);

    /// <summary>Asked to promise to a term. The answer is a promise when <see cref="Promised"/> is that term after the events, which are journaled first.</summary>
    public ImmutableArray<IJournalEvent> Prepare(Ballot ballot, DateTimeOffset at) => ballot > Promised ? [new BallotPromised(at, ballot)] : [];

    /// <summary>
    /// Asked to accept a state of a term. The answer is yes when <see cref="Has"/> it after the events, which are journaled first.
    /// </summary>
    public ImmutableArray<IJournalEvent> Accept(Ballot ballot, SharedLeases state, DateTimeOffset at) =>
        ballot >= Promised && !Has(ballot, state.Index) ? [new SharedLeasesAccepted(at, ballot, state)] : [];

    /// <summary>True when the voter has accepted that state, or a later one of the same term, which goes on from it.</summary>
    public bool Has(Ballot ballot, long index) => AcceptedIn == ballot && Accepted.Index >= index;

    /// <summary>The vote after an event; events of others leave it as it is.</summary>
    public LeaseVote Apply(IJournalEvent fact) => fact switch
    {
        BallotPromised promised => this with { Promised = promised.Ballot },
        SharedLeasesAccepted accepted => new LeaseVote(accepted.Ballot, accepted.Ballot, accepted.Leases),
        _ => this,
    };
}
