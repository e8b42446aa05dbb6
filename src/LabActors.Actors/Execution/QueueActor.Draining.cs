using Akka.Actor;

namespace LabActors.Actors.Execution;

/// <summary>The node is about to stop: the queue launches nothing more, says when nothing is in flight, and is gone on with at the next start. Nothing of it is journaled: it is the node that stops, not the queue.</summary>
public sealed partial class QueueActor
{
    private readonly HashSet<IActorRef> _awaitDrained = [];
    private bool _draining;

    private void Drain()
    {
        _draining = true;
        _awaitDrained.Add(Sender);
        TellDrained();
    }

    private void TellDrained()
    {
        if (!_queue.InFlight.IsEmpty)
            return;
        foreach (var asker in _awaitDrained)
            asker.Tell(new QueueProtocol.Drained());
        _awaitDrained.Clear();
    }
}
