using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Persistence;
using LabActors.Core.Cluster;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using static LabActors.Actors.Leases.LeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Leases;

/// <summary>
/// The one authority over shared things. Owns who holds what, who waits, and the named resources of scripts; receives
/// <see cref="LeaseProtocol"/>; journals every request, grant, return and value under <c>leases</c>, and answers only what is in
/// the journal. After a restart holdings and waiting requests stand; nothing is answered by itself, whoever still wants something asks
/// again and is answered from the state. A holder whose actor is gone gives nothing back: its supervisor says <see cref="Release"/>
/// for it. Dies with its node.
/// </summary>
public sealed partial class LeaseActor : JournaledActor
{
    /// <summary>The persistence id.</summary>
    public const string Id = "leases";

    // Where answers go: by holder and what was asked. Not journaled, since actors of a former life are not there.
    private readonly Dictionary<(string Holder, string Resources), Asker> _askers = [];
    private readonly Dictionary<string, IActorRef> _namedAskers = new(StringComparer.Ordinal);
    private LeaseState _state = LeaseState.Empty;
    private ImmutableList<NamedAsk> _namedAsks = [];

    /// <summary>See <see cref="Props"/>.</summary>
    public LeaseActor(SharedThings shared, IActorRef authority)
        : base(Id)
    {
        (_shared, _authority) = (shared, authority);
        Applies<LeaseRequested>(Apply);
        Applies<LeaseGranted>(Apply);
        Applies<SharedLeaseObtained>(Apply);
        Applies<LeaseReleased>(Apply);
        Applies<LeaseWithdrawn>(Apply);
        Applies<LeaseExpired>(Apply);
        Applies<ResourceSet>(Apply);
        Applies<ResourceAcquired>(Apply);
        Keeps<LeaseSnapshot>(() => _state.ToSnapshot(), kept => _state = LeaseState.Of(kept));
        Command<Acquire>(ask => Acquire(ask, Sender));
        Command<SharedLeaseProtocol.SharedGranted>(Obtain);
        Command<SharedLeaseProtocol.SharedWaits>(TellWhoHasIt);
        Command<SharedLeaseProtocol.SharedRefused>(Refuse);
        Command<SharedLeaseProtocol.SharedReturned>(_ => { });
        Command<Release>(OnRelease);
        Command<Confirm>(Confirm);
        Command<SharedLeaseProtocol.SharedStand>(Stand);
        Command<SharedLeaseProtocol.OthersAreThere>(_ => AskWhetherAllStand());
        Command<GetHoldings>(_ => Sender.Tell(new HoldingsAre(_state)));
        Command<GetSharedHeld>(_ => Sender.Tell(HeldShared()));
        Command<AcquireResource>(OnAcquireResource);
        Command<WaitForResource>(w => Await(new NamedAsk(w.Id, w.By, w.Name, w.Criterion)));
        Command<SetResource>(s => Change(NamedResources.Set(_state, s.By, s.Name, s.Value, s.Why, Now, s.Id), s.Id, s.Name));
        Command<GetResource>(g => Sender.Tell(new ResourceIs(g.Id, g.Name, _state.NamedOf(g.Name).Value)));
        Command<WithdrawResource>(OnWithdraw);
        Command<ClearResources>(c => JournalAll(NamedResources.Clear(_state, c.By, c.Why, Now), SettleNamed));
    }

    /// <summary>The lease authority of a node that shares nothing.</summary>
    public static Props Props() => Props(SharedThings.None, ActorRefs.Nobody);

