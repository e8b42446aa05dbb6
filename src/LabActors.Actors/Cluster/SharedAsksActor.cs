using Akka.Actor;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;

namespace LabActors.Actors.Cluster;

/// <summary>
/// The cluster's end of <see cref="SharedLeasesActor"/>: passes requests on to the authority wherever it lives, and says them again until they are answered. Owns what is open; persists nothing; dies with the
/// cluster's actor system.
/// </summary>
public sealed class SharedAsksActor : ReceiveActor, IWithTimers
{
    /// <summary>Name of the actor.</summary>
    public const string Name = "shared-asks";

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, IClusterMessage> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _waits = new(StringComparer.Ordinal);
    private readonly IActorRef _laboratory;

    /// <summary>See <see cref="Props"/>.</summary>
    public SharedAsksActor(IActorRef laboratory, IActorRef authority)
    {
        _laboratory = laboratory;
        Receive<AcquireShared>(a => Ask(authority, a.Id, a));
        Receive<ReleaseShared>(r => Ask(authority, r.Id, r));
        Receive<SharedNumberProtocol.AskNumber>(a => Ask(authority, a.Ask.Id, a));
        Receive<SharedNumberProtocol.NumberGiven>(g => Answer(g.Id, g));
        Receive<SharedLeasesActor.Withdrawn>(w => _open.Remove(w.Id));
        Receive<SharedWaits>(w =>
        {
            // Said again with each time that it is asked again.
            if (_waits.GetValueOrDefault(w.Id) == w.For.Id)
                return;
            _waits[w.Id] = w.For.Id;
            _laboratory.Tell(w, Self);
        });
        Receive<ConfirmShared>(c => Ask(authority, c.Id, c));
        Receive<ExpireShared>(e => Ask(authority, e.Id, e));
        Receive<SharedStand>(s => Answer(s.Id, s));
        Receive<HeldByLost>(h =>
        {
            _laboratory.Tell(h, Self);
            Context.System.EventStream.Publish(h);
        });
        Receive<SharedGranted>(g => Answer(g.Id, g));
        Receive<SharedRefused>(r => Answer(r.Id, r));
        Receive<SharedReturned>(r => Answer(r.Id, r));
        Receive<Again>(_ =>
        {
            foreach (var request in _open.Values)
                authority.Tell(request, Self);
        });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The end of a node's way.</summary>
    /// <param name="laboratory">The <see cref="SharedLeasesActor"/>.</param>
    /// <param name="authority">The proxy of the authority.</param>
    public static Props Props(IActorRef laboratory, IActorRef authority) => Akka.Actor.Props.Create(() => new SharedAsksActor(laboratory, authority));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartPeriodicTimer("again", Again.Instance, Between);
        _laboratory.Tell(new SharedLeasesActor.Connected(Self), Self);
    }

    private void Ask(IActorRef authority, string id, IClusterMessage request)
    {
        if (request is ReleaseShared { Resources.IsEmpty: true } release)
        {
            foreach (var asked in _open.Where(o => o.Value is AcquireShared a && a.Holder.Id == release.Holder.Id).Select(o => o.Key).ToArray())
                _open.Remove(asked);
        }

        _waits.Remove(id);
        _open[id] = request;
        authority.Tell(request, Self);
    }

    private void Answer(string id, object answer)
    {
        _open.Remove(id);
        _waits.Remove(id);
        _laboratory.Tell(answer, Self);
    }

    private sealed record Again
    {
        public static readonly Again Instance = new();
    }
}
