using System.Text.Json.Serialization;

namespace LabActors.Actors.Cluster;

/// <summary>JSON of the messages between nodes, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClusterProtocol.NodeDoes))]
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
[JsonSerializable(typeof(SharedLeaseProtocol.SharedGranted))]
[JsonSerializable(typeof(SharedLeaseProtocol.SharedWaits))]
[JsonSerializable(typeof(SharedLeaseProtocol.SharedReturned))]
[JsonSerializable(typeof(SharedLeaseProtocol.SharedRefused))]
internal sealed partial class ClusterJsonContext : JsonSerializerContext;
