using Akka.Actor;

namespace LabActors.Actors.Cluster;

/// <summary>One extraction device or cold trap as runs and consoles know it, wherever it is connected: says on to the <see cref="HardwareWayActor"/> what is said to it. Persists nothing; dies with its laboratory.</summary>
public sealed class DeviceWayActor : ReceiveActor
{
    /// <summary>See <see cref="Props"/>.</summary>
    public DeviceWayActor(IActorRef way, string target) => ReceiveAny(message => way.Tell(new HardwareWayActor.Said(target, message), Sender));

    /// <summary>The way to a device.</summary>
    public static Props Props(IActorRef way, string target) => Akka.Actor.Props.Create(() => new DeviceWayActor(way, target));
}
