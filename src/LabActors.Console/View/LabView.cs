using System.Collections.Immutable;
using LabActors.Actors.Persistence;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Leases;
using LabActors.Core.Reduction;
using LabActors.Core.Replay;

namespace LabActors.Console.View;

/// <summary>
/// What a person at the console sees: a fold over journal events, pure and immutable. It has no way to ask the actors
/// anything, so what it shows is what the journal holds.
/// </summary>
/// <param name="Now">Time of the newest event.</param>
/// <param name="Queues">By persistence id, in the order in which they were seen.</param>
/// <param name="Runs">In the order in which they were launched.</param>
/// <param name="RunOfSource">Uuid of the run that journals under a persistence id.</param>
/// <param name="Notes">The newest <see cref="NotesKept"/>, oldest first.</param>
/// <param name="NotesMade">How many notes there have been.</param>
public sealed record LabView(
    DateTimeOffset? Now,
    ImmutableList<QueueView> Queues,
    ImmutableList<RunView> Runs,
    ImmutableDictionary<string, string> RunOfSource,
    ImmutableSortedDictionary<string, ValveView> Valves,
    ImmutableList<NoteView> Notes,
    int NotesMade)
{
    /// <summary>Questions to the operator that have no answer yet, oldest first.</summary>
    public ImmutableList<DecisionEvents.DecisionAsked> Questions { get; init; } = [];

    /// <summary>Who holds what, and who waits for it, as far as it was seen.</summary>
    public LeaseState Leases { get; init; } = LeaseState.Empty;

    /// <summary>How many notes are kept; older ones are in the journal.</summary>
    public const int NotesKept = 300;

    /// <summary>Nothing has been seen yet.</summary>
    public static LabView Empty { get; } = new(
        null,
        [],
        [],
        ImmutableDictionary<string, string>.Empty,
        ImmutableSortedDictionary<string, ValveView>.Empty,
        [],
        0);

    /// <summary>
    /// The view after what was journaled before a node went on with it. What it told is no news, what it asked is asked again, and what was on its way has been read since.
    /// </summary>
    public static LabView After(IEnumerable<RecordedEvent> events)
    {
        var view = events.Aggregate(Empty, (known, e) => known.Apply(e.Source, e.Event));
        return view with { Notes = [], NotesMade = 0, Questions = [], Valves = view.Valves.RemoveRange(view.Valves.Where(v => v.Value.State == "moving").Select(v => v.Key)) };
    }

    /// <summary>The view of a node that goes on: what its journal tells, of which nothing is news.</summary>
    public static LabView Of(IEnumerable<JournaledEvent> events) => events.Aggregate(Empty, (known, e) => known.Apply(e.PersistenceId, e.Event));

    /// <summary>The run with this uuid; null when none was seen.</summary>
    public RunView? Run(string uuid) => Runs.Find(run => run.Uuid == uuid);

    /// <summary>The run that journals under a persistence id; null when none was seen.</summary>
    public RunView? RunBySource(string source) => RunOfSource.TryGetValue(source, out var uuid) ? Run(uuid) : null;

    /// <summary>The view after one more event.</summary>
    /// <param name="persistenceId">Who journaled it.</param>
    public LabView Apply(string persistenceId, IJournalEvent journalEvent)
    {
        var view = this with { Now = Now > journalEvent.At ? Now : journalEvent.At };
        return journalEvent switch
        {
            ExecutorEvents.ExecutionRefused or ExecutorEvents.ExecutionStarted or ExecutorEvents.ExecutionEnded or ExecutorEvents.DelayedStartOver =>
                ExecutionFold.Apply(view, persistenceId, journalEvent),
            _ when journalEvent.GetType().DeclaringType == typeof(DecisionEvents) => ExecutionFold.Apply(view, persistenceId, journalEvent),
            _ when journalEvent.GetType().DeclaringType == typeof(HealthEvents) => ExecutionFold.Apply(view, persistenceId, journalEvent),
            _ when journalEvent.GetType().DeclaringType == typeof(LineEvents) => LineFold.Apply(view, journalEvent),
            _ when journalEvent.GetType().DeclaringType == typeof(LeaseEvents) => LeaseFold.Apply(view with { Leases = view.Leases.Apply(journalEvent) }, journalEvent),
            OperatorEvents.ConsoleAttached e => view.Note(e.At, e.User, "info", $"attached from {(e.From.Length > 0 ? e.From : "the node")} as {e.Role}"),
            OperatorEvents.ConsoleDetached e => view.Note(e.At, e.User, "info", $"detached: {e.Why}"),
            OperatorEvents.CommandGiven e => view.Note(e.At, e.User, "info", e.Line),
            OperatorEvents.CommandDenied e => view.Note(e.At, e.User, "warning", $"'{e.Line}' was denied: {e.Reason}"),
            NotifierEvents.DeliveryFailed e => view.Note(e.At, $"hook {e.Channel}", "warning", $"event {e.Id} was not delivered (attempt {e.Attempt}): {e.Reason}"),
            NotifierEvents.DeliveryGivenUp e => view.Note(e.At, $"hook {e.Channel}", "error", $"event {e.Id} is given up after {e.Attempts} attempts: {e.Reason}"),
            ExportEvents.ExportAlertRaised e => view.Note(e.At, "exports", "error", $"the {e.What} of runs does not get through: {e.Reason}; it is tried again"),
            NodeEvents.HardwareDiffers e => view.Note(e.At, "recovery", "warning", $"{e.Device} ({e.What}) was {e.Journal} and is {e.Read}"),
            ExportEvents.ExportAlertCleared e => view.Note(e.At, "exports", "info", "runs are exported again"),
            _ when journalEvent.GetType().DeclaringType is var type && (type == typeof(SafetyEvents) || type == typeof(TripEvents)) => SafetyFold.Apply(view, journalEvent),

            // The laboratory's safe script has commands as a run has, and is none.
            _ when persistenceId.StartsWith("safe-script-", StringComparison.Ordinal) =>
                journalEvent is RunEvents.RunNoted note ? view.Note(note.At, "safe state", note.Level, note.Text) : view,
            _ when journalEvent.GetType().DeclaringType == typeof(QueueEvents) => QueueFold.Apply(view, persistenceId, journalEvent),
            _ when journalEvent.GetType().DeclaringType == typeof(RunEvents) => RunFold.Apply(view, persistenceId, journalEvent).Analysed(persistenceId, journalEvent),
            _ when journalEvent.GetType().DeclaringType == typeof(MeasurementEvents) => MeasurementFold.Apply(view, persistenceId, journalEvent).Analysed(persistenceId, journalEvent),
            ConditionalEvents.ConditionalTripped e => view.NoteOfRun(persistenceId, e.At, "warning", ConditionalWords.Of(e)),
            ConditionalEvents.ConditionalNotEvaluated e => view.NoteOfRun(persistenceId, e.At, "warning", ConditionalWords.Of(e)),
            ConditionalEvents.ConditionalActionEnded { Error.Length: > 0 } e =>
                view.NoteOfRun(persistenceId, e.At, "error", $"the action of a conditional failed: {e.Error}"),
            _ => view,
        };
    }

    /// <summary>Tells the run's analysis; that of a run that is over is let go, since it holds every reading.</summary>
    private LabView Analysed(string source, IJournalEvent journalEvent)
    {
        if (RunBySource(source) is not { } run)
            return this;
        var analysis = journalEvent is RunEvents.RunEnded ? LiveAnalysis.Empty : run.Analysis.Apply(journalEvent);
        return ReferenceEquals(analysis, run.Analysis) ? this : WithRun(run.Uuid, r => r with { Analysis = analysis });
    }

    /// <summary>Changes a run, which is made when it was not known.</summary>
    internal LabView WithRun(string uuid, Func<RunView, RunView> change)
    {
        var index = Runs.FindIndex(run => run.Uuid == uuid);
        return this with
        {
            Runs = index >= 0 ? Runs.SetItem(index, change(Runs[index])) : Runs.Add(change(RunView.Unknown(uuid))),
        };
    }

    /// <summary>Changes the run that journals under a persistence id; before its start is seen, the id stands for its uuid.</summary>
    internal LabView WithRunOf(string source, Func<RunView, RunView> change) =>
        WithRun(RunOfSource.GetValueOrDefault(source, source), change);

    /// <summary>Changes a queue, which is made when it was not known.</summary>
    internal LabView WithQueue(string source, Func<QueueView, QueueView> change)
    {
        var index = Queues.FindIndex(queue => queue.Source == source);
        return this with
        {
            Queues = index >= 0
                ? Queues.SetItem(index, change(Queues[index]))
                : Queues.Add(change(new QueueView(source, source, 0, "accepted", "", null, null, null))),
        };
    }

    internal LabView Note(DateTimeOffset at, string who, string level, string text)
    {
        var notes = Notes.Add(new NoteView(at, who, level, text));
        return this with { Notes = notes.Count > NotesKept ? notes.RemoveAt(0) : notes, NotesMade = NotesMade + 1 };
    }

    internal LabView NoteOfRun(string source, DateTimeOffset at, string level, string text) =>
        Note(at, RunBySource(source)?.RunId ?? source, level, text);
}
