using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Simulator;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Node.Simulation;

/// <summary>
/// Keeps the simulated laboratory's state after every run, so that a killed node finds gas and valves about as they were. Lives as long as
/// the node; the orderly stop keeps it once more.
/// </summary>
internal sealed class SimulationKeeper : ReceiveActor
{
    public SimulationKeeper(SimulationFile file, SimulatedLaboratory laboratory)
    {
        Receive<JournaledEvent>(e =>
        {
            if (e.Event is RunEnded)
                file.Save(laboratory);
        });
    }

    public static Props Props(SimulationFile file, SimulatedLaboratory laboratory) =>
        Akka.Actor.Props.Create(() => new SimulationKeeper(file, laboratory)).WithDispatcher("labactors.dispatchers.blocking-io");

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
}
