using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Cluster;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Tests.Cluster;

/// <summary>
/// Three voters, three nodes that may all think they are the authority, and a network that loses, repeats, delays and reorders: whatever happens, what was answered to a holder is never taken
/// back and never given to another as well.
/// </summary>
public sealed class LeaseVoteProperties
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableHashSet<string> Voters = ["v1", "v2", "v3"];

    /// <summary>What the network or an authority does next; <paramref name="Pick"/> chooses the message, the authority or the run.</summary>
    public sealed record Step(int Kind, int Pick, int Bits);

    public static class Steps
    {
        public static Arbitrary<Step[]> Many() =>
            (from kind in Gen.Frequency((14, Gen.Constant(0)), (2, Gen.Constant(1)), (2, Gen.Constant(2)), (1, Gen.Constant(3)), (4, Gen.Constant(4)))
             from pick in Gen.Choose(0, 1_000)
             from bits in Gen.Choose(1, 7)
             select new Step(kind, pick, bits)).ArrayOf(200).ToArbitrary();
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(Steps)])]
    public void What_counted_once_counts_for_ever(Step[] steps) => new Network().Play(steps);

    [Fact]
    public void An_authority_that_most_voters_hear_gets_on()
    {
        var network = new Network();
        network.Begin(0);
        network.DeliverAll();
        network.Ask(0, 0, 7);
        network.DeliverAll();
        network.Answered.OfType<LeaseGranted>().ShouldHaveSingleItem().Token.ShouldBe(1);

        // Another takes over and knows of it, though it was never told.
        network.Begin(1);
        network.DeliverAll();
        network.Terms[1]!.Chosen!.Holdings.Count.ShouldBe(3);
        network.Ask(0, 3, 7);
        network.DeliverAll();
        network.Answered.OfType<LeaseGranted>().Count().ShouldBe(1, "the first is no longer the authority, and most voters say so");
        network.Terms[0]!.IsOver.ShouldBeTrue();
    }

    private sealed class Network
    {
        private readonly Dictionary<string, LeaseVote> _votes = Voters.ToDictionary(v => v, _ => LeaseVote.New);
        private readonly LossyNetwork _network = new();
        private readonly ImmutableArray<IJournalEvent>[] _pending = [[], [], []];
        private readonly SharedLeases?[] _seen = [null, null, null];
        private readonly List<(Ballot Ballot, SharedLeases State)> _chosen = [];
        private readonly Ballot[] _known = [Ballot.None, Ballot.None, Ballot.None];

        public Term<SharedLeases>?[] Terms { get; } = [null, null, null];

        public List<IJournalEvent> Answered { get; } = [];

        public void Play(Step[] steps)
        {
            foreach (var step in steps)
            {
                switch (step.Kind)
                {
                    case 3:
                        Begin(step.Pick % 3);
                        break;
                    case 4:
                        Ask(step.Pick % 3, step.Pick, step.Bits);
                        break;
                    default:
                        _network.Play(step.Kind, step.Pick);
                        break;
                }

                Check();
            }
        }

        public void DeliverAll() => _network.DeliverAll(Check);

        public void Begin(int authority)
        {
            var ballot = Ballot.After(_known[authority], $"n{authority}");
            (_known[authority], Terms[authority], _pending[authority], _seen[authority]) = (ballot, Term<SharedLeases>.Begin(ballot, Voters, SharedLeases.Empty), [], null);
            foreach (var voter in Voters)
            {
                _network.Send(() =>
                {
                    var vote = Journal(voter, _votes[voter].Prepare(ballot, At));
                    _network.Send(() => Hear(authority, ballot, t => vote.Promised == ballot ? t.Promised(voter, vote.AcceptedIn, vote.Accepted) : t.Refused(vote.Promised)));
                });
            }
        }

        /// <summary>A run asks the authority for things, or gives all back when it has some.</summary>
        public void Ask(int authority, int run, int bits)
        {
            if (Terms[authority] is not { IsReady: true } term)
                return;
            var (node, holder) = ($"node{run % 2}", new LeaseHolder($"run{run % 4}", ""));
            var facts = term.Chosen!.Holdings.Values.Any(h => h.Holder.Id == SharedHolder.Of(node, holder).Id)
                ? SharedLeaseDecisions.Release(term.Chosen, node, holder, [], "", At)
                : SharedLeaseDecisions.Acquire(term.Chosen, node, holder, [.. new[] { "a", "b", "c" }.Where((_, i) => (bits & (1 << i)) != 0)], "", At) is AcquireDecision.Taken taken ? taken.Events : [];
            if (facts.IsEmpty)
                return;
            _pending[authority] = facts;
            Terms[authority] = term.Change(term.Chosen.After(facts));
            Propose(authority);
        }

        private void Hear(int authority, Ballot ballot, Func<Term<SharedLeases>, Term<SharedLeases>> told)
        {
            if (Terms[authority] is not { } term || term.Ballot != ballot)
                return;
            var heard = Terms[authority] = told(term);
            if (heard.Newest > _known[authority])
                _known[authority] = heard.Newest;
            if (heard.Proposed is not null && !ReferenceEquals(heard.Proposed, term.Proposed))
                Propose(authority);
            if (heard.Chosen is null || ReferenceEquals(heard.Chosen, term.Chosen))
                return;
            _chosen.Add((ballot, heard.Chosen));
            Answered.AddRange(_pending[authority]);
            _pending[authority] = [];
        }

        private void Propose(int authority)
        {
            var (ballot, state) = (Terms[authority]!.Ballot, Terms[authority]!.Proposed!);
            foreach (var voter in Voters)
            {
                _network.Send(() =>
                {
                    var vote = Journal(voter, _votes[voter].Accept(ballot, state, At));
                    _network.Send(() => Hear(authority, ballot, t => vote.Has(ballot, state.Index) ? t.Accepted(voter, state.Index) : t.Refused(vote.Promised)));
                });
            }
        }

        private LeaseVote Journal(string voter, ImmutableArray<IJournalEvent> facts) => _votes[voter] = facts.Aggregate(_votes[voter], (vote, fact) => vote.Apply(fact));

        /// <summary>What was answered, in whichever order: no token twice, and in the order of tokens never two holders; what counts goes on from all that counted.</summary>
        private void Check()
        {
            var granted = Answered.OfType<LeaseGranted>().ToArray();
            granted.Select(g => g.Token).Distinct().Count().ShouldBe(granted.Length);
            foreach (var (ballot, state) in _chosen)
            {
                foreach (var (later, next) in _chosen.Where(c => c.Ballot > ballot || (c.Ballot == ballot && c.State.Index > state.Index)))
                {
                    next.Index.ShouldBeGreaterThan(state.Index);
                    next.LastToken.ShouldBeGreaterThanOrEqualTo(state.LastToken);
                    foreach (var (resource, holding) in next.Holdings)
                    {
                        // Whoever holds a thing later under an old token held it then, or had been granted it in between.
                        if (holding.Token <= state.LastToken)
                            state.Holdings.GetValueOrDefault(resource).ShouldBe(holding, $"{resource} in {later} after {ballot}");
                    }
                }
            }
        }
    }
}
