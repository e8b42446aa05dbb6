using Akka.Actor;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;

namespace LabActors.Actors.Cluster;

/// <summary>
/// The laboratory's way to the authority over shared things and numbers. Owns what was asked and not answered, by id, and passes it on to whichever actor system the node has in the cluster at the moment; says all
/// again to a new one. Persists nothing: who asked asks again after a restart. Dies with its node.
/// </summary>
public sealed class SharedLeasesActor : ReceiveActor
{
    private readonly Dictionary<string, (IClusterMessage Request, IActorRef From)> _open = new(StringComparer.Ordinal);
    private readonly List<IActorRef> _awaitReturns = [];
    private IActorRef _way = ActorRefs.Nobody;

    /// <summary>See <see cref="Props"/>.</summary>
    public SharedLeasesActor()
    {
        Receive<Connected>(connected =>
        {
            _way = connected.Way;
            foreach (var (request, _) in _open.Values)
                _way.Tell(request, Self);
            Context.System.EventStream.Publish(OthersAreThere.Instance);
        });
        Receive<AcquireShared>(a => Ask(a.Id, a));
        Receive<ReleaseShared>(r =>
        {
            // What is given back is no longer asked for.
            foreach (var asked in _open.Where(o => o.Value.Request is AcquireShared a && a.Holder.Id == r.Holder.Id && r.Resources.IsEmpty).Select(o => o.Key).ToArray())
                _open.Remove(asked);
            Ask(r.Id, r);
        });
        Receive<ConfirmShared>(c => Ask(c.Id, c));
        Receive<ExpireShared>(e => Ask(e.Id, e));
        Receive<SharedStand>(s => Answer(s.Id, s, isLast: true));
        Receive<HeldByLost>(h => Context.System.EventStream.Publish(h));
        Receive<SharedNumberProtocol.AskNumber>(a => Ask(a.Ask.Id, a));
        Receive<SharedNumberProtocol.NumberGiven>(g => Answer(g.Id, g, isLast: true));
        Receive<Withdrawn>(w =>
        {
            _open.Remove(w.Id);
            _way.Tell(w, Self);
        });
        Receive<SharedWaits>(w => Answer(w.Id, w, isLast: false));
        Receive<SharedGranted>(g => Answer(g.Id, g, isLast: true));
        Receive<SharedRefused>(r => Answer(r.Id, r, isLast: true));
        Receive<SharedReturned>(r => Answer(r.Id, r, isLast: true));
        Receive<WhenReturned>(_ =>
        {
            _awaitReturns.Add(Sender);
            TellReturned();
        });
    }

    /// <summary>The way of a node.</summary>
    public static Props Props() => Akka.Actor.Props.Create(() => new SharedLeasesActor());

    private void Ask(string id, IClusterMessage request)
    {
        _open[id] = (request, Sender);
        _way.Tell(request, Self);
    }

    private void Answer(string id, object answer, bool isLast)
    {
        if (_open.TryGetValue(id, out var asked))
            asked.From.Tell(answer, Self);
        if (!isLast)
            return;
        _open.Remove(id);
        TellReturned();
    }

    private void TellReturned()
    {
        if (_open.Values.Any(o => o.Request is ReleaseShared))
            return;
        _awaitReturns.ForEach(asker => asker.Tell(Returned.Instance, Self));
        _awaitReturns.Clear();
    }

    /// <summary>Nobody waits for the answer to that any more.</summary>
    public sealed record Withdrawn(string Id);

    /// <summary>Answered by <see cref="Returned"/> when the authority knows of all that was given back.</summary>
    public sealed record WhenReturned
    {
        /// <summary>The only one.</summary>
        public static readonly WhenReturned Instance = new();
    }

    /// <summary>Answers <see cref="WhenReturned"/>.</summary>
    public sealed record Returned
    {
        /// <summary>The only one.</summary>
        public static readonly Returned Instance = new();
    }

    /// <summary>The node has an actor system in the cluster, and this actor in it passes requests on.</summary>
    public sealed record Connected(IActorRef Way);
}
