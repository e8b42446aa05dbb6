using static LabActors.Journal.Serialization.JournalJsonContext;

namespace LabActors.Journal.Serialization;

/// <summary>
/// The manifest of every type that the journal holds: the name that stands in the database beside its bytes, for ever.
/// <para>
/// To add an event: its record in <c>LabActors.Core/Journal/Events</c>, <c>[JsonSerializable(typeof(X))]</c> on <see cref="JournalJsonContext"/>, one line
/// here, and its golden file (<c>LABACTORS_WRITE_GOLDEN=1 dotnet test tests/LabActors.Journal.Tests</c>, then commit it). To change one in any way but
/// adding a property that has a default value: keep the old record under a new name and its old manifest in
/// <c>Upcasters</c>, give the new one <c>.v2</c>, and leave the old golden file where it is.
/// </para>
/// </summary>
public static class JournalManifests
{
    /// <summary>All of them.</summary>
    public static JournalRegistry All { get; } = new(
        types:
        [
            new("node.started.v1", Default.NodeStarted),
            new("node.stopped.v1", Default.NodeStopped),
            new("lease.requested.v1", Default.LeaseRequested),
            new("lease.granted.v1", Default.LeaseGranted),
            new("lease.released.v1", Default.LeaseReleased),
            new("lease.withdrawn.v1", Default.LeaseWithdrawn),
            new("lease.resource-set.v1", Default.ResourceSet),
            new("lease.resource-acquired.v1", Default.ResourceAcquired),
            new("line.actuation-requested.v1", Default.ValveActuationRequested),
            new("line.actuated.v1", Default.ValveActuated),
            new("line.actuation-failed.v1", Default.ValveActuationFailed),
            new("line.valve-observed.v1", Default.ValveObserved),
            new("line.valve-locked.v1", Default.ValveLocked),
            new("line.valve-unlocked.v1", Default.ValveUnlocked),
            new("instrument.field-table-updated.v1", Default.FieldTableUpdated),
        ],
        upcasters:
        [
        ]);
}
