using Akka.Actor;

namespace LabActors.Actors.Execution;

/// <content>The node is about to stop: runs in flight come to their end, and nothing else is begun.</content>
public sealed partial class ExecutorActor
{
    private readonly HashSet<IActorRef> _awaitDrained = [];
    private bool _draining;

    private void Drain()
    {
        _draining = true;
        _awaitDrained.Add(Sender);
        if (_execution.Current.Length == 0)
            TellDrained();
        else
            DrainQueue();
    }

    /// <summary>A queue's actor that died is told when it is started again.</summary>
    private void DrainQueue()
    {
        if (_draining && !_queue.IsNobody())
            _queue.Tell(new QueueProtocol.Drain());
    }

    private void TellDrained()
    {
        foreach (var asker in _awaitDrained)
            asker.Tell(new QueueProtocol.Drained());
        _awaitDrained.Clear();
    }
}
