using System.Collections.Immutable;

namespace LabActors.Core.Notifications;

/// <summary>
/// What notifiers and hooks are told of an experiment: one of <see cref="EventNames"/> with its context. As JSON it is what a hook reads; its form is
/// versioned, and docs/hooks.md describes it. Texts that do not apply are empty.
/// </summary>
/// <param name="Version">Of this form: 1.</param>
/// <param name="Event">One of <see cref="EventNames"/>.</param>
/// <param name="At">Laboratory time of the fact.</param>
/// <param name="Queue">Name of the queue file without extension.</param>
/// <param name="QueueId">The queue's id in the journal.</param>
/// <param name="QueuePath">The file as it was given.</param>
/// <param name="Run">Run id; of an event of a run.</param>
/// <param name="RunUuid">The run's id in the journal.</param>
/// <param name="AnalysisType">As <c>unknown</c>, <c>blank_unknown</c>.</param>
/// <param name="Row">Line of the queue file; 0 when the event is not of a run.</param>
/// <param name="Runs">Runs of the queue that are not skipped.</param>
/// <param name="Operator">Who runs the queue, by its header.</param>
/// <param name="State">State of the run or the queue: <c>started</c>, <c>saving</c>, or how it ended; <c>paused</c>, <c>asked</c>, <c>lost</c>, <c>back</c>, <c>raised</c>, <c>tripped</c>, <c>unconfirmed</c>, <c>reset</c>, <c>recovered</c>.</param>
/// <param name="Cause">Why it ended so, who paused it, the question, what is lost.</param>
/// <param name="StartedAt">When the run, or the queue, started.</param>
/// <param name="EstimatedFinish">When the queue is expected to end; null when that is not known.</param>
/// <param name="UseEmail">The queue wants mail to <paramref name="Email"/>.</param>
/// <param name="UseGroupEmail">The queue wants mail to the laboratory's group.</param>
/// <param name="Simulated">A device that it is about is simulated.</param>
public sealed record ExperimentEvent(
    int Version,
    string Event,
    DateTimeOffset At,
    string Queue,
    string QueueId,
    string QueuePath,
    string Run,
    string RunUuid,
    string AnalysisType,
    int Row,
    int Runs,
    string Instrument,
    string ExtractionDevice,
    string Operator,
    string State,
    string Cause,
    DateTimeOffset StartedAt,
    DateTimeOffset? EstimatedFinish,
    bool UseEmail,
    string Email,
    bool UseGroupEmail,
    bool Simulated)
{
    /// <summary>The version that is written.</summary>
    public const int CurrentVersion = 1;

    /// <summary>True when it was asked for, by its name or, as <c>END_RUN:failed</c>, by name and state.</summary>
    public bool IsAmong(ImmutableHashSet<string> asked) => asked.Contains(Event) || asked.Contains($"{Event}:{State}");
}
