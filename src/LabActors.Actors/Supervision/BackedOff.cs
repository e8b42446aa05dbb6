using Akka.Actor;
using Akka.Pattern;

namespace LabActors.Actors.Supervision;

/// <summary>
/// Restart with back-off. A persistent actor is stopped, not restarted, when a write or its recovery fails: somebody has to
/// start it again, later, and less often the longer it fails.
/// </summary>
public static class BackedOff
{
    /// <summary>First wait.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>How often a child is started again that stops each time; then its supervisor stops too, and whoever watches that is told.</summary>
    public const int MostStarts = 20;

    /// <summary>
    /// A supervisor that starts the child again when it stops, after 1 s, 2 s, 4 s ... up to 30 s, and forwards messages to
    /// it; not more than <see cref="MostStarts"/> times without a life of the longest wait in between. A child that throws is restarted at once, but not in a loop. While the child is down its messages are answered by <paramref name="replyWhileDown"/> or, without one, are dead letters.
    /// No randomness: a simulation repeats itself.
    /// </summary>
    /// <param name="child">The persistent actor.</param>
    /// <param name="name">Its name below the supervisor.</param>
    /// <param name="isFinal">The message after which a stop is wanted: the supervisor stops too. Null: none.</param>
    /// <param name="replyWhileDown">What senders hear while the child is down.</param>
    /// <param name="shortest">First wait; <see cref="Shortest"/> when null.</param>
    /// <param name="longest">Longest wait; <see cref="Longest"/> when null.</param>
    public static Props OnStop(
        Props child,
        string name,
        Func<object, bool>? isFinal = null,
        object? replyWhileDown = null,
        TimeSpan? shortest = null,
        TimeSpan? longest = null)
    {
        var options = Backoff
            .OnStop(child, name, shortest ?? Shortest, longest ?? Longest, randomFactor: 0, maxNrOfRetries: MostStarts)
            .WithSupervisorStrategy(Bounded(5, TimeSpan.FromMinutes(1)))
            .WithAutoReset(longest ?? Longest);
        if (isFinal is not null)
            options = options.WithFinalStopMessage(isFinal);
        if (replyWhileDown is not null)
            options = options.WithReplyWhileStopped(replyWhileDown);
        return BackoffSupervisor.Props(options);
    }

    /// <summary>
    /// One-for-one: a child that throws is restarted, but not for ever, which is Akka's default: after
    /// <paramref name="atMost"/> restarts within <paramref name="within"/> it is stopped, and whoever watches it is told.
    /// </summary>
    public static OneForOneStrategy Bounded(int atMost, TimeSpan within) =>
        new OneForOneStrategy(atMost, within, SupervisorStrategy.DefaultDecider.Decide);
}
