using System.Threading.Channels;
using Akka.Actor;

namespace LabActors.Actors.Tests.Results;

/// <summary>Hears messages for a test, which waits for the first that it wants and passes over those before it.</summary>
public sealed class Listener<T>
{
    private readonly Channel<T> _heard = Channel.CreateUnbounded<T>();

    public Listener(ActorSystem system)
    {
        var writer = _heard.Writer;
        Ref = system.ActorOf(Props.Create(() => new Ear(writer)));
    }

    public IActorRef Ref { get; }

    public async Task<T> First(Func<T, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TestNode.Patience);
        await foreach (var message in _heard.Reader.ReadAllAsync(patience.Token))
            if (wanted(message)) return message;
        throw new InvalidOperationException("The listener has ended.");
    }

    private sealed class Ear : ReceiveActor
    {
        public Ear(ChannelWriter<T> writer) => Receive<T>(message => writer.TryWrite(message).ShouldBeTrue());
    }
}
