using Akka.Actor.Setup;
using LabActors.Core.Journal;
using LabActors.Simulator.State;

namespace LabActors.Node.Torture;

/// <summary>
/// What came after what: each event on its way into the journal and each change of the simulated laboratory, one after the other. An event is heard before it is
/// written, so that nothing that is built on it has happened.
/// </summary>
/// <param name="state">The laboratory at the beginning; null when it tells of itself before the first event.</param>
internal sealed class CutRecorder(SimulationState? state)
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private SimulationState? _state = state;

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<Entry> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    /// <summary>An event is about to be written.</summary>
    public void Writes(IJournalEvent @event)
    {
        lock (_gate)
            _entries.Add(new Entry(@event, _state!));
    }

    /// <summary>The laboratory has changed.</summary>
    public void Changes(SimulationState state)
    {
        lock (_gate)
        {
            _state = state;
            _entries.Add(new Entry(null, state));
        }
    }

    /// <summary>One of both.</summary>
    /// <param name="Event">The event; null for a change of the laboratory.</param>
    /// <param name="State">The laboratory then.</param>
    public sealed record Entry(IJournalEvent? Event, SimulationState State);

    /// <summary>Gives the recorder to the actor system's journal.</summary>
    public sealed class Given(CutRecorder recorder) : Setup
    {
        /// <summary>The journal calls <see cref="RecordingAdapter"/>.</summary>
        public const string Configuration = """
            akka.persistence.journal.sql {
              event-adapters { cuts = "LabActors.Node.Torture.RecordingAdapter, LabActors.Node" }
              event-adapter-bindings { "LabActors.Core.Journal.IJournalEvent, LabActors.Core" = cuts }
            }
            """;

        public CutRecorder Recorder { get; } = recorder;
    }
}
