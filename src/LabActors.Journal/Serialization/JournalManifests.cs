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
            new("executor.started.v1", Default.ExecutionStarted),
            new("executor.refused.v1", Default.ExecutionRefused),
            new("executor.queue-launched.v1", Default.QueueLaunched),
            new("executor.queue-finished.v1", Default.QueueFinished),
            new("executor.ended.v1", Default.ExecutionEnded),
            new("queue.accepted.v1", Default.QueueAccepted),
            new("queue.started.v1", Default.QueueStarted),
            new("queue.delay-started.v1", Default.DelayStarted),
            new("queue.delay-ended.v1", Default.DelayEnded),
            new("queue.run-launched.v1", Default.RunLaunched),
            new("queue.row-skipped.v1", Default.RowSkipped),
            new("queue.overlap-reached.v1", Default.OverlapReached),
            new("queue.run-finished.v1", Default.RunFinished),
            new("queue.stop-requested.v1", Default.QueueStopRequested),
            new("queue.paused.v1", Default.QueuePaused),
            new("queue.resumed.v1", Default.QueueResumed),
            new("queue.ended.v1", Default.QueueEnded),
            new("run.started.v1", Default.RunStarted),
            new("run.step-started.v1", Default.StepStarted),
            new("run.step-ended.v1", Default.StepEnded),
            new("run.lease-obtained.v1", Default.RunLeaseObtained),
            new("run.script-started.v1", Default.ScriptStarted),
            new("run.command-requested.v1", Default.CommandRequested),
            new("run.command-completed.v1", Default.CommandCompleted),
            new("run.command-failed.v1", Default.CommandFailed),
            new("run.script-finished.v1", Default.ScriptFinished),
            new("run.point-of-no-return-passed.v1", Default.PointOfNoReturnPassed),
            new("run.intervention-requested.v1", Default.InterventionRequested),
            new("run.safe-state-reached.v1", Default.SafeStateReached),
            new("run.pump-time-started.v1", Default.PumpTimeStarted),
            new("run.line-freed.v1", Default.LineFreed),
            new("run.noted.v1", Default.RunNoted),
            new("run.ended.v1", Default.RunEnded),
            new("measurement.detectors-activated.v1", Default.DetectorsActivated),
            new("measurement.isotopes-assigned.v1", Default.IsotopesAssigned),
            new("measurement.magnet-positioned.v1", Default.MagnetPositioned),
            new("measurement.integration-time-changed.v1", Default.IntegrationTimeChanged),
            new("measurement.time-zero-set.v1", Default.TimeZeroSet),
            new("measurement.inlet-opened.v1", Default.InletOpened),
            new("measurement.inlet-closed.v1", Default.InletClosed),
            new("measurement.equilibration-failed.v1", Default.EquilibrationFailed),
            new("measurement.series-started.v1", Default.SeriesStarted),
            new("measurement.reading-taken.v1", Default.ReadingTaken),
            new("measurement.series-ended.v1", Default.SeriesEnded),
            new("measurement.peak-center-measured.v1", Default.PeakCenterMeasured),
            new("measurement.fits-set.v1", Default.FitsSet),
            new("measurement.baseline-fits-set.v1", Default.BaselineFitsSet),
            new("measurement.counts-abbreviated.v1", Default.CountsAbbreviated),
            new("measurement.reset.v1", Default.MeasurementReset),
            new("registry.aliquot-reserved.v1", Default.AliquotReserved),
            new("registry.aliquot-spent.v1", Default.AliquotSpent),
            new("registry.aliquot-returned.v1", Default.AliquotReturned),
            new("registry.blank-measured.v1", Default.BlankMeasured),
            new("lease.requested.v1", Default.LeaseRequested),
            new("lease.granted.v1", Default.LeaseGranted),
            new("lease.released.v1", Default.LeaseReleased),
            new("lease.withdrawn.v1", Default.LeaseWithdrawn),
            new("resource.set.v1", Default.ResourceSet),
            new("resource.acquired.v1", Default.ResourceAcquired),
            new("valve.actuation-requested.v1", Default.ValveActuationRequested),
            new("valve.actuated.v1", Default.ValveActuated),
            new("valve.actuation-failed.v1", Default.ValveActuationFailed),
            new("valve.observed.v1", Default.ValveObserved),
            new("valve.locked.v1", Default.ValveLocked),
            new("valve.unlocked.v1", Default.ValveUnlocked),
            new("instrument.field-table-updated.v1", Default.FieldTableUpdated),
        ],
        upcasters:
        [
        ]);
}
