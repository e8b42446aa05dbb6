using System.Text.Json.Serialization;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lab;
using LabActors.Actors.Lines;

namespace LabActors.Actors.Cluster;

/// <summary>What may be asked of hardware that belongs to another node: a closed list, as it goes over the wire.</summary>
[JsonDerivedType(typeof(ExtractionLineProtocol.Actuate), "actuate")]
[JsonDerivedType(typeof(ExtractionLineProtocol.GetValve), "get-valve")]
[JsonDerivedType(typeof(ExtractionLineProtocol.SetLock), "set-lock")]
[JsonDerivedType(typeof(ExtractionLineProtocol.StateManual), "state-manual")]
[JsonDerivedType(typeof(ExtractionLineProtocol.ReadPressure), "read-pressure")]
[JsonDerivedType(typeof(ExtractionLineProtocol.Ping), "ping")]
[JsonDerivedType(typeof(ExtractionLineProtocol.GetLine), "get-line")]
[JsonDerivedType(typeof(ExtractionLineProtocol.GetPipettes), "get-pipettes")]
[JsonDerivedType(typeof(ExtractionLineProtocol.EnableValve), "enable-valve")]
[JsonDerivedType(typeof(ExtractionLineProtocol.RunSequence), "run-sequence")]
[JsonDerivedType(typeof(ExtractionLineProtocol.PreviewValve), "preview-valve")]
[JsonDerivedType(typeof(InstrumentProtocol.SetEnabled), "set-enabled")]
[JsonDerivedType(typeof(InstrumentProtocol.SetOutput), "set-output")]
[JsonDerivedType(typeof(InstrumentProtocol.EndOutput), "end-output")]
[JsonDerivedType(typeof(InstrumentProtocol.MoveTo), "move-to")]
[JsonDerivedType(typeof(InstrumentProtocol.ExecutePattern), "execute-pattern")]
[JsonDerivedType(typeof(InstrumentProtocol.SetMotor), "set-motor")]
[JsonDerivedType(typeof(InstrumentProtocol.Perform), "perform")]
[JsonDerivedType(typeof(InstrumentProtocol.ReadStatus), "read-status")]
[JsonDerivedType(typeof(InstrumentProtocol.ReadLoading), "read-loading")]
[JsonDerivedType(typeof(InstrumentProtocol.LeaveOff), "leave-off")]
[JsonDerivedType(typeof(InstrumentProtocol.MakeExtractionDeviceSafe), "make-extraction-device-safe")]
[JsonDerivedType(typeof(InstrumentProtocol.SetTemperature), "set-temperature")]
[JsonDerivedType(typeof(InstrumentProtocol.ReadTemperature), "read-temperature")]
[JsonDerivedType(typeof(EnvironmentProtocol.ReadEnvironment), "read-environment")]
public interface IHardwareRequest;
