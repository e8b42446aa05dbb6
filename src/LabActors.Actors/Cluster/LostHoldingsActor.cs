using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Lab;
using LabActors.Actors.Leases;
using LabActors.Actors.Persistence;
using LabActors.Core.Cluster;
using LabActors.Core.Labs;
using static LabActors.Actors.Cluster.LostHoldingsProtocol;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;
using static LabActors.Core.Journal.Events.ClusterEvents;

namespace LabActors.Actors.Cluster;

/// <summary>
/// What becomes of this node's hardware while runs hold it that cannot reach it. Owns the newest of what lost nodes hold; receives <see cref="HeldByLost"/>, and <see cref="PutOut"/> when it is this node that is cut off.
/// After the limit it has the fence raised, makes the hardware safe, and only then lets the leases expire, one lost node after another; journals each under <c>lost-holdings</c>. Where the lost node has the hardware
/// itself nothing expires by itself, which is told once. Dies with its node; what was under way is begun again from what is heard next.
/// </summary>
public sealed class LostHoldingsActor : JournaledActor
{
    /// <summary>The persistence id.</summary>
    public const string Id = "lost-holdings";

    /// <summary>How long what lost nodes hold counts as heard, real time: the authority says it again and again.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    // Real time.
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(1);

    private readonly Order _order;
    private readonly HashSet<(string Node, DateTimeOffset Since)> _told = [];
    private readonly HashSet<(string Resource, long Token)> _expired = [];
    private ImmutableArray<LostHolding> _lost = [];
    private DateTimeOffset _heardAt = DateTimeOffset.MinValue;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private readonly Dictionary<IActorRef, (string Node, ImmutableArray<string> Resources, string Why)> _making = [];
    private TakeOver? _current;

    /// <summary>See <see cref="Props"/>.</summary>
    public LostHoldingsActor(Order order)
        : base(Id)
    {
        _order = order;
        Applies<HeldHardwareMadeSafe>(_ => { });
        Applies<LostHoldingsExpired>(_ => { });
        Command<HeldByLost>(held =>
        {
            (_lost, _heardAt) = (held.Holdings, order.Wall.GetUtcNow());
            Consider();
        });
        Command<GetLost>(_ => Sender.Tell(new LostAre(order.Wall.GetUtcNow() - _heardAt < Fresh ? _lost : [])));
        Command<Fenced>(FenceIsRaised);
        Command<SafeLabActor.Made>(Made);
        Command<SharedReturned>(_ => Expired());
        Command<SharedRefused>(r => GiveUp(r.Reason));
        Command<PutOut>(_ => order.Leases().Tell(LeaseProtocol.GetSharedHeld.Instance));
        Command<LeaseProtocol.SharedHeld>(MakeSafeOfOthers);
    }

    /// <summary>The actor of a node.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new LostHoldingsActor(order));

