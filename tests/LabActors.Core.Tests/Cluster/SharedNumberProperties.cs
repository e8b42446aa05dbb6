using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Cluster;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Replay;
using LabActors.Core.Replay.Invariants;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Tests.Cluster;

/// <summary>
/// Three voters, an allocator that moves, three nodes that give numbers to their runs and lose patience, and a network that loses, repeats, delays and reorders: no aliquot and no step is ever given twice, provisional
/// or not, and every provisional one is settled in the end.
/// </summary>
public sealed class SharedNumberProperties
{
    private const int Nodes = 3;
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableHashSet<string> Voters = ["v1", "v2", "v3"];

    public sealed record Step(int Kind, int Pick);

    public static class Steps
    {
        public static Arbitrary<Step[]> Many() =>
            (from kind in Gen.Frequency((20, Gen.Constant(0)), (2, Gen.Constant(1)), (3, Gen.Constant(2)), (1, Gen.Constant(3)), (4, Gen.Constant(4)), (2, Gen.Constant(5)), (3, Gen.Constant(6)), (2, Gen.Constant(7)))
             from pick in Gen.Choose(0, 1_000)
             select new Step(kind, pick)).ArrayOf(250).ToArbitrary();
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(Steps)])]
    public void No_number_is_given_twice_and_every_provisional_one_is_settled(Step[] steps)
    {
        var lab = new Laboratory();
        lab.Play(steps);
        lab.Settle();
    }

    [Fact]
    public void A_node_that_is_cut_off_has_numbers_of_its_own_and_gets_the_next_real_ones_in_the_order_of_its_runs()
    {
        var lab = new Laboratory();
        lab.Begin();
        lab.Register(0, "12345", 0);
        lab.DeliverAll();
        foreach (var aliquot in new[] { 0, 0, 5, 5 })
        {
            lab.Register(1, "12345", aliquot);
            lab.LoseAll();
            lab.LosePatience(1);
        }

        lab.Given(1).ShouldBe([(20_001, -1), (20_002, -1), (25_005, 0), (25_005, 1)]);
        lab.Register(0, "12345", 0);
        lab.DeliverAll();
        lab.Settle();
        lab.Settled.ShouldBe([(3, -1), (4, -1), (5, 0), (5, 1)]);
        lab.Register(2, "12345", 0);
        lab.DeliverAll();
        lab.Given(2).ShouldBe([(6, -1)], "the aliquot that a queue fixes is known to all");
    }

    private sealed class Laboratory
    {
        private readonly Dictionary<string, NumberVote> _votes = Voters.ToDictionary(v => v, _ => NumberVote.New);
        private readonly LossyNetwork _network = new();
        private readonly Dictionary<NumberKey, NumberDesk>[] _authorities = [[], [], []];
        private readonly Ballot[] _ballots = [Ballot.None, Ballot.None, Ballot.None];
        private readonly RunRegistry[] _registries = [RunRegistry.Empty, RunRegistry.Empty, RunRegistry.Empty];
        private readonly List<IJournalEvent>[] _journals = [[], [], []];
        private readonly LabVerification _verification = new();
        private readonly Dictionary<string, (int Node, string Identifier, int Aliquot, ImmutableArray<NumberAsk> Asks)> _open = [];
        private int _leads;
        private int _runs;
        private long _events;

        public List<(int Aliquot, int Step)> Settled { get; } = [];

        public IEnumerable<(int, int)> Given(int node) => _journals[node].OfType<AliquotReserved>().Select(r => (r.Aliquot, r.Step));

        public void Play(Step[] steps)
        {
            Begin();
            foreach (var step in steps)
            {
                var node = step.Pick % Nodes;
                switch (step.Kind)
                {
                    case 3: // the authority moves; the one before may go on
                        _leads = step.Pick % 3;
                        Begin();
                        break;
                    case 4:
                        Register(node, $"1234{step.Pick / 3 % 2}", step.Pick / 6 % 4);
                        break;
                    case 5:
                        LosePatience(node);
                        break;
                    case 6:
                        End(node, spent: step.Pick / 3 % 4 > 0);
                        break;
                    case 7: // asked again
                        AskAgain();
                        break;
                    default:
                        _network.Play(step.Kind, step.Pick);
                        break;
                }
            }
        }

        public void Begin()
        {
            _ballots[_leads] = Ballot.After(_ballots.Max()!, $"n{_leads}");
            _authorities[_leads].Clear();
        }

        public void Register(int node, string identifier, int aliquot)
        {
            var run = $"run{++_runs}";
            _open[run] = (node, identifier, aliquot, _registries[node].Asks($"node{node}", run, identifier, aliquot));
            Send(run);
        }

        /// <summary>Runs of a node that wait for a number go on with provisional ones.</summary>
        public void LosePatience(int node)
        {
            foreach (var (run, waits) in _open.Where(o => o.Value.Node == node && !_journals[node].OfType<AliquotReserved>().Any(r => r.RunUuid == o.Key)).ToArray())
            {
                _open.Remove(run);
                Reserve(node, run, waits.Identifier, waits.Aliquot, _registries[node].ReserveProvisionally(At, new ProvisionalNumbers(node), run, waits.Identifier, waits.Aliquot, waits.Aliquot > 0, "cut off"));
            }
        }

        public void LoseAll() => _network.LoseAll();

        public void DeliverAll() => _network.DeliverAll();

        /// <summary>The network is whole, and all runs end.</summary>
        public void Settle()
        {
            LoseAll();
            Begin();
            for (var i = 0; i < 200 && (_open.Count > 0 || _registries.Any(registry => registry.ProvisionalCount > 0)); i++)
            {
                for (var node = 0; node < Nodes; node++)
                    End(node, spent: true);
                AskAgain();
                DeliverAll();
            }

            _registries.ShouldAllBe(registry => registry.ProvisionalCount == 0);
            _open.ShouldBeEmpty();
        }

        private void End(int node, bool spent)
        {
            foreach (var reserved in _journals[node].OfType<AliquotReserved>().Where(r => _registries[node].IsReserved(r.RunUuid)).Take(1).ToArray())
            {
                Journal(node, spent ? new AliquotSpent(At, reserved.RunUuid) : new AliquotReturned(At, reserved.RunUuid));
                if (_registries[node].IsToBeUnsettled(reserved.RunUuid))
                    Journal(node, new AliquotUnsettled(At, reserved.RunUuid));
            }

            if (_registries[node].NextUnsettled is { } next && !_open.ContainsKey(next.RunUuid))
            {
                _open[next.RunUuid] = (node, next.Identifier, next.UserAliquot, _registries[node].Asks($"node{node}", next.RunUuid, next.Identifier, next.UserAliquot));
                Send(next.RunUuid);
            }
        }

        private void AskAgain()
        {
            foreach (var run in _open.Keys.ToArray())
                Send(run);
            for (var authority = 0; authority < 3; authority++)
            {
                foreach (var key in _authorities[authority].Keys.ToArray())
                    AskVoters(authority, key);
            }
        }

        private void Send(string run)
        {
            var ask = _open[run].Asks[0];
            var leads = _leads;
            _network.Send(() =>
            {
                if (_ballots[leads] == Ballot.None)
                    return;
                var desk = _authorities[leads].GetValueOrDefault(ask.Key) ?? NumberDesk.Begin(_ballots[leads], Voters);
                _authorities[leads][ask.Key] = desk.Ask(ask);
                AskVoters(leads, ask.Key);
            });
        }

        private void AskVoters(int authority, NumberKey key)
        {
            var term = _authorities[authority][key].Term;
            if (term.Proposed is null && term.Chosen is not null)
                return;
            var (ballot, proposed) = (term.Ballot, term.Proposed);
            foreach (var voter in Voters)
            {
                _network.Send(() =>
                {
                    var facts = proposed is null ? _votes[voter].Prepare(ballot, key, At) : _votes[voter].Accept(ballot, key, proposed, At);
                    var of = (_votes[voter] = facts.Aggregate(_votes[voter], (vote, fact) => vote.Apply(fact))).Of(key);
                    _network.Send(() => Hear(authority, key, ballot, t =>
                        proposed is null ? of.Promised == ballot ? t.Promised(voter, of.AcceptedIn, of.Accepted) : t.Refused(of.Promised)
                        : of.Has(ballot, proposed.Index) ? t.Accepted(voter, proposed.Index) : t.Refused(of.Promised)));
                });
            }
        }

        private void Hear(int authority, NumberKey key, Ballot ballot, Func<Term<GivenNumber>, Term<GivenNumber>> told)
        {
            if (_authorities[authority].GetValueOrDefault(key) is not { } desk || desk.Term.Ballot != ballot)
                return;
            var heard = desk.Hear(told, out var answered);
            if (heard.Term.IsOver)
            {
                // Only the one that leads goes on.
                if (authority != _leads)
                    return;
                if (heard.Term.Newest >= _ballots[authority])
                    _ballots[authority] = Ballot.After(heard.Term.Newest, $"n{authority}");
                heard = heard.Again(_ballots[authority]);
            }

            _authorities[authority][key] = heard;
            if (answered is var (ask, number))
                _network.Send(() => Answer(ask, number));
            if (heard.Term.Ballot != desk.Term.Ballot || !ReferenceEquals(heard.Term.Proposed, desk.Term.Proposed))
                AskVoters(authority, key);
        }

        private void Answer(NumberAsk ask, int number)
        {
            var run = ask.Run[(ask.Run.IndexOf('/') + 1)..];
            if (!_open.TryGetValue(run, out var asked) || asked.Asks[0].Id != ask.Id)
                return;
            if (asked.Asks.Length > 1)
            {
                _open[run] = asked with { Asks = asked.Asks[1..] };
                Send(run);
                return;
            }

            _open.Remove(run);
            var (aliquot, step) = RunRegistry.Numbered(asked.Aliquot, number);
            if (_registries[asked.Node].NextUnsettled is { } next && next.RunUuid == run)
            {
                Settled.Add((aliquot, step));
                Journal(asked.Node, new AliquotSettled(At, asked.Identifier, aliquot, step, run, ""));
            }
            else
            {
                Reserve(asked.Node, run, asked.Identifier, asked.Aliquot, new AliquotObtained(At, asked.Identifier, aliquot, step, run));
            }
        }

        private void Reserve(int node, string run, string identifier, int aliquot, IJournalEvent given)
        {
            Journal(node, given);
            Journal(node, _registries[node].Reserve(At, run, identifier, aliquot, aliquot > 0));
        }

        /// <summary>The rule of <c>lab verify</c> looks on.</summary>
        private void Journal(int node, IJournalEvent fact)
        {
            _journals[node].Add(fact);
            _registries[node] = _registries[node].Apply(fact);
            _verification.Next(new MergedEvent($"node{node}", new RecordedEvent(++_events, Sources.RunRegistry, _journals[node].Count, fact))).ShouldBeEmpty();
        }
    }
}
