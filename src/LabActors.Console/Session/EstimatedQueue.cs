using LabActors.Core.Durations;
using LabActors.Core.Queues;

namespace LabActors.Console.Session;

/// <summary>The schedule of one queue.</summary>
/// <param name="Start">When the queue starts; its delay before the first run comes after that.</param>
public sealed record EstimatedQueue(ExperimentQueue Queue, DateTimeOffset Start, QueueSchedule Schedule)
{
    /// <summary>The row of a planned run as people find it in the file.</summary>
    public string Name(PlannedRun run) => Queue.Runs[run.Index] is { IsStepHeat: true } step ? $"{step.Labnumber}-{step.UserDefinedAliquot:00}" : Queue.Runs[run.Index].Labnumber;
}
