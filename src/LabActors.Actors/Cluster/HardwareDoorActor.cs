using Akka.Actor;
using Akka.Cluster;
using static LabActors.Actors.Cluster.HardwareProtocol;

namespace LabActors.Actors.Cluster;

/// <summary>
/// The cluster's end of a node's <see cref="HardwareWayActor"/>: finds other nodes and passes messages in and out, and has the node's gate say each second that it is there. Owns who waits for a fence to be raised;
/// persists nothing; says nothing again, which is the matter of who asks. Dies with the cluster's actor system.
/// </summary>
public sealed class HardwareDoorActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly IActorRef _way;
    private readonly Dictionary<string, IActorRef> _raise = new(StringComparer.Ordinal);

    /// <summary>See <see cref="Props"/>.</summary>
    public HardwareDoorActor(string node, IActorRef way)
    {
        _way = way;
        Receive<Outgoing>(o => To(members => members.Where(m => ClusterActor.NameOf(m) == o.Node), o.Message));
        Receive<GetTicket>(g => way.Tell(g));
        Receive<GateIsThere>(g => To(members => members.Where(m => m.Address != Cluster.SelfAddress), g), g => g.Node == node);
        Receive<GateIsThere>(g => way.Tell(g));
        Receive<RaiseFence>(r =>
        {
            _raise[r.Id] = Sender;
            way.Tell(r);
        });
        Receive<FenceIsRaised>(f =>
        {
            if (_raise.Remove(f.Id, out var asker))
                asker.Tell(f, Self);
        });
        Receive<AskHardware>(a => way.Tell(a));
        Receive<HardwareAnswered>(a => way.Tell(a));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private static Akka.Cluster.Cluster Cluster => Akka.Cluster.Cluster.Get(Context.System);

    /// <summary>The door of a node.</summary>
    /// <param name="way">The <see cref="HardwareWayActor"/>.</param>
    public static Props Props(string node, IActorRef way) => Akka.Actor.Props.Create(() => new HardwareDoorActor(node, way));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _way.Tell(new HardwareWayActor.Connected(Self));
        Timers.StartPeriodicTimer("ticket", GetTicket.Instance, TimeSpan.Zero, Between);
    }

    private static void To(Func<IEnumerable<Member>, IEnumerable<Member>> which, IClusterMessage message)
    {
        foreach (var address in which(Cluster.State.Members.Where(m => m.Status == MemberStatus.Up)).Select(m => m.Address).Distinct())
            Context.ActorSelection(new RootActorPath(address) / "user" / Door).Tell(message, Context.Self);
    }
}
