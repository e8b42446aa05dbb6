using System.Text.Json.Serialization;

namespace LabActors.Actors.Operators;

/// <summary>JSON of the messages between consoles and nodes, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OperatorProtocol.Hello))]
[JsonSerializable(typeof(OperatorProtocol.Challenge))]
[JsonSerializable(typeof(OperatorProtocol.Attach))]
[JsonSerializable(typeof(OperatorProtocol.Attached))]
[JsonSerializable(typeof(OperatorProtocol.AttachRefused))]
[JsonSerializable(typeof(OperatorProtocol.Batch))]
[JsonSerializable(typeof(OperatorProtocol.Acknowledge))]
[JsonSerializable(typeof(OperatorProtocol.Behind))]
[JsonSerializable(typeof(OperatorProtocol.FilePart))]
[JsonSerializable(typeof(OperatorProtocol.Do))]
[JsonSerializable(typeof(OperatorProtocol.Answer))]
[JsonSerializable(typeof(OperatorProtocol.Beat))]
[JsonSerializable(typeof(OperatorProtocol.Detach))]
[JsonSerializable(typeof(OperatorProtocol.Detached))]
internal sealed partial class OperatorJsonContext : JsonSerializerContext;
