using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.ClusterEvents;

namespace LabActors.Core.Cluster;

/// <summary>
/// One voter's part in giving numbers, for each key by itself: the rules of <see cref="LeaseVote"/> with the greatest number of the key as the state, so that what is journaled of a number does not grow with
/// how many there are. The fold of <see cref="NumberBallotPromised"/> and <see cref="NumberAccepted"/>.
/// </summary>
public sealed record NumberVote
{
    /// <summary>Of a voter that has never voted.</summary>
    public static NumberVote New { get; } = new();

    private ImmutableDictionary<NumberKey, Standing> Standings { get; init; } = ImmutableDictionary<NumberKey, Standing>.Empty;

    /// <summary>The newest that the voter knows of a key.</summary>
    public Standing Of(NumberKey key) => Standings.GetValueOrDefault(key, Standing.New);

    /// <summary>Asked to promise to a term for a key. The answer is a promise when the key's <see cref="Standing.Promised"/> is that term after the events, which are journaled first.</summary>
    public ImmutableArray<IJournalEvent> Prepare(Ballot ballot, NumberKey key, DateTimeOffset at) => ballot > Of(key).Promised ? [new NumberBallotPromised(at, key, ballot)] : [];

    /// <summary>Asked to accept how far a key has come. The answer is yes when it <see cref="Standing.Has"/> that after the events, which are journaled first.</summary>
    public ImmutableArray<IJournalEvent> Accept(Ballot ballot, NumberKey key, GivenNumber given, DateTimeOffset at) =>
        ballot >= Of(key).Promised && !Of(key).Has(ballot, given.Index) ? [new NumberAccepted(at, key, ballot, given)] : [];

    /// <summary>The vote after an event; events of others leave it as it is.</summary>
    public NumberVote Apply(IJournalEvent fact) => fact switch
    {
        NumberBallotPromised promised => this with { Standings = Standings.SetItem(promised.Key, Of(promised.Key) with { Promised = promised.Ballot }) },
        NumberAccepted accepted => this with { Standings = Standings.SetItem(accepted.Key, new Standing(accepted.Ballot, accepted.Ballot, accepted.Given)) },
        _ => this,
    };

    /// <summary>What a voter knows of one key.</summary>
    /// <param name="Promised">Nothing of an older term is accepted.</param>
    /// <param name="AcceptedIn">The term in which <paramref name="Accepted"/> was.</param>
    public sealed record Standing(Ballot Promised, Ballot AcceptedIn, GivenNumber Accepted)
    {
        /// <summary>Of a key that was never voted about.</summary>
        public static Standing New { get; } = new(Ballot.None, Ballot.None, GivenNumber.None);

        /// <summary>True when the voter has accepted that, or what came later in the same term.</summary>
        public bool Has(Ballot ballot, long index) => AcceptedIn == ballot && Accepted.Index >= index;
    }
}
