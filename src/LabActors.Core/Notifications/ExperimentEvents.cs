using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Queues;
using LabActors.Core.Replay;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.HealthEvents;
using static LabActors.Core.Journal.Events.NodeEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;
using static LabActors.Core.Journal.Events.TripEvents;

namespace LabActors.Core.Notifications;

/// <summary>
/// Experiment events made of the journal: a pure fold. START_QUEUE is <c>QueueStarted</c>, START_RUN <c>RunStarted</c>, SAVE_RUN the beginning of the step save, END_RUN
/// <c>RunFinished</c>, END_QUEUE <c>QueueEnded</c>. What is about the node, not a queue, has the context of the queue that is under way when there is one.
/// </summary>
public sealed record ExperimentEvents
{
    /// <summary>Nothing seen; <paramref name="simulated"/> are the names of devices that are simulated.</summary>
    public static ExperimentEvents Of(ImmutableHashSet<string> simulated) => new() { Simulated = simulated };

    private ImmutableHashSet<string> Simulated { get; init; } = [];

    // Queues under way by their persistence id, and their runs by uuid.
    private ImmutableDictionary<string, ExperimentEvent> Queues { get; init; } = ImmutableDictionary<string, ExperimentEvent>.Empty;

    private ImmutableDictionary<string, ExperimentEvent> Runs { get; init; } = ImmutableDictionary<string, ExperimentEvent>.Empty;

    // Trips that have tripped, by name: why.
    private ImmutableDictionary<string, Tripped> Trips { get; init; } = ImmutableDictionary<string, Tripped>.Empty;

