using System.Collections.Immutable;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Scripts;
using LabActors.Core.Durations;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;

namespace LabActors.Node.Checks;

/// <summary>What the checks found and read; what could not be read is null.</summary>
public sealed record CheckResult(
    ImmutableArray<Problem> Problems,
    LabDefinition? Lab,
    string LabHash,
    ScriptFiles? Scripts,
    PythonRuntime? Python,
    NodeFile NodeFile,
    ImmutableArray<CheckResult.Checked> Queues)
{
    /// <summary>Settings of checks and decisions.</summary>
    public required ExecutionSettings Execution { get; init; }

    /// <summary>The faults that a simulated laboratory is to have.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>Where the laboratory's own safe script is; null when there is none.</summary>
    public ScriptFiles? SafeScripts { get; init; }

    /// <summary>What the scripts of each row of every queue take, as far as they could be tried.</summary>
    public ImmutableArray<(RunSpec Row, TracedRun Traced)> Traced =>
        [.. from queue in Queues from row in queue.Queue.Runs.Zip(queue.Traced, (run, traced) => (run, traced)) where row.traced is not null select (row.run, row.traced)];

    /// <summary>A queue that could be read, with the instrument that runs it.</summary>
    /// <param name="Traced">What the scripts of each row take; null for a skipped row, and where a script could not be tried.</param>
    public sealed record Checked(ExperimentQueue Queue, InstrumentDefinition Instrument, ImmutableArray<TracedRun?> Traced)
    {
        /// <summary>Of the queue's file, just before it was read.</summary>
        public FileStamp File { get; init; }

        /// <summary>When each run begins and ends.</summary>
        /// <param name="delayBefore">False for a later queue of one execution.</param>
        public QueueSchedule Schedule(LearnedDurations learned, DateTimeOffset start, bool delayBefore = true) => QueueSchedule.Plan(new ScheduleRequest(
            Queue,
            [.. Queue.Runs.Select((run, i) => new ScheduleRow(run, Traced[i]?.With(learned)))],
            Instrument.MinPumpTime,
            start,
            delayBefore));

        /// <summary>Laboratory time from its start to its end by the effect-free runs of its scripts, s; null when a script could not be tried.</summary>
        public double? EstimatedSeconds => Schedule(LearnedDurations.None, DateTimeOffset.UnixEpoch) is { IsWhole: true } schedule
            ? (schedule.Finish - DateTimeOffset.UnixEpoch).TotalSeconds
            : null;
    }
}
