using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Queues;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Notifications;

/// <summary>
/// Experiment events made of the journal: a pure fold. START_QUEUE is <c>QueueStarted</c>, START_RUN <c>RunStarted</c>, SAVE_RUN the beginning of the step save, END_RUN
/// <c>RunFinished</c>, END_QUEUE <c>QueueEnded</c>.
/// </summary>
public sealed record ExperimentEvents
{
    /// <summary>Nothing seen; <paramref name="simulated"/> are the names of devices that are simulated.</summary>
    public static ExperimentEvents Of(ImmutableHashSet<string> simulated) => new() { Simulated = simulated };

    private ImmutableHashSet<string> Simulated { get; init; } = [];

    // Queues under way by their persistence id, and their runs by uuid.
    private ImmutableDictionary<string, ExperimentEvent> Queues { get; init; } = ImmutableDictionary<string, ExperimentEvent>.Empty;

    private ImmutableDictionary<string, ExperimentEvent> Runs { get; init; } = ImmutableDictionary<string, ExperimentEvent>.Empty;

    /// <summary>Folds an event of the journal.</summary>
    /// <param name="source">Who journaled it.</param>
    /// <returns>What is known after it, and the experiment event that it is; null when it is none.</returns>
    public (ExperimentEvents Known, ExperimentEvent? Event) Apply(string source, IJournalEvent happened)
    {
        switch (happened)
        {
            case QueueAccepted e:
                return (this with { Queues = Queues.SetItem(source, OfQueue(e)) }, null);
            case QueueStarted e when Queues.TryGetValue(source, out var queue):
                var started = queue with { At = e.At, StartedAt = e.At };
                return (this with { Queues = Queues.SetItem(source, started) }, started);
            case RunStarted e when Queues.TryGetValue($"queue-{e.QueueId}", out var its):
                var run = OfRun(its, e);
                return (this with { Runs = Runs.SetItem(e.RunUuid, run) }, run);
            case StepStarted { Step: "save" } e when source.StartsWith("run-", StringComparison.Ordinal) && Runs.TryGetValue(source["run-".Length..], out var saved):
                return (this, Estimated(saved) with { Event = EventNames.SaveRun, At = e.At, State = "saving" });
            case RunFinished e when Runs.TryGetValue(e.RunUuid, out var ended):
                return (this with { Runs = Runs.Remove(e.RunUuid) }, Estimated(ended) with { Event = EventNames.EndRun, At = e.At, State = e.State, Cause = e.Cause });
            case FinishEstimated e when Queues.TryGetValue(source, out var estimated):
                return (this with { Queues = Queues.SetItem(source, estimated with { EstimatedFinish = e.Finish }) }, null);
            case QueueEnded e when Queues.TryGetValue(source, out var over):
                return (this with { Queues = Queues.Remove(source) }, over with { EstimatedFinish = null, Event = EventNames.EndQueue, At = e.At, State = e.State, Cause = e.Cause });
            default:
                return (this, null);
        }
    }

    /// <summary>An event of a run tells when its queue is expected to end, as it is known at that moment.</summary>
    private ExperimentEvent Estimated(ExperimentEvent run) => run with { EstimatedFinish = Queues.GetValueOrDefault($"queue-{run.QueueId}")?.EstimatedFinish };

    private ExperimentEvent OfQueue(QueueAccepted e) => new(
        ExperimentEvent.CurrentVersion,
        EventNames.StartQueue,
        e.At,
        e.Queue.Name,
        e.QueueId,
        e.Queue.Path,
        "",
        "",
        "",
        0,
        e.Queue.Runs.Count(r => !r.Skip),
        e.Instrument,
        Device(e.Queue),
        e.Queue.Username,
        "started",
        "",
        e.At,
        null,
        e.Queue.UseEmail,
        e.Queue.Email,
        e.Queue.UseGroupEmail,
        !Simulated.IsEmpty && (Simulated.Contains(e.Instrument) || Simulated.Contains("valves")));

    private static string Device(ExperimentQueue queue) => queue.ExtractDevice == ExperimentQueue.NoExtractDevice ? "" : queue.ExtractDevice;

    private static ExperimentEvent OfRun(ExperimentEvent queue, RunStarted e) => queue with
    {
        Event = EventNames.StartRun,
        At = e.At,
        Run = e.RunId,
        RunUuid = e.RunUuid,
        AnalysisType = e.Spec.AnalysisType,
        Row = e.Spec.Row,
        ExtractionDevice = e.ExtractionDevice,
        StartedAt = e.At,
        Simulated = e.Simulated,
    };
}
