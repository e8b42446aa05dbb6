using Akka.Actor;

namespace LabActors.Actors.Time;

/// <summary>Tasks that work outside the mailboxes and hold the clock meanwhile.</summary>
public static class ClockHoldTasks
{
    /// <summary>
    /// Holds the clock until the task has ended <em>and</em> whoever awaits the returned task has been told: an actor's
    /// <c>await</c> or a <c>PipeTo</c> on it is back in a mailbox before the clock may jump.
    /// </summary>
    /// <param name="holds">The clock.</param>
    /// <param name="task">The work.</param>
    /// <param name="owner">Who works on what: the words of a stall report.</param>
    public static Task<T> Track<T>(this IClockHolds holds, Task<T> task, string owner)
    {
        if (task.IsCompleted || ReferenceEquals(holds, RealClockHolds.Instance))
            return task;

        var hold = holds.Hold(owner);

        // Continuations run inside SetFromTask, hence before the release. On the default scheduler, so that none of
        // them is refused to be run inline for a scheduler's or synchronization context's sake.
        var told = new TaskCompletionSource<T>();
        task.ContinueWith(
            done =>
            {
                try
                {
                    told.SetFromTask(done);
                }
                finally
                {
                    hold.Dispose();
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
        return told.Task;
    }

    /// <inheritdoc cref="Track{T}(IClockHolds, Task{T}, string)"/>
    public static Task Track(this IClockHolds holds, Task task, string owner)
    {
        if (task.IsCompleted || ReferenceEquals(holds, RealClockHolds.Instance))
            return task;
        return holds.Track(WithoutResult(task), owner);

        static async Task<bool> WithoutResult(Task task)
        {
            await task.ConfigureAwait(false);
            return true;
        }
    }

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
