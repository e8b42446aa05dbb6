using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Decisions;
using LabActors.Core.Execution;
using LabActors.Core.Exports;
using LabActors.Core.Leases;
using LabActors.Core.Lines;
using LabActors.Core.Safety;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.NodeEvents;

namespace LabActors.Core.Replay;

/// <summary>
/// The state of every actor of a laboratory as its journal tells it: each actor's own fold, over the events that it journaled. Nothing is asked of actors or devices, so
/// that it can be had of any moment.
/// </summary>
public sealed record LabState
{
    /// <summary>Before the first event.</summary>
    public static LabState Empty { get; } = new();

    /// <summary>Time of the newest event; null before the first.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Number of the newest event in the journal; 0 before the first.</summary>
    public long Number { get; init; }

    /// <summary>Events so far.</summary>
    public long Events { get; init; }

    /// <summary>Every actor that has journaled anything, by persistence id.</summary>
    public ImmutableSortedDictionary<string, ActorMark> Actors { get; init; } = ImmutableSortedDictionary.Create<string, ActorMark>(StringComparer.Ordinal);

    /// <summary>The nodes that started last, by name.</summary>
    public ImmutableDictionary<string, NodeStarted> Nodes { get; init; } = ImmutableDictionary<string, NodeStarted>.Empty;

    /// <summary>Nodes that went down in an orderly way and have not come up again, and why.</summary>
    public ImmutableDictionary<string, NodeStopped> Stopped { get; init; } = ImmutableDictionary<string, NodeStopped>.Empty;

    /// <summary>By instrument.</summary>
    public ImmutableSortedDictionary<string, ExecutionProgress> Executions { get; init; } = ImmutableSortedDictionary.Create<string, ExecutionProgress>(StringComparer.Ordinal);

    /// <summary>By persistence id.</summary>
    public ImmutableDictionary<string, QueueProgress> Queues { get; init; } = ImmutableDictionary<string, QueueProgress>.Empty;

    /// <summary>By persistence id.</summary>
    public ImmutableDictionary<string, RunProgress> Runs { get; init; } = ImmutableDictionary<string, RunProgress>.Empty;

    /// <summary>The laboratory's own safe scripts, by persistence id; folded as runs are, and none of them is one.</summary>
    public ImmutableDictionary<string, RunProgress> SafeScripts { get; init; } = ImmutableDictionary<string, RunProgress>.Empty;

    /// <summary>The extraction line.</summary>
    public LineState Line { get; init; } = LineState.Empty;

    /// <summary>Who put which software lock on, by valve.</summary>
    public ImmutableDictionary<string, ValveLocked> Locks { get; init; } = ImmutableDictionary<string, ValveLocked>.Empty;

    /// <summary>Leases and named resources.</summary>
    public LeaseState Leases { get; init; } = LeaseState.Empty;

    /// <summary>Aliquots and blanks.</summary>
    public RunRegistry Registry { get; init; } = RunRegistry.Empty;

    /// <summary>Questions to the operator.</summary>
    public DecisionBook Decisions { get; init; } = DecisionBook.Empty;

    /// <summary>Error flags.</summary>
    public HealthState Health { get; init; } = HealthState.Well;

    /// <summary>Safe states of the laboratory.</summary>
    public SafetyProgress Safety { get; init; } = SafetyProgress.Idle;

    /// <summary>Ratios of references.</summary>
    public RatioHistory Ratios { get; init; } = RatioHistory.Empty;

    /// <summary>Outboxes of exports, by persistence id.</summary>
    public ImmutableDictionary<string, ExportOutbox> Exports { get; init; } = ImmutableDictionary<string, ExportOutbox>.Empty;

    /// <summary>What extraction devices and spectrometers were told last.</summary>
    public CommandedDevices Devices { get; init; } = CommandedDevices.None;

    /// <summary>The queue with this id; null when there is none.</summary>
    public QueueProgress? QueueById(string queueId) => Queues.GetValueOrDefault(Sources.OfQueue(queueId));

    /// <summary>The run with this uuid; null when it has journaled nothing.</summary>
    public RunProgress? RunByUuid(string uuid) => Runs.GetValueOrDefault(Sources.OfRun(uuid));

    /// <summary>The state after one more event.</summary>
    /// <exception cref="InvalidDataException">The event does not fit what its actor has journaled before; the message names it.</exception>
    public LabState Apply(RecordedEvent e)
    {
        try
        {
            return Folded(e) with
            {
                At = At > e.Event.At ? At : e.Event.At,
                Number = e.Number,
                Events = Events + 1,
                Actors = Actors.SetItem(e.Source, new ActorMark((Actors.GetValueOrDefault(e.Source)?.Events ?? 0) + 1, e.Name, e.Event.At)),
                Devices = Devices.Apply(this, e),
            };
        }
        catch (Exception fault) when (fault is ArgumentException or KeyNotFoundException or NullReferenceException or InvalidOperationException)
        {
            throw new InvalidDataException(
                FormattableString.Invariant($"event {e.Number} of the journal (a {e.Name}, event {e.SequenceNr} of {e.Source}) does not fit what was journaled before it: {fault.Message}"), fault);
        }
    }

    private LabState Folded(RecordedEvent e) => (Sources.KindOf(e.Source), e.Event) switch
    {
        (SourceKind.Node, NodeStarted started) => this with { Nodes = Nodes.SetItem(started.Node, started), Stopped = Stopped.Remove(started.Node) },
        (SourceKind.Node, NodeStopped stopped) => this with { Stopped = Stopped.SetItem(stopped.Node, stopped) },
        (SourceKind.Executor, var fact) => this with
        {
            Executions = Executions.SetItem(Sources.InstrumentOf(e.Source), Executions.GetValueOrDefault(Sources.InstrumentOf(e.Source), ExecutionProgress.Idle).Apply(fact)),
        },
        (SourceKind.Queue, var fact) => this with { Queues = Queues.SetItem(e.Source, Queues.GetValueOrDefault(e.Source, QueueProgress.Empty).Apply(fact)) },
        (SourceKind.Run, var fact) => this with { Runs = Runs.SetItem(e.Source, Runs.GetValueOrDefault(e.Source, RunProgress.Empty).Apply(fact)) },
        (SourceKind.SafeScript, var fact) => this with { SafeScripts = SafeScripts.SetItem(e.Source, SafeScripts.GetValueOrDefault(e.Source, RunProgress.Empty).Apply(fact)) },
        (SourceKind.Line, ValveLocked locked) => this with { Line = Line.Apply(locked), Locks = Locks.SetItem(locked.Valve, locked) },
        (SourceKind.Line, ValveUnlocked unlocked) => this with { Line = Line.Apply(unlocked), Locks = Locks.Remove(unlocked.Valve) },
        (SourceKind.Line, var fact) => this with { Line = Line.Apply(fact) },
        (SourceKind.Leases, var fact) => this with { Leases = Leases.Apply(fact) },
        (SourceKind.Registry, var fact) => this with { Registry = Registry.Apply(fact) },
        (SourceKind.Decisions, var fact) => this with { Decisions = Decisions.Apply(fact) },
        (SourceKind.Health, var fact) => this with { Health = Health.Apply(fact) },
        (SourceKind.Safety, var fact) => this with { Safety = Safety.Apply(fact) },
        (SourceKind.Ratios, var fact) => this with { Ratios = Ratios.Apply(fact) },
        (SourceKind.Exports, var fact) => this with { Exports = Exports.SetItem(e.Source, Exports.GetValueOrDefault(e.Source, ExportOutbox.Empty).Apply(fact)) },
        _ => this,
    };
}
