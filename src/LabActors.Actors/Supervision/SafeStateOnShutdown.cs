using Akka;
using Akka.Actor;
using LabActors.Actors.Time;

namespace LabActors.Actors.Supervision;

/// <summary>
/// Safe state when the node goes down in an orderly way (a signal, end of a run, TLS hand-shake failure): before anything else is
/// unbound or stopped. An <c>await</c> inside an actor that is stopped never comes back, so this cannot be left to
/// a <c>finally</c>; <c>PostStop</c> is for what remains when this was not run.
/// </summary>
public static class SafeStateOnShutdown
{
    /// <summary>
    /// Registers a request that is made in the phase <c>before-service-unbind</c>, or before the shutdown by whoever calls what is returned and awaits it: that is
    /// the better way, since Akka.NET counts the limits of phases in laboratory time, which an idle simulation jumps through. (That of this phase is a day.)
    /// The limit that holds is real time. From the answer on laboratory time stands: nothing else comes to happen while the node goes.
    /// </summary>
    /// <param name="system">The actor system.</param>
    /// <param name="name">Whose safe state.</param>
    /// <param name="laboratory">Who is asked; any answer will do.</param>
    /// <param name="request">What it is asked, once.</param>
    /// <param name="limit">Real time for the answer.</param>
    /// <param name="answered">Told the answer; null when none came in time: what is done without actors is done here.</param>
    /// <param name="wall">Real time.</param>
    public static Func<Task> Register(
        ActorSystem system, string name, ICanTell laboratory, object request, TimeSpan limit, Func<object?, Task> answered, TimeProvider wall)
    {
        var reached = new Lazy<Task>(() => ReachAsync(system, laboratory, request, limit, answered, wall));
        CoordinatedShutdown.Get(system).AddTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind,
            name,
            async () =>
            {
                await reached.Value.ConfigureAwait(false);
                return Done.Instance;
            });
        return () => reached.Value;
    }

    private static async Task ReachAsync(ActorSystem system, ICanTell laboratory, object request, TimeSpan limit, Func<object?, Task> answered, TimeProvider wall)
    {
        var answer = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new LastRequest(laboratory, request, answer)));
        try
        {
            await answered(await answer.Task.WaitAsync(limit, wall).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await answered(null).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Makes one request and waits for its answer. An actor and not an <c>Ask</c>: it takes the hold on the clock in the mailbox run that brings the answer, and in no
    /// instant is the system idle. Persists nothing; dies with the system.
    /// </summary>
    private sealed class LastRequest : ReceiveActor
    {
        private readonly ICanTell _laboratory;
        private readonly object _request;

        public LastRequest(ICanTell laboratory, object request, TaskCompletionSource<object> answer)
        {
            (_laboratory, _request) = (laboratory, request);
            ReceiveAny(said =>
            {
                // Never released: the clock ends with the system.
                LabClock.Of(Context.System).Holds.Hold("the node, which stops");
                answer.TrySetResult(said);
            });
        }

        protected override void PreStart() => _laboratory.Tell(_request, Self);
    }
}
