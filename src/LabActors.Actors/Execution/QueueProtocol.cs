using LabActors.Core.Execution;

namespace LabActors.Actors.Execution;

/// <summary>Messages of a queue: from operators through the executor, and what it tells the executor.</summary>
public static class QueueProtocol
{
    /// <summary>Ends the queue: <c>at-completion</c> after the runs in flight, <c>cancel</c>, <c>fail</c> and <c>abort</c> with them; <c>quick</c> as abort, and no post script is run.</summary>
    public sealed record Stop(string How, string By, string Why);

    /// <summary>Aborts the run that is furthest; the queue goes on with the next.</summary>
    public sealed record AbortRun(string By, string Why);

    /// <summary>Truncates the run that measures.</summary>
    public sealed record TruncateRun(bool Quick, string By);

    /// <summary>Holds at the next boundary where holding is safe: in a delay, or before the next run.</summary>
    public sealed record Pause(string By);

    /// <summary>Goes on, with the time of a delay that was left.</summary>
    public sealed record Resume(string By);

    /// <summary>Ends the delay that is under way now.</summary>
    public sealed record ContinueDelay(string By);

    /// <summary>Answers each of the above.</summary>
    public sealed record Accepted(string What);

    /// <summary>The queue did not do it, and why.</summary>
    public sealed record Refused(string What, string Reason);

    /// <summary>To the executor, once: the queue has ended.</summary>
    public sealed record QueueIsOver(string QueueId, QueueProgress Progress);
}
