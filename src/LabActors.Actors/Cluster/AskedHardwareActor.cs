using Akka.Actor;

namespace LabActors.Actors.Cluster;

/// <summary>Stands for whoever has asked hardware, who may be on another node: tells its parent each answer with the key of the question. Persists nothing; its parent stops it.</summary>
internal sealed class AskedHardwareActor : ReceiveActor
{
    /// <summary>See <see cref="Props"/>.</summary>
    public AskedHardwareActor(string key) => ReceiveAny(answer => Context.Parent.Tell(new Heard(key, answer)));

    /// <summary>Waits for the answers to one question.</summary>
    public static Props Props(string key) => Akka.Actor.Props.Create(() => new AskedHardwareActor(key));

    /// <summary>To the parent: an answer.</summary>
    public sealed record Heard(string Key, object Answer);
}
