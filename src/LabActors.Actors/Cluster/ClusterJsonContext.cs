using System.Text.Json.Serialization;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Cluster;

/// <summary>JSON of the messages between nodes, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClusterProtocol.NodeDoes))]
[JsonSerializable(typeof(ClusterProtocol.WhoIsThere))]
[JsonSerializable(typeof(ClusterProtocol.ThereAre))]
[JsonSerializable(typeof(ClusterProtocol.DrainNode))]
[JsonSerializable(typeof(ClusterProtocol.DrainAnswered))]
[JsonSerializable(typeof(SharedLeaseProtocol.Prepare))]
[JsonSerializable(typeof(SharedLeaseProtocol.Promised))]
[JsonSerializable(typeof(SharedLeaseProtocol.Accept))]
[JsonSerializable(typeof(SharedLeaseProtocol.Accepted))]
[JsonSerializable(typeof(SharedLeaseProtocol.NotVoted))]
[JsonSerializable(typeof(SharedLeaseProtocol.AcquireShared))]
[JsonSerializable(typeof(SharedLeaseProtocol.ReleaseShared))]
[JsonSerializable(typeof(SharedLeaseProtocol.ExpireShared))]
[JsonSerializable(typeof(SharedLeaseProtocol.ConfirmShared))]
[JsonSerializable(typeof(SharedLeaseProtocol.SharedStand))]
[JsonSerializable(typeof(SharedLeaseProtocol.HeldByLost))]
[JsonSerializable(typeof(SharedLeaseProtocol.SharedGranted))]
[JsonSerializable(typeof(SharedLeaseProtocol.SharedWaits))]
[JsonSerializable(typeof(SharedLeaseProtocol.SharedReturned))]
[JsonSerializable(typeof(SharedLeaseProtocol.SharedRefused))]
[JsonSerializable(typeof(HardwareProtocol.AskHardware))]
[JsonSerializable(typeof(HardwareProtocol.HardwareAnswered))]
[JsonSerializable(typeof(HardwareProtocol.GateIsThere))]
[JsonSerializable(typeof(HardwareProtocol.RaiseFence))]
[JsonSerializable(typeof(HardwareProtocol.FenceIsRaised))]
[JsonSerializable(typeof(ExtractionDeviceStatus))]
[JsonSerializable(typeof(SharedNumberProtocol.AskNumber))]
[JsonSerializable(typeof(SharedNumberProtocol.NumberGiven))]
[JsonSerializable(typeof(SharedNumberProtocol.PrepareNumber))]
[JsonSerializable(typeof(SharedNumberProtocol.NumberPromised))]
[JsonSerializable(typeof(SharedNumberProtocol.AcceptNumber))]
[JsonSerializable(typeof(SharedNumberProtocol.NumberAccepted))]
[JsonSerializable(typeof(SharedNumberProtocol.NumberNotVoted))]
internal sealed partial class ClusterJsonContext : JsonSerializerContext;
