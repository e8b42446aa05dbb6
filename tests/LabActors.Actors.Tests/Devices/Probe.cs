using System.Collections.Immutable;
using Akka.Actor;

namespace LabActors.Actors.Tests.Devices;

/// <summary>An actor that keeps what it is told, and may answer; the test awaits what it waits for.</summary>
public sealed class Probe
{
    private readonly Lock _gate = new();
    private readonly List<(Func<ImmutableArray<object>, bool> Until, TaskCompletionSource Done)> _waiting = [];
    private ImmutableArray<object> _heard = [];

    public Probe(ActorSystem system, Func<object, object?>? answer = null) =>
        Ref = system.ActorOf(Akka.Actor.Props.Create(() => new Ear(this, answer)));

    public IActorRef Ref { get; }

    public ImmutableArray<object> Heard
    {
        get
        {
            lock (_gate)
                return _heard;
        }
    }

    /// <summary>Waits until it has heard so many messages of a type, and gives them.</summary>
    public async Task<ImmutableArray<T>> Hears<T>(int count = 1)
    {
        await Until(heard => heard.OfType<T>().Count() >= count);
        return [.. Heard.OfType<T>()];
    }

    /// <summary>Everything that it had been told before this was asked.</summary>
    public async Task<ImmutableArray<object>> All()
    {
        await Ref.Ask<Sync>(new Sync(), TestNode.Patience);
        return Heard;
    }

    public async Task Until(Func<ImmutableArray<object>, bool> condition)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition(_heard))
                return;
            _waiting.Add((condition, done));
        }

        await done.Task.WaitAsync(TestNode.Patience);
    }

    private void Hear(object message)
    {
        lock (_gate)
        {
            _heard = _heard.Add(message);
            foreach (var (_, done) in _waiting.Where(w => w.Until(_heard)).ToArray())
                done.TrySetResult();
        }
    }

    private sealed class Ear : ReceiveActor
    {
        public Ear(Probe probe, Func<object, object?>? answer)
        {
            Receive<Sync>(sync => Sender.Tell(sync));
            ReceiveAny(message =>
            {
                probe.Hear(message);
                if (answer?.Invoke(message) is { } reply)
                    Sender.Tell(reply);
            });
        }
    }

    private sealed record Sync;
}