    /// <summary>The lease authority of a node.</summary>
    /// <param name="shared">What it shares with other nodes: that is asked of the authority of all.</param>
    /// <param name="authority">The way there; see <see cref="SharedLeaseProtocol"/>.</param>
    public static Props Props(SharedThings shared, IActorRef authority) => Akka.Actor.Props.Create(() => new LeaseActor(shared, authority));

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        if (!_shared.Resources.IsEmpty)
            Context.System.EventStream.Subscribe(Self, typeof(SharedLeaseProtocol.OthersAreThere));
        JournalAll(LeaseDecisions.Due(_state, Now), ReturnAgain);
    }

    private void Apply(IJournalEvent fact) => _state = _state.Apply(fact);

    private void Decide(Acquire ask, IActorRef from)
    {
        switch (LeaseDecisions.Acquire(_state, ask.Holder, ask.Resources, ask.Why, Now))
        {
            case AcquireDecision.AlreadyHeld held:
                from.Tell(Grant(ask.Holder, ask.Resources, held.Token));
                break;
            case AcquireDecision.AlreadyWaiting waiting:
                Expect(waiting.Request, ask, from);
                TellWhoIsWaitedFor(waiting.Request, ask, from);
                break;
            case AcquireDecision.Refused refused:
                from.Tell(new AcquireRefused(ask.Holder, ask.Resources, refused.Reason));
                break;
            case AcquireDecision.Taken taken:
                var requested = (LeaseRequested)taken.Events[0];
                _askers[KeyOf(requested.Holder, requested.Resources)] = new Asker(from, ask.Resources);
                JournalAll(taken.Events, () =>
                {
                    AnswerGrants(taken.Events);
                    if (_state.Waiting.Find(r => r.Holder.Id == ask.Holder.Id && r.Resources.SequenceEqual(requested.Resources)) is { } request)
                    {
                        TellWhoIsWaitedFor(request, ask, from);
                    }
                });
                break;
        }
    }

    private void OnRelease(Release release)
    {
        var events = LeaseDecisions.Release(_state, release.Holder, release.Resources, release.Why, Now);
        var given = events.OfType<LeaseReleased>().SelectMany(e => e.Resources).ToImmutableArray();
        JournalAll(events, () =>
        {
            if (events.Any(e => e is LeaseWithdrawn))
            {
                Forget(release.Holder);
            }

            Sender.Tell(new Released(release.Holder, given));
            AnswerGrants(events);
            ReturnShared(release, given);
        });
    }

    private void OnAcquireResource(AcquireResource ask)
    {
        if (ask.Clear)
        {
            Change(NamedResources.Seize(_state, ask.By, ask.Name, Now), ask.Id, ask.Name);
        }
        else
        {
            Await(new NamedAsk(ask.Id, ask.By, ask.Name, null));
        }
    }

    private void OnWithdraw(WithdrawResource withdrawn)
    {
        _namedAsks = _namedAsks.RemoveAll(a => a.Id == withdrawn.Id);
        _namedAskers.Remove(withdrawn.Id);
    }

    private void Await(NamedAsk ask)
    {
        if (!_namedAsks.Exists(a => a.Id == ask.Id))
        {
            _namedAsks = _namedAsks.Add(ask);
        }

        _namedAskers[ask.Id] = Sender;
        SettleNamed();
    }

    private void Change(ImmutableArray<IJournalEvent> events, string id, string name) => JournalAll(events, () =>
    {
        Sender.Tell(new ResourceIs(id, name, _state.NamedOf(name).Value));
        SettleNamed();
    });

    private void SettleNamed()
    {
        var settled = NamedResources.Settle(_state, _namedAsks, Now);
        _namedAsks = settled.Pending;
        JournalAll(settled.Events, () =>
        {
            foreach (var (ask, value) in settled.Answered)
            {
                if (_namedAskers.Remove(ask.Id, out var asker))
                {
                    asker.Tell(new ResourceIs(ask.Id, ask.Name, value));
                }
            }
        });
    }

    private void AnswerGrants(IEnumerable<IJournalEvent> events)
    {
        foreach (var granted in events.OfType<LeaseGranted>())
        {
            if (_askers.Remove(KeyOf(granted.Holder, granted.Resources), out var asker))
            {
                asker.Ref.Tell(Grant(granted.Holder, asker.Asked, granted.Token));
            }
        }
    }

    private void Expect(LeaseRequest request, Acquire ask, IActorRef from) =>
        _askers[KeyOf(request.Holder, request.Resources)] = new Asker(from, ask.Resources);

    private void TellWhoIsWaitedFor(LeaseRequest request, Acquire ask, IActorRef from)
    {
        if (LeaseDecisions.BlockerOf(_state, request) is { } blocker)
        {
            from.Tell(new Waiting(ask.Holder, ask.Resources, blocker));
        }
    }

    private void Forget(LeaseHolder holder)
    {
        foreach (var key in _askers.Keys.Where(k => k.Holder == holder.Id).ToArray())
        {
            _askers.Remove(key);
        }
    }

    private Granted Grant(LeaseHolder holder, ImmutableArray<string> resources, long token) => new(
        holder,
        resources,
        token,
        resources.Distinct(StringComparer.Ordinal)
            .Where(_state.Returns.ContainsKey)
            .ToImmutableDictionary(r => r, r => new PreviousHolding(_state.Returns[r].Holder, _state.Returns[r].At)));

    private static (string, string) KeyOf(LeaseHolder holder, ImmutableArray<string> resources) =>
        (holder.Id, string.Join('\n', resources));

    private sealed record Asker(IActorRef Ref, ImmutableArray<string> Asked);
}
