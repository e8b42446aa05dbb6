using System.Text.Json.Serialization;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lab;
using LabActors.Actors.Lines;

namespace LabActors.Actors.Cluster;

/// <summary>What hardware answers to an <see cref="IHardwareRequest"/>: a closed list, as it goes over the wire.</summary>
[JsonDerivedType(typeof(ExtractionLineProtocol.Actuated), "actuated")]
[JsonDerivedType(typeof(ExtractionLineProtocol.ActuationRefused), "actuation-refused")]
[JsonDerivedType(typeof(ExtractionLineProtocol.ValveIs), "valve-is")]
[JsonDerivedType(typeof(ExtractionLineProtocol.PressureIs), "pressure-is")]
[JsonDerivedType(typeof(ExtractionLineProtocol.Pinged), "pinged")]
[JsonDerivedType(typeof(ExtractionLineProtocol.LineIs), "line-is")]
[JsonDerivedType(typeof(ExtractionLineProtocol.PipettesAre), "pipettes-are")]
[JsonDerivedType(typeof(ExtractionLineProtocol.SequenceIs), "sequence-is")]
[JsonDerivedType(typeof(ExtractionLineProtocol.PreviewIs), "preview-is")]
[JsonDerivedType(typeof(InstrumentProtocol.Done), "done")]
[JsonDerivedType(typeof(InstrumentProtocol.Begun), "begun")]
[JsonDerivedType(typeof(InstrumentProtocol.Refused), "refused")]
[JsonDerivedType(typeof(EnvironmentProtocol.EnvironmentIs), "environment-is")]
public interface IHardwareAnswer;
