using Akka.Actor;
using LabActors.Actors.Lab;

namespace LabActors.Console.Actors;

/// <summary>Passes on what the laboratory cannot journal, since its journal is away. Owns nothing; dies with the node.</summary>
public sealed class NoticesActor : ReceiveActor
{
    public NoticesActor(Action<string> tell) => Receive<LabProtocol.Notice>(n => tell(n.Text));

    /// <summary>Passes notices to <paramref name="tell"/>.</summary>
    public static Props Props(Action<string> tell) => Akka.Actor.Props.Create(() => new NoticesActor(tell));

    /// <inheritdoc/>
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(LabProtocol.Notice));

    /// <inheritdoc/>
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);
}
