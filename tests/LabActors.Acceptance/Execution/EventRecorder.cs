using System.Collections.Concurrent;
using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;

namespace LabActors.Acceptance.Execution;

/// <summary>Records what is journaled and reacts to it inside the clock.</summary>
internal sealed class EventRecorder : ReceiveActor
{
    private readonly List<Reaction> _reactions = [];
    private readonly List<Waiter> _waiters = [];

    public EventRecorder(ConcurrentQueue<JournaledEvent> events)
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
        Receive<Heard>(h => Sender.Tell(h));
        Receive<Reaction>(_reactions.Add);
        Receive<Waiter>(w =>
        {
            if (events.FirstOrDefault(e => w.Fits(e.Event)) is { } seen)
                w.Seen.TrySetResult(seen);
            else
                _waiters.Add(w);
        });
        Receive<JournaledEvent>(e =>
        {
            events.Enqueue(e);
            foreach (var waiter in _waiters.Where(w => w.Fits(e.Event)))
                waiter.Seen.TrySetResult(e);
            foreach (var reaction in _reactions.Where(r => r.Fits(e.Event)).ToArray())
            {
                _reactions.Remove(reaction);
                reaction.Act();
            }
        });
    }

    internal sealed record Heard;

    internal sealed record Reaction(Func<IJournalEvent, bool> Fits, Action Act);

    internal sealed record Waiter(Func<IJournalEvent, bool> Fits, TaskCompletionSource<JournaledEvent> Seen);
}
