using Akka.Actor;

namespace LabActors.Actors.Time;

/// <summary>Tasks that work outside the mailboxes and hold the clock meanwhile.</summary>
public static class ClockHoldTasks
{
    /// <summary>
    /// Pipes a task's result to an actor and holds the clock until the message is in its mailbox. A failure arrives as
    /// <see cref="Status.Failure"/> unless <paramref name="failure"/> makes something else of it.
    /// </summary>
    public static void PipeTo<T>(
        this IClockHolds holds,
        Task<T> task,
        string owner,
        IActorRef recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null)
    {
        // Not by awaiting: who begins to await a task that ends at that very moment is called back later, when the hold would have been given back.
        var hold = task.IsCompleted || ReferenceEquals(holds, RealClockHolds.Instance) ? null : holds.Hold(owner);
        if (task.IsCompleted)
            Tell(task);
        else
            task.ContinueWith(Tell, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        void Tell(Task<T> done)
        {
            try
            {
                recipient.Tell(Answer(done), sender ?? ActorRefs.NoSender);
            }
            finally
            {
                hold?.Dispose();
            }
        }

        object? Answer(Task<T> done)
        {
            try
            {
                var result = done.GetAwaiter().GetResult();
                return success is null ? result : success(result);
            }
            catch (Exception cause)
            {
                return failure is null ? new Status.Failure(cause) : failure(cause);
            }
        }
    }
}
