using Akka;
using Akka.Actor;

namespace LabActors.Actors.Supervision;

/// <summary>
/// Safe state when the node goes down in an orderly way (SIGTERM, SIGINT, end of a run, TLS hand-shake failure): before anything else is
/// unbound or stopped. An <c>await</c> inside an actor that is stopped never comes back, so this cannot be left to
/// a <c>finally</c>; <c>PostStop</c> is for what remains when this was not run.
/// </summary>
public static class SafeStateOnShutdown
{
    /// <summary>
    /// Registers what is to be done in the phase <c>before-service-unbind</c>, beside the others registered for it. The phase's
    /// time-out (60 s in <c>node.conf</c>) is laboratory time: work outside the mailboxes takes its hold on the clock here too.
    /// A failure is logged and keeps nobody from shutting down.
    /// </summary>
    /// <param name="system">The actor system.</param>
    /// <param name="name">Whose safe state: what the log says when it fails.</param>
    /// <param name="reach">Reaches it; called once, on a thread of the pool.</param>
    public static void Register(ActorSystem system, string name, Func<Task> reach) =>
        CoordinatedShutdown.Get(system).AddTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind,
            name,
            async () =>
            {
                await reach().ConfigureAwait(false);
                return Done.Instance;
            });
}
