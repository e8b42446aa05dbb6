using System.Text.Json.Serialization;

namespace LabActors.Actors.Cluster;

/// <summary>JSON of the messages between nodes, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClusterProtocol.NodeDoes))]
internal sealed partial class ClusterJsonContext : JsonSerializerContext;
