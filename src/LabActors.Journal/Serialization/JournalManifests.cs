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
            new("node.started.v1", Lab.NodeStarted),
            new("node.stopped.v1", Lab.NodeStopped),
            new("executor.started.v1", Lab.ExecutionStarted),
            new("executor.refused.v1", Lab.ExecutionRefused),
            new("executor.check-passed.v1", Lab.CheckPassed),
            new("executor.delayed-start-over.v1", Lab.DelayedStartOver),
            new("decision.asked.v1", Lab.DecisionAsked),
            new("decision.made.v1", Lab.DecisionMade),
            new("health.error-raised.v1", Lab.ErrorRaised),
            new("health.error-cleared.v1", Lab.ErrorCleared),
            new("queue.run-checked.v1", Lab.RunChecked),
            new("queue.monitor-tripped.v1", Lab.MonitorTripped),
            new("registry.numbers-taken.v1", Lab.NumbersTaken),
            new("registry.blank-chosen.v1", Lab.BlankChosen),
            new("executor.queue-launched.v1", Lab.QueueLaunched),
            new("executor.queue-finished.v1", Lab.QueueFinished),
            new("executor.ended.v1", Lab.ExecutionEnded),
            new("queue.accepted.v1", Lab.QueueAccepted),
            new("queue.started.v1", Lab.QueueStarted),
            new("queue.delay-started.v1", Lab.DelayStarted),
            new("queue.delay-ended.v1", Lab.DelayEnded),
            new("queue.run-launched.v1", Lab.RunLaunched),
            new("queue.row-skipped.v1", Lab.RowSkipped),
            new("queue.overlap-reached.v1", Lab.OverlapReached),
            new("queue.run-finished.v1", Lab.RunFinished),
            new("queue.stop-requested.v1", Lab.QueueStopRequested),
            new("queue.paused.v1", Lab.QueuePaused),
            new("queue.resumed.v1", Lab.QueueResumed),
            new("queue.ended.v1", Lab.QueueEnded),
            new("run.started.v1", Lab.RunStarted),
            new("run.step-started.v1", Lab.StepStarted),
            new("run.step-ended.v1", Lab.StepEnded),
            new("run.lease-obtained.v1", Lab.RunLeaseObtained),
            new("run.script-started.v1", Lab.ScriptStarted),
            new("run.child-script-read.v1", Lab.ChildScriptRead),
            new("run.command-requested.v1", Lab.CommandRequested),
            new("run.command-completed.v1", Lab.CommandCompleted),
            new("run.command-failed.v1", Lab.CommandFailed),
            new("run.script-finished.v1", Lab.ScriptFinished),
            new("run.point-of-no-return-passed.v1", Lab.PointOfNoReturnPassed),
            new("run.intervention-requested.v1", Lab.InterventionRequested),
            new("run.safe-state-reached.v1", Lab.SafeStateReached),
            new("run.pump-time-started.v1", Lab.PumpTimeStarted),
            new("run.line-freed.v1", Lab.LineFreed),
            new("run.noted.v1", Lab.RunNoted),
            new("run.ended.v1", Lab.RunEnded),
            new("measurement.detectors-activated.v1", Lab.DetectorsActivated),
            new("measurement.isotopes-assigned.v1", Lab.IsotopesAssigned),
            new("measurement.magnet-positioned.v1", Lab.MagnetPositioned),
            new("measurement.integration-time-changed.v1", Lab.IntegrationTimeChanged),
            new("measurement.time-zero-set.v1", Lab.TimeZeroSet),
            new("measurement.inlet-opened.v1", Lab.InletOpened),
            new("measurement.inlet-closed.v1", Lab.InletClosed),
            new("measurement.equilibration-failed.v1", Lab.EquilibrationFailed),
            new("measurement.series-started.v1", Lab.SeriesStarted),
            new("measurement.reading-taken.v1", Lab.ReadingTaken),
            new("measurement.series-ended.v1", Lab.SeriesEnded),
            new("measurement.peak-center-measured.v1", Lab.PeakCenterMeasured),
            new("measurement.fits-set.v1", Lab.FitsSet),
            new("measurement.baseline-fits-set.v1", Lab.BaselineFitsSet),
            new("measurement.counts-abbreviated.v1", Lab.CountsAbbreviated),
            new("measurement.reset.v1", Lab.MeasurementReset),
            new("registry.aliquot-reserved.v1", Lab.AliquotReserved),
            new("registry.aliquot-spent.v1", Lab.AliquotSpent),
            new("registry.aliquot-returned.v1", Lab.AliquotReturned),
            new("registry.blank-measured.v1", Lab.BlankMeasured),
            new("lease.requested.v1", Lab.LeaseRequested),
            new("lease.granted.v1", Lab.LeaseGranted),
            new("lease.released.v1", Lab.LeaseReleased),
            new("lease.withdrawn.v1", Lab.LeaseWithdrawn),
            new("resource.set.v1", Lab.ResourceSet),
            new("resource.acquired.v1", Lab.ResourceAcquired),
            new("valve.actuation-requested.v1", Lab.ValveActuationRequested),
            new("valve.actuated.v1", Lab.ValveActuated),
            new("valve.actuation-failed.v1", Lab.ValveActuationFailed),
            new("valve.observed.v1", Lab.ValveObserved),
            new("valve.locked.v1", Lab.ValveLocked),
            new("valve.unlocked.v1", Lab.ValveUnlocked),
            new("instrument.field-table-updated.v1", Lab.FieldTableUpdated),
        ],
        upcasters:
        [
        ]);
}
