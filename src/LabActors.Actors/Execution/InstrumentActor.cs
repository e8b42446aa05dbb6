using Akka.Actor;
using LabActors.Core.Labs;

namespace LabActors.Actors.Execution;

/// <summary>
/// One mass spectrometer with its executor. Owns neither state nor journal: it starts the two, passes messages of execution and of the spectrometer on, and lives as
/// long as the laboratory; when one of the two does not live any more, however often it is started, it stops.
/// </summary>
public sealed class InstrumentActor : ReceiveActor
{
    public InstrumentActor(InstrumentDefinition instrument, RunServices services, Props spectrometer, IActorRef registry)
    {
        var spectrometerActor = Context.ActorOf(
            Supervision.BackedOff.OnStop(spectrometer, "spectrometer"), "spectrometer");
        var executor = Context.ActorOf(
            Supervision.BackedOff.OnStop(ExecutorActor.Props(instrument, services with { Spectrometer = spectrometerActor }, registry), "executor"),
            "executor");
        Context.Watch(spectrometerActor);
        Context.Watch(executor);
        Receive<Terminated>(_ => Context.Stop(Self));
        Receive<Instruments.InstrumentProtocol.ISpectrometerCommand>(command => spectrometerActor.Forward(command));
        ReceiveAny(message => executor.Forward(message));
    }

    /// <summary>An instrument; <paramref name="services"/> lacks only its spectrometer.</summary>
    public static Props Props(InstrumentDefinition instrument, RunServices services, Props spectrometer, IActorRef registry) =>
        Akka.Actor.Props.Create(() => new InstrumentActor(instrument, services, spectrometer, registry));
}
