using Akka.Actor;
using LabActors.Actors.Persistence;
using static LabActors.Core.Journal.Events.ExecutorEvents;

namespace LabActors.Node;

/// <summary>Completes a task when an execution ends; an edge between actors and awaiting code. Dies when told to.</summary>
internal sealed class ExecutionWatcher : ReceiveActor
{
    public ExecutionWatcher(string executor, TaskCompletionSource ended)
    {
        Receive<Watch>(w => Sender.Tell(w));
        Receive<JournaledEvent>(e =>
        {
            if (e.PersistenceId == executor && e.Event is ExecutionEnded)
                ended.TrySetResult();
        });
    }

    public static Props Props(string executor, TaskCompletionSource ended) =>
        Akka.Actor.Props.Create(() => new ExecutionWatcher(executor, ended));

    /// <summary>Answered with itself when the watcher hears: an execution that ends before that would never be seen.</summary>
    public sealed record Watch;

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);
}
