using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Persistence;

namespace LabActors.Node.Torture;

/// <summary>Hears which events were written in one transaction with the next. Owns that; dies with its node.</summary>
internal sealed class TransactionsActor : ReceiveActor
{
    private readonly ImmutableHashSet<(string, long)>.Builder _inside = ImmutableHashSet.CreateBuilder<(string, long)>();

    public TransactionsActor()
    {
        Receive<JournaledEvent>(e =>
        {
            if (e.Continues)
                _inside.Add((e.PersistenceId, e.SequenceNr));
        });
        Receive<GetInside>(_ => Sender.Tell(new AreInside(_inside.ToImmutable())));
    }

    public static Props Props() => Akka.Actor.Props.Create(() => new TransactionsActor());

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    /// <summary>Asks for them.</summary>
    public sealed record GetInside;

    /// <summary>Answers <see cref="GetInside"/>: persistence id and sequence number of each event that is not the last of its transaction.</summary>
    public sealed record AreInside(ImmutableHashSet<(string, long)> Events);
}
