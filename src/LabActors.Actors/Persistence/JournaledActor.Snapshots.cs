using System.Runtime.Serialization;
using LabActors.Core.Journal;

namespace LabActors.Actors.Persistence;

/// <content>Snapshots: where a replay begins; the events alone come to the same.</content>
public abstract partial class JournaledActor
{
    private readonly Queue<IDisposable> _snapshotHolds = [];
    private readonly int _keepEvery;
    private (Type Type, Action<object> Restore)? _restorer;
    private Func<IJournalSnapshot>? _kept;
    private long _keptAt;

    /// <summary>The setting that says after how many events an actor that keeps its state keeps it again.</summary>
    public const string SnapshotEveryKey = "labactors.snapshots.every";

    /// <summary>Says how the state is taken from a snapshot.</summary>
    protected void Restores<TSnapshot>(Action<TSnapshot> restore)
        where TSnapshot : class, IJournalSnapshot =>
        _restorer = (typeof(TSnapshot), snapshot => restore((TSnapshot)snapshot));

    /// <summary>
    /// Keeps the state by itself, after every so many events (<see cref="SnapshotEveryKey"/>): for actors that live as long as the laboratory, whose replay would grow for ever.
    /// </summary>
    protected void Keeps<TSnapshot>(Func<TSnapshot> keep, Action<TSnapshot> restore)
        where TSnapshot : class, IJournalSnapshot
    {
        _kept = keep;
        Restores(restore);
    }

    /// <summary>Saves a snapshot of the state as it is after the last event.</summary>
    protected void TakeSnapshot(IJournalSnapshot state)
    {
        _snapshotHolds.Enqueue(Clock.Holds.Hold($"snapshot of {PersistenceId}"));
        SaveSnapshot(state);
    }

    private void Restore(object snapshot)
    {
        if (_restorer is not { } restorer || !restorer.Type.IsInstanceOfType(snapshot))
            throw new SerializationException($"{PersistenceId} holds a snapshot {snapshot.GetType().Name} that {GetType().Name} does not know how to restore.");
        restorer.Restore(snapshot);
    }

    private void ReleaseSnapshot()
    {
        // Empty when the answer is meant for the incarnation before a restart.
        if (_snapshotHolds.TryDequeue(out var hold))
            hold.Dispose();
    }
}