    // Why the node stopped in an orderly way; null while it lives, and when it died.
    private string? StoppedFor { get; init; }

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
            case RunStarted e when Queues.TryGetValue(Sources.OfQueue(e.QueueId), out var its):
                var run = OfRun(its, e);
                return (this with { Runs = Runs.SetItem(e.RunUuid, run) }, run);
            case StepStarted { Step: "save" } e when Sources.KindOf(source) == SourceKind.Run && Runs.TryGetValue(Sources.UuidOf(source), out var saved):
                return (this, Estimated(saved) with { Event = EventNames.SaveRun, At = e.At, State = "saving" });
            case RunFinished e when Runs.TryGetValue(e.RunUuid, out var ended):
                return (this with { Runs = Runs.Remove(e.RunUuid) }, Estimated(ended) with { Event = EventNames.EndRun, At = e.At, State = e.State, Cause = e.Cause });
            case FinishEstimated e when Queues.TryGetValue(source, out var estimated):
                return (this with { Queues = Queues.SetItem(source, estimated with { EstimatedFinish = e.Finish }) }, null);
            case QueueEnded e when Queues.TryGetValue(source, out var over):
                return (this with { Queues = Queues.Remove(source) }, over with { EstimatedFinish = null, Event = EventNames.EndQueue, At = e.At, State = e.State, Cause = e.Cause });
            case QueuePaused e when Queues.TryGetValue(source, out var held):
                return (this, held with { Event = EventNames.Hold, At = e.At, State = "paused", Cause = Text($"by {e.By}") });
            case DeviceUnavailable e:
                return (this, OfRunOf(source, EventNames.DeviceLost, e.At, "lost", $"{e.Device} does not answer ({e.Command}): {e.Reason}; it is waited for, up to {e.LimitSeconds:0} s"));
            case DeviceAvailable e:
                return (this, OfRunOf(source, EventNames.DeviceBack, e.At, "back", $"{e.Device} answers again, after {e.GapSeconds:0} s"));
            // Before an experiment whoever starts it sits there.
            case DecisionAsked e when !Queues.IsEmpty:
                return (this, UnderWay(EventNames.Question, e.At, "asked", $"{e.Text} [{string.Join('/', e.Options)}]; {e.Default} when nobody answers within {e.LimitSeconds:0} s (asked by {e.AskedBy})"));
            case ErrorRaised e:
                return (this, ForAll(UnderWay(EventNames.Error, e.At, "raised", $"{e.Source}: {e.Text} ({e.By}){(e.Holds ? "; nothing is started before it is cleared" : "")}")));
            case ErrorCleared e:
                return (this, ForAll(UnderWay(EventNames.Error, e.At, "cleared", $"{e.Source}: {(e.Why.Length > 0 ? e.Why : "cleared")} ({e.By})")));
            case Tripped e:
                return (this with { Trips = Trips.SetItem(e.Trip, e) }, null);
            case TripActed e:
                return (this, OfTrip(e));
            case TripReset e:
                return (this with { Trips = Trips.Remove(e.Trip) }, ForAll(UnderWay(EventNames.TripReset, e.At, "reset", $"{e.Trip} was reset by {e.By}{(e.Why.Length > 0 ? $": {e.Why}" : "")}; nothing was opened or switched on by that")));
            case NodeStopped e:
                return (this with { StoppedFor = e.Reason }, null);
            case NodeStarted when Queues.IsEmpty:
                return (this with { StoppedFor = null }, null);
            case NodeStarted e:
                var before = StoppedFor is { } reason ? $"had been stopped ({reason})" : "had died";
                return (this with { StoppedFor = null }, UnderWay(EventNames.Recovered, e.At, "recovered", $"{e.Node} {before}, and goes on"));
            case JournalWasLost e when !Queues.IsEmpty:
                return (this, UnderWay(EventNames.Recovered, e.At, "recovered", $"the journal was away for {e.Seconds:0} s ({e.Cause})"));
            case ClusterEvents.NodeLost e:
                return (this, OfNoQueue(e.At) with { Event = EventNames.NodeLost, State = "lost", Cause = Text($"node {e.Node} {e.Why}{(e.Held.IsEmpty ? "" : $"; it holds {string.Join(", ", e.Held)}")}") });
            case ClusterEvents.NodeReturned e:
                return (this, OfNoQueue(e.At) with { Event = EventNames.NodeBack, State = "back", Cause = Text($"node {e.Node} is back") });
            default:
                return (this, null);
        }
    }

    private ExperimentEvent? OfRunOf(string source, string name, DateTimeOffset at, string state, FormattableString cause) =>
        Sources.KindOf(source) == SourceKind.Run && Runs.TryGetValue(Sources.UuidOf(source), out var run)
            ? Estimated(run) with { Event = name, At = at, State = state, Cause = Text(cause) }
            : null;

    private ExperimentEvent UnderWay(string name, DateTimeOffset at, string state, FormattableString cause) =>
        (Queues.Count == 1 ? Queues.Values.Single() : OfNoQueue(at)) with { Event = name, At = at, State = state, Cause = Text(cause) };

    private ExperimentEvent OfTrip(TripActed acted)
    {
        var tripped = Trips.GetValueOrDefault(acted.Trip);
        var since = tripped is null ? "" : FormattableString.Invariant($" at {tripped.At.UtcDateTime:HH:mm:ss} UTC: {tripped.Reason}");
        var undone = acted.Steps.Where(s => !s.Done).Select(s => $"{s.What}: {s.Detail}").ToArray();
        var words = $"{acted.Trip} has tripped{since}. Done: {List(acted.Steps.Where(s => s.Done).Select(s => s.What))}.{(undone.Length > 0 ? $" NOT CONFIRMED, and tried again: {string.Join("; ", undone)}." : "")}";
        return ForAll(UnderWay(EventNames.Trip, acted.At, undone.Length > 0 ? "unconfirmed" : "tripped", $"{words}")) with { Simulated = tripped?.Simulated == true };
    }

    private static string List(IEnumerable<string> words) => string.Join(", ", words.DefaultIfEmpty("nothing"));

    // An alarm is everybody's, whatever the queue that is under way wants.
    private static ExperimentEvent ForAll(ExperimentEvent e) => e with { UseGroupEmail = true };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>An event of a run tells when its queue is expected to end, as it is known at that moment.</summary>
    private ExperimentEvent Estimated(ExperimentEvent run) => run with { EstimatedFinish = Queues.GetValueOrDefault(Sources.OfQueue(run.QueueId))?.EstimatedFinish };

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

    private ExperimentEvent OfNoQueue(DateTimeOffset at) =>
        new(ExperimentEvent.CurrentVersion, "", at, "", "", "", "", "", "", 0, 0, "", "", "", "", "", at, null, false, "", true, !Simulated.IsEmpty);

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
