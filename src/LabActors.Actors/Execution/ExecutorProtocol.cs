using System.Collections.Immutable;
using LabActors.Core.Execution;
using static LabActors.Core.Journal.Events.ExecutorEvents;

namespace LabActors.Actors.Execution;

/// <summary>Messages of an instrument's executor. Those of <see cref="QueueProtocol"/> are passed to the queue under way.</summary>
public static class ExecutorProtocol
{
    /// <summary>Checks queues and runs them in order. Answered when the checks are over, which may be after questions to the operator.</summary>
    /// <param name="StartAt">Nothing is launched before it; null for what the first queue's header says.</param>
    /// <param name="StopAt">No run is launched that is estimated to end after it; null for what each queue's header says.</param>
    public sealed record Execute(ImmutableArray<AcceptedQueue> Queues, string By, DateTimeOffset? StartAt = null, DateTimeOffset? StopAt = null);

    /// <summary>Answers <see cref="Execute"/>: it runs.</summary>
    public sealed record ExecutionAccepted(ImmutableArray<string> QueueIds);

    /// <summary>Answers <see cref="Execute"/>: it runs already. The queues of the execution, of which those that were asked for are some.</summary>
    public sealed record ItRuns(ImmutableArray<string> QueueIds);

    /// <summary>Answers <see cref="Execute"/>: a check refused it before anything moved, or other queues are under way.</summary>
    /// <param name="State"><c>refused</c>, or <c>canceled</c> by a person's word.</param>
    public sealed record Refused(string Check, string Reason, string State);

    /// <summary>
    /// The laboratory is to be safe: ends what runs, in whatever state it is, and starts nothing before <see cref="MayStart"/>. May be said again. Answered by <see cref="IsIdle"/> as soon
    /// as nothing runs.
    /// </summary>
    /// <param name="How">As in <see cref="QueueProtocol.Stop"/>: <c>cancel, fail, quick</c>.</param>
    public sealed record StopAll(string How, string By, string Why);

    /// <summary>Answers <see cref="StopAll"/>: nothing runs on this instrument.</summary>
    public sealed record IsIdle(string Instrument);

    /// <summary>The laboratory is safe: queues may be started again.</summary>
    public sealed record MayStart
    {
        /// <summary>The only one.</summary>
        public static MayStart Instance { get; } = new();
    }

    /// <summary>Asks for the execution as it stands.</summary>
    public sealed record GetExecution;

    /// <summary>Answers <see cref="GetExecution"/>.</summary>
    public sealed record ExecutionIs(ExecutionProgress Progress);
}
