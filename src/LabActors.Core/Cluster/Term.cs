using System.Collections.Immutable;

namespace LabActors.Core.Cluster;

/// <summary>
/// An authority's term over one state: it asks all voters for a promise, goes on from the newest state that most of them know of, and then has each change accepted by most voters before it counts, one after
/// another. Nothing of it is journaled: an authority that dies is followed by another term.
/// </summary>
/// <typeparam name="T">The state: the shared leases, or the numbers of one identifier.</typeparam>
public sealed record Term<T>
    where T : class, IVoted<T>
{
    private Term(Ballot ballot, ImmutableHashSet<string> voters, T first) => (Ballot, Voters, Best) = (ballot, voters, (Ballot.None, first));

    /// <summary>Which term.</summary>
    public Ballot Ballot { get; }

    /// <summary>All voters of the laboratory, whether they are there or not.</summary>
    public ImmutableHashSet<string> Voters { get; }

    /// <summary>What counts; null before the term has begun.</summary>
    public T? Chosen { get; private init; }

    /// <summary>What voters are asked to accept; null when nothing is under way, or they are still asked for promises.</summary>
    public T? Proposed { get; private init; }

    /// <summary>The newest term that somebody has promised to; greater than <see cref="Ballot"/> when this one is over.</summary>
    public Ballot Newest { get; private init; } = Ballot.None;

    private ImmutableHashSet<string> Promises { get; init; } = [];

    private ImmutableHashSet<string> Acceptances { get; init; } = [];

    private (Ballot AcceptedIn, T State) Best { get; init; }

    /// <summary>Another authority's term has begun: nothing more may be answered.</summary>
    public bool IsOver => Newest > Ballot;

    /// <summary>The next change may be proposed.</summary>
    public bool IsReady => !IsOver && Chosen is not null && Proposed is null;

    /// <summary>Begins a term: every voter is to be asked to promise.</summary>
    /// <param name="first">The state before the first change.</param>
    public static Term<T> Begin(Ballot ballot, ImmutableHashSet<string> voters, T first) => new(ballot, voters, first);

    /// <summary>A voter has promised. With most promises the newest state among them is proposed again, in this term: it counts only when most have accepted it in it.</summary>
    public Term<T> Promised(string voter, Ballot acceptedIn, T accepted)
    {
        if (IsOver || Chosen is not null || Proposed is not null || !Voters.Contains(voter))
            return this;
        var better = (acceptedIn.CompareTo(Best.AcceptedIn), accepted.Index.CompareTo(Best.State.Index)) is ( > 0, _) or (0, > 0);
        var term = this with { Promises = Promises.Add(voter), Best = better ? (acceptedIn, accepted) : Best };
        return term.IsMajority(term.Promises) ? term.Propose(term.Best.State.Again()) : term;
    }

    /// <summary>A voter has accepted a state of this term.</summary>
    public Term<T> Accepted(string voter, long index)
    {
        if (IsOver || Proposed is not { } proposed || index < proposed.Index || !Voters.Contains(voter))
            return this;
        var term = this with { Acceptances = Acceptances.Add(voter) };
        return IsMajority(term.Acceptances) ? term with { Chosen = proposed, Proposed = null } : term;
    }

    /// <summary>A voter did not promise or accept, since it has promised to this term.</summary>
    public Term<T> Refused(Ballot promised) => promised > Newest ? this with { Newest = promised } : this;

    /// <summary>A change: voters are to be asked to accept it.</summary>
    /// <exception cref="InvalidOperationException">The term is not ready.</exception>
    public Term<T> Change(T next) =>
        IsReady && next.Index == Chosen!.Index + 1 ? Propose(next) : throw new InvalidOperationException($"term {Ballot} cannot propose change {next.Index} now");

    private Term<T> Propose(T state) => this with { Proposed = state, Acceptances = [] };

    private bool IsMajority(ImmutableHashSet<string> some) => some.Count * 2 > Voters.Count;
}
