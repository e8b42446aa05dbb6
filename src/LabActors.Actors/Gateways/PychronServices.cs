using Akka.Actor;
using LabActors.Core.Labs;

namespace LabActors.Actors.Gateways;

/// <summary>What requests of Pychron's clients are carried out with.</summary>
/// <param name="Lab">Names.</param>
/// <param name="Server">Who is served, and how.</param>
/// <param name="Line">The extraction line.</param>
/// <param name="Leases">The lease authority.</param>
/// <param name="Flags">The flags.</param>
/// <param name="Laser">The laser that is served (<see cref="PychronLaserActor"/>); null where it is the valves.</param>
public sealed record PychronServices(LabDefinition Lab, PychronServerDefinition Server, IActorRef Line, IActorRef Leases, IActorRef Flags, IActorRef? Laser);