    /// <inheritdoc/>
    protected override void OnRecovered() => Context.System.EventStream.Subscribe(Self, typeof(HeldByLost));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        base.PostStop();
    }

    private void Consider()
    {
        if (_order.Limit is not { } limit)
            return;
        var now = _order.Wall.GetUtcNow();
        foreach (var own in _lost.Where(h => _order.Hardware.OwnerOfResource(h.Resource) == h.Node).GroupBy(h => (h.Node, h.Since)).Where(g => now - g.Key.Since >= limit && _told.Add(g.Key)))
            Notice($"{own.Key.Node} is lost, holds {Names(own)}, and operates that itself: it is not taken over by itself; ./lab take-over {own.Key.Node} does, when somebody has made it safe");
        if (_current is not null || now < _notBefore)
            return;
        var due = _lost
            .Where(h => now - h.Since >= limit && h.Node != _order.Hardware.Node && !_expired.Contains((h.Resource, h.Token)) && _order.Hardware.OwnerOfResource(h.Resource) == _order.Hardware.Node)
            .GroupBy(h => h.Node)
            .FirstOrDefault();
        if (due is null)
            return;
        _current = new TakeOver(due.Key, [.. due], $"{due.Key} does not answer since {due.First().Since.UtcDateTime:HH:mm:ss}, for longer than {limit.TotalMinutes:0.##} min");
        _order.Fence(_current.Holdings, _current.Why).PipeTo(Self, success: refusal => new Fenced(refusal), failure: fault => new Fenced(fault.Message));
    }

    private void FenceIsRaised(Fenced fenced)
    {
        if (_current is not { } current)
            return;
        if (fenced.Refusal.Length > 0)
            GiveUp(fenced.Refusal);
        else if (_order.Wall.GetUtcNow() - _heardAt >= Fresh || !current.Holdings.All(_lost.Contains))
            GiveUp($"{current.Node} is no longer known to be lost");
        else
            MakeSafe(current.Node, [.. current.Holdings.Select(h => h.Resource)], current.Why);
    }

    /// <summary>This node is cut off: what runs of other nodes hold of its hardware they cannot reach any more.</summary>
    private void MakeSafeOfOthers(LeaseProtocol.SharedHeld own)
    {
        ImmutableArray<string> resources =
        [
            .. _order.Shared.Resources
                .Where(r => _order.Hardware.OwnerOfResource(r) == _order.Hardware.Node && own.Things.All(thing => thing.Resource != r) && _order.MayBeHeldByOthers(r))
                .Order(StringComparer.Ordinal),
        ];
        if (!resources.IsEmpty)
            MakeSafe("", resources, "the other nodes have put this one out, and their runs do not reach it any more");
    }

    private void MakeSafe(string node, ImmutableArray<string> resources, string why) =>
        _making[Context.ActorOf(SafeLabActor.Props(_order.Safe($"lost-holdings-{Guid.NewGuid():N}", resources, why)))] = (node, resources, why);

    private void Made(SafeLabActor.Made made)
    {
        if (!_making.Remove(Sender, out var what))
            return;
        var failed = made.Steps.Where(step => !step.Done).Select(step => $"{step.What}: {step.Detail}").ToArray();
        Journal(new HeldHardwareMadeSafe(Now, what.Node, what.Resources, made.Steps, what.Why), e =>
        {
            Notice($"{string.Join(", ", e.Resources)} {(failed.Length == 0 ? "was made safe" : $"IS PERHAPS NOT SAFE ({string.Join("; ", failed)})")}: {e.Why}");
            if (_current is not { } current || current.Node != e.Node)
                return;
            if (failed.Length > 0)
                GiveUp(string.Join("; ", failed));
            else
                _order.Way.Tell(new ExpireShared($"{_order.Hardware.Node} takes over {current.Node} {Guid.NewGuid():N}", current.Node, e.Resources, _order.Hardware.Node, current.Why), Self);
        });
    }

    private void Expired()
    {
        if (_current is not { } current)
            return;
        _current = null;
        _expired.UnionWith(current.Holdings.Select(h => (h.Resource, h.Token)));
        Journal(
            new LostHoldingsExpired(Now, current.Node, [.. current.Holdings.Select(h => h.Resource)], _order.Hardware.Node, current.Why),
            e => Notice($"what {e.Node} held has expired: {string.Join(", ", e.Resources)}; {e.Why}"));
    }

    private void GiveUp(string reason)
    {
        if (_current is not { } current)
            return;
        _current = null;
        _notBefore = _order.Wall.GetUtcNow() + TryAgain;
        Notice($"what {current.Node} holds ({Names(current.Holdings)}) has not expired: {reason}; it is tried again");
    }

    private static string Names(IEnumerable<LostHolding> holdings) => string.Join(", ", holdings.Select(h => h.Resource));

    private static void Notice(string text) => Context.System.EventStream.Publish(new LabProtocol.Notice(text));

    /// <summary>What it is started with.</summary>
    /// <param name="Hardware">Which of the laboratory's is the node's own.</param>
    /// <param name="Shared">What is leased by all nodes together.</param>
    /// <param name="Limit">How long a node may be lost before what it holds of this node's hardware expires, real time; null for never by itself.</param>
    /// <param name="Leases">The node's leases, of the laboratory as it was started last.</param>
    /// <param name="Way">The way to the authority.</param>
    /// <param name="Wall">Real time.</param>
    public sealed record Order(NodeHardware Hardware, SharedThings Shared, TimeSpan? Limit, Func<IActorRef> Leases, IActorRef Way, TimeProvider Wall)
    {
        /// <summary>The pass that makes this node's part of things safe: valves of sections closed, devices off.</summary>
        public required Func<string, ImmutableArray<string>, string, SafeLabActor.Order> Safe { get; init; }

        /// <summary>Lets nothing through any more under the leases of these things. Returns why it could not be done; empty when it is journaled.</summary>
        public required Func<IReadOnlyCollection<LostHolding>, string, Task<string>> Fence { get; init; }

        /// <summary>False when it is known that no run of another node holds the thing.</summary>
        public Func<string, bool> MayBeHeldByOthers { get; init; } = _ => true;
    }

    private sealed record TakeOver(string Node, ImmutableArray<LostHolding> Holdings, string Why);

    private sealed record Fenced(string Refusal);
}
