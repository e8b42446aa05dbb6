using LabActors.Core.Runs;

namespace LabActors.Core.Queues;

/// <summary>The delays of a queue.</summary>
public static class QueueDelays
{
    /// <summary>
    /// Seconds to wait after a run: its own delay where it has one, else the queue's for airs, for blanks of any kind,
    /// or between analyses.
    /// </summary>
    public static double After(RunSpec run, ExperimentQueue queue) =>
        run.DelayAfter != 0 ? run.DelayAfter
        : run.AnalysisType == "air" ? queue.DelayAfterAir
        : run.AnalysisType.StartsWith("blank", StringComparison.Ordinal) ? queue.DelayAfterBlank
        : queue.DelayBetweenAnalyses;
}
