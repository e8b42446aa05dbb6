using Akka.Actor;
using Akka.Configuration;
using LabActors.Core.Cluster;

namespace LabActors.Actors.Cluster;

/// <summary>A laboratory's end of hardware that belongs to several nodes: what its parts need of it.</summary>
/// <param name="Way">The <see cref="HardwareWayActor"/>, of the laboratory's own actor system.</param>
/// <param name="Shared">What is leased by all nodes together.</param>
/// <param name="Wall">Real time.</param>
public sealed record HardwareActors(IActorRef Way, SharedThings Shared, TimeProvider Wall)
{
    private const string PatienceKey = "labactors.cluster.hardware-patience";
    private static readonly TimeSpan Least = HardwareProtocol.Ticket.Validity + TimeSpan.FromSeconds(2);

    /// <summary>Real time without a sign of its owner after which another node's hardware counts as silent.</summary>
    /// <exception cref="ConfigurationException">It is shorter than the time for which the owner may still begin what was asked.</exception>
    public static TimeSpan PatienceOf(Config config) => config.GetTimeSpan(PatienceKey, TimeSpan.FromSeconds(25)) is var patience && patience >= Least
        ? patience
        : throw new ConfigurationException($"{PatienceKey} is '{config.GetString(PatienceKey)}': expected {Least.TotalSeconds:0}s or more, since the owner may begin for {HardwareProtocol.Ticket.Validity.TotalSeconds:0} s what it was asked.");

    /// <summary>Starts the other end in an actor system of the cluster.</summary>
    public void Start(ActorSystem cluster, string node) => cluster.ActorOf(HardwareDoorActor.Props(node, Way), HardwareProtocol.Door);
}
