using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LabActors.Core.Execution;
using LabActors.Core.Exports;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Leases;
using LabActors.Core.Lines;
using LabActors.Core.Measurement;
using LabActors.Core.Notifications;
using LabActors.Core.Runs;

namespace LabActors.Journal.Serialization;

/// <summary>
/// JSON of the journal's types, generated at compile time. An event needs its line here and its line in
/// <see cref="JournalManifests"/>; the second does not compile without the first.
/// <para>
/// Numbers that are not finite are written as <c>"NaN"</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>. Enumerations are written by name.
/// A property without a default value that is missing in the bytes is an error: a field added later needs a default
/// value in its record, or a new version of the manifest with an upcaster.
/// </para>
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(OrderedDictionaryJsonConverter), typeof(ImmutableArrayJsonConverter)])]
[JsonSerializable(typeof(LineSnapshot))]
[JsonSerializable(typeof(LeaseSnapshot))]
[JsonSerializable(typeof(RegistrySnapshot))]
[JsonSerializable(typeof(ExportSnapshot))]
[JsonSerializable(typeof(OutboxSnapshot))]
[JsonSerializable(typeof(SpectrometerSnapshot))]
[JsonSerializable(typeof(NodeEvents.NodeStarted))]
[JsonSerializable(typeof(NodeEvents.HardwareDiffers))]
[JsonSerializable(typeof(NodeEvents.NodeStopped))]
[JsonSerializable(typeof(NodeEvents.JournalWasLost))]
[JsonSerializable(typeof(ExecutorEvents.ExecutionStarted))]
[JsonSerializable(typeof(ExecutorEvents.ExecutionRefused))]
[JsonSerializable(typeof(ExecutorEvents.CheckPassed))]
[JsonSerializable(typeof(ExecutorEvents.DelayedStartOver))]
[JsonSerializable(typeof(OperatorEvents.ConsoleAttached))]
[JsonSerializable(typeof(OperatorEvents.ConsoleDetached))]
[JsonSerializable(typeof(OperatorEvents.CommandGiven))]
[JsonSerializable(typeof(OperatorEvents.CommandAnswered))]
[JsonSerializable(typeof(OperatorEvents.CommandDenied))]
[JsonSerializable(typeof(DecisionEvents.DecisionAsked))]
[JsonSerializable(typeof(DecisionEvents.DecisionMade))]
[JsonSerializable(typeof(HealthEvents.ErrorRaised))]
[JsonSerializable(typeof(HealthEvents.ErrorCleared))]
[JsonSerializable(typeof(QueueEvents.RunChecked))]
[JsonSerializable(typeof(QueueEvents.MonitorTripped))]
[JsonSerializable(typeof(RegistryEvents.NumbersTaken))]
[JsonSerializable(typeof(RegistryEvents.BlankChosen))]
[JsonSerializable(typeof(ExecutorEvents.QueueReplaced))]
[JsonSerializable(typeof(ExecutorEvents.QueueLaunched))]
[JsonSerializable(typeof(ExecutorEvents.QueueFinished))]
[JsonSerializable(typeof(ExecutorEvents.ExecutionEnded))]
[JsonSerializable(typeof(QueueEvents.QueueAccepted))]
[JsonSerializable(typeof(QueueEvents.QueueStarted))]
[JsonSerializable(typeof(QueueEvents.DelayStarted))]
[JsonSerializable(typeof(QueueEvents.DelayEnded))]
[JsonSerializable(typeof(QueueEvents.RunLaunched))]
[JsonSerializable(typeof(QueueEvents.RowSkipped))]
[JsonSerializable(typeof(QueueEvents.OverlapReached))]
[JsonSerializable(typeof(QueueEvents.RunFinished))]
[JsonSerializable(typeof(QueueEvents.QueueStopRequested))]
[JsonSerializable(typeof(QueueEvents.QueuePaused))]
[JsonSerializable(typeof(QueueEvents.QueueResumed))]
[JsonSerializable(typeof(QueueEvents.QueueEdited))]
[JsonSerializable(typeof(QueueEvents.EditUndone))]
[JsonSerializable(typeof(QueueEvents.QueueFileTaken))]
[JsonSerializable(typeof(QueueEvents.QueueFileRefused))]
[JsonSerializable(typeof(QueueEvents.DelayChanged))]
[JsonSerializable(typeof(QueueEvents.FinishEstimated))]
[JsonSerializable(typeof(QueueEvents.QueueEnded))]
[JsonSerializable(typeof(RunEvents.RunStarted))]
[JsonSerializable(typeof(RunEvents.StepStarted))]
[JsonSerializable(typeof(RunEvents.StepEnded))]
[JsonSerializable(typeof(RunEvents.RunLeaseObtained))]
[JsonSerializable(typeof(RunEvents.RunLeaseLost))]
[JsonSerializable(typeof(RunEvents.ScriptStarted))]
[JsonSerializable(typeof(RunEvents.ChildScriptRead))]
[JsonSerializable(typeof(RunEvents.CommandRequested))]
[JsonSerializable(typeof(RunEvents.CommandCompleted))]
[JsonSerializable(typeof(RunEvents.CommandFailed))]
[JsonSerializable(typeof(RunEvents.ScriptFinished))]
[JsonSerializable(typeof(RunEvents.PointOfNoReturnPassed))]
[JsonSerializable(typeof(RunEvents.InterventionRequested))]
[JsonSerializable(typeof(ExtractionEvents.DeviceActionBegan))]
[JsonSerializable(typeof(RunEvents.RunResumed))]
[JsonSerializable(typeof(RunEvents.ScriptResumed))]
[JsonSerializable(typeof(RunEvents.ScriptDiverged))]
[JsonSerializable(typeof(RunEvents.CallBackMade))]
[JsonSerializable(typeof(RunEvents.CallBackEnded))]
[JsonSerializable(typeof(RunEvents.WaitContinued))]
[JsonSerializable(typeof(RunEvents.WaitPaused))]
[JsonSerializable(typeof(RunEvents.WaitUnpaused))]
[JsonSerializable(typeof(MeasurementEvents.SeriesResumed))]
[JsonSerializable(typeof(MeasurementEvents.PeakScanBegan))]
[JsonSerializable(typeof(MeasurementEvents.PeakScanRead))]
[JsonSerializable(typeof(InstrumentEvents.MagnetMoveBegan))]
[JsonSerializable(typeof(RunEvents.SafeStateReached))]
[JsonSerializable(typeof(RunEvents.PumpTimeStarted))]
[JsonSerializable(typeof(RunEvents.LineFreed))]
[JsonSerializable(typeof(RunEvents.RunNoted))]
[JsonSerializable(typeof(RunEvents.RunEnded))]
[JsonSerializable(typeof(RunEvents.IrradiationRead))]
[JsonSerializable(typeof(RunEvents.ProvenanceNoted))]
[JsonSerializable(typeof(RunEvents.SensitivityMultiplierRead))]
[JsonSerializable(typeof(RunEvents.EnvironmentRead))]
[JsonSerializable(typeof(RunEvents.DeviceUnavailable))]
[JsonSerializable(typeof(RunEvents.DeviceAvailable))]
[JsonSerializable(typeof(ExtractionEvents.PositionReached))]
[JsonSerializable(typeof(ExtractionEvents.OutputSet))]
[JsonSerializable(typeof(ExtractionEvents.ResponseSampled))]
[JsonSerializable(typeof(ExtractionEvents.CryoTemperatureSampled))]
[JsonSerializable(typeof(ExtractionEvents.ShotTaken))]
[JsonSerializable(typeof(ExtractionEvents.PipetteCountsRead))]
[JsonSerializable(typeof(ExtractionEvents.MediaRequested))]
[JsonSerializable(typeof(ExtractionEvents.ExtractionContextNoted))]
[JsonSerializable(typeof(MeasurementEvents.DetectorsActivated))]
[JsonSerializable(typeof(MeasurementEvents.IsotopesAssigned))]
[JsonSerializable(typeof(MeasurementEvents.MagnetPositioned))]
[JsonSerializable(typeof(MeasurementEvents.IntegrationTimeChanged))]
[JsonSerializable(typeof(MeasurementEvents.TimeZeroSet))]
[JsonSerializable(typeof(MeasurementEvents.InletOpened))]
[JsonSerializable(typeof(MeasurementEvents.InletReopened))]
[JsonSerializable(typeof(RunEvents.HardwareMatchBegan))]
[JsonSerializable(typeof(RunEvents.HardwareMatchEnded))]
[JsonSerializable(typeof(MeasurementEvents.InletClosed))]
[JsonSerializable(typeof(MeasurementEvents.EquilibrationFailed))]
[JsonSerializable(typeof(MeasurementEvents.SeriesStarted))]
[JsonSerializable(typeof(MeasurementEvents.SynExtractionPlanned))]
[JsonSerializable(typeof(MeasurementEvents.SynSpectrometerObtained))]
[JsonSerializable(typeof(MeasurementEvents.SynSetUp))]
[JsonSerializable(typeof(MeasurementEvents.SynExtractionStarted))]
[JsonSerializable(typeof(MeasurementEvents.SynExtractionEnded))]
[JsonSerializable(typeof(MeasurementEvents.ReadingTaken))]
[JsonSerializable(typeof(MeasurementEvents.SeriesEnded))]
[JsonSerializable(typeof(MeasurementEvents.PeakCenterMeasured))]
[JsonSerializable(typeof(MeasurementEvents.FitsSet))]
[JsonSerializable(typeof(MeasurementEvents.BaselineFitsSet))]
[JsonSerializable(typeof(MeasurementEvents.CountsAbbreviated))]
[JsonSerializable(typeof(MeasurementEvents.MeasurementReset))]
[JsonSerializable(typeof(MeasurementEvents.SpectrometerSettingsRead))]
[JsonSerializable(typeof(MeasurementEvents.WhiffEnded))]
[JsonSerializable(typeof(MeasurementEvents.IntensityScalarRequested))]
[JsonSerializable(typeof(RegistryEvents.AliquotReserved))]
[JsonSerializable(typeof(RegistryEvents.AliquotObtained))]
[JsonSerializable(typeof(RegistryEvents.AliquotProvisional))]
[JsonSerializable(typeof(RegistryEvents.AliquotUnsettled))]
[JsonSerializable(typeof(RegistryEvents.AliquotSettled))]
[JsonSerializable(typeof(RegistryEvents.AliquotSpent))]
[JsonSerializable(typeof(RegistryEvents.AliquotReturned))]
[JsonSerializable(typeof(RegistryEvents.BlankMeasured))]
[JsonSerializable(typeof(RegistryEvents.BaselinesMeasured))]
[JsonSerializable(typeof(ConditionalEvents.ConditionalsInstalled))]
[JsonSerializable(typeof(ConditionalEvents.ConditionalTextsRead))]
[JsonSerializable(typeof(ConditionalEvents.ConditionalAdded))]
[JsonSerializable(typeof(ConditionalEvents.ConditionalsCleared))]
[JsonSerializable(typeof(ConditionalEvents.ConditionalsCounted))]
[JsonSerializable(typeof(ConditionalEvents.ConditionalNotEvaluated))]
[JsonSerializable(typeof(ConditionalEvents.ConditionalTripped))]
[JsonSerializable(typeof(ConditionalEvents.RatioMeasured))]
[JsonSerializable(typeof(ConditionalEvents.ConditionalActionEnded))]
[JsonSerializable(typeof(LeaseEvents.LeaseRequested))]
[JsonSerializable(typeof(LeaseEvents.LeaseGranted))]
[JsonSerializable(typeof(LeaseEvents.LeaseReleased))]
[JsonSerializable(typeof(LeaseEvents.LeaseWithdrawn))]
[JsonSerializable(typeof(LeaseEvents.SharedLeaseObtained))]
[JsonSerializable(typeof(LeaseEvents.LeaseExpired))]
[JsonSerializable(typeof(ClusterEvents.BallotPromised))]
[JsonSerializable(typeof(ClusterEvents.SharedLeasesAccepted))]
[JsonSerializable(typeof(ClusterEvents.NumberBallotPromised))]
[JsonSerializable(typeof(ClusterEvents.NumberAccepted))]
[JsonSerializable(typeof(ClusterEvents.FenceRaised))]
[JsonSerializable(typeof(ClusterEvents.HeldHardwareMadeSafe))]
[JsonSerializable(typeof(ClusterEvents.LostHoldingsExpired))]
[JsonSerializable(typeof(ClusterEvents.NodeLost))]
[JsonSerializable(typeof(ClusterEvents.NodeReturned))]
[JsonSerializable(typeof(ClusterEvents.NodeDraining))]
[JsonSerializable(typeof(ClusterEvents.NodeDrained))]
[JsonSerializable(typeof(LeaseEvents.ResourceSet))]
[JsonSerializable(typeof(LeaseEvents.ResourceAcquired))]
[JsonSerializable(typeof(LineEvents.ValveActuationRequested))]
[JsonSerializable(typeof(LineEvents.ValveActuated))]
[JsonSerializable(typeof(LineEvents.ValveActuationFailed))]
[JsonSerializable(typeof(LineEvents.ValveObserved))]
[JsonSerializable(typeof(LineEvents.ValveLocked))]
[JsonSerializable(typeof(LineEvents.ValveUnlocked))]
[JsonSerializable(typeof(LineEvents.ValveDisabled))]
[JsonSerializable(typeof(LineEvents.ValveEnabled))]
[JsonSerializable(typeof(LineEvents.ValveOwned))]
[JsonSerializable(typeof(LineEvents.ValveReleased))]
[JsonSerializable(typeof(LineEvents.ChildDidNotFollow))]
[JsonSerializable(typeof(LineEvents.ValveSequenceBegan))]
[JsonSerializable(typeof(LineEvents.ValveSequenceEnded))]
[JsonSerializable(typeof(TripEvents.Tripped))]
[JsonSerializable(typeof(TripEvents.TripActed))]
[JsonSerializable(typeof(TripEvents.TripReset))]
[JsonSerializable(typeof(LineEvents.PipetteFilled))]
[JsonSerializable(typeof(LineEvents.PipetteShotTaken))]
[JsonSerializable(typeof(ExportEvents.ExportTargetSet))]
[JsonSerializable(typeof(ExportEvents.ExportWanted))]
[JsonSerializable(typeof(ExportEvents.ExportMade))]
[JsonSerializable(typeof(ExportEvents.ExportFailed))]
[JsonSerializable(typeof(ExportEvents.ExportsPushed))]
[JsonSerializable(typeof(ExportEvents.PushFailed))]
[JsonSerializable(typeof(ExportEvents.ExportAlertRaised))]
[JsonSerializable(typeof(ExportEvents.ExportAlertCleared))]
[JsonSerializable(typeof(InstrumentEvents.FieldTableUpdated))]
[JsonSerializable(typeof(NotifierEvents.NotificationsBegun))]
[JsonSerializable(typeof(NotifierEvents.EventDue))]
[JsonSerializable(typeof(NotifierEvents.DeliveryFailed))]
[JsonSerializable(typeof(NotifierEvents.EventDelivered))]
[JsonSerializable(typeof(NotifierEvents.DeliveryGivenUp))]
[JsonSerializable(typeof(SafetyEvents.SafeStateRequested))]
[JsonSerializable(typeof(SafetyEvents.SafeStepsTaken))]
[JsonSerializable(typeof(SafetyEvents.SafeScriptEnded))]
[JsonSerializable(typeof(SafetyEvents.SafeStateEnded))]
public sealed partial class JournalJsonContext : JsonSerializerContext
{
    /// <summary>
    /// The context to register types from. Unlike <c>Default</c> it writes quotes and umlauts as they are: script texts and sample names
    /// are read in the database with its own tools, and no browser reads these bytes as markup.
    /// </summary>
    public static JournalJsonContext Lab => Relaxed.Instance;

    // Nested, so that the generated static fields are there when it is made.
    private static class Relaxed
    {
        public static readonly JournalJsonContext Instance = new(new JsonSerializerOptions(Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new SparseJsonConverter<RunSpec>(Default.Options) },
        });
    }
}
