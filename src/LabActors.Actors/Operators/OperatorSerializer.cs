using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using LabActors.Actors.Wire;

namespace LabActors.Actors.Operators;

/// <summary>Writes and reads <see cref="IOperatorMessage"/>s, and nothing else.</summary>
public sealed class OperatorSerializer(ExtendedActorSystem system) : ClosedSerializer(system, 4040, "message between consoles and nodes", ByManifest)
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> ByManifest = new Dictionary<string, JsonTypeInfo>
    {
        ["operators.hello.v1"] = OperatorJsonContext.Default.Hello,
        ["operators.challenge.v1"] = OperatorJsonContext.Default.Challenge,
        ["operators.attach.v1"] = OperatorJsonContext.Default.Attach,
        ["operators.attached.v1"] = OperatorJsonContext.Default.Attached,
        ["operators.attach-refused.v1"] = OperatorJsonContext.Default.AttachRefused,
        ["operators.batch.v1"] = OperatorJsonContext.Default.Batch,
        ["operators.acknowledge.v1"] = OperatorJsonContext.Default.Acknowledge,
        ["operators.behind.v1"] = OperatorJsonContext.Default.Behind,
        ["operators.file-part.v1"] = OperatorJsonContext.Default.FilePart,
        ["operators.do.v1"] = OperatorJsonContext.Default.Do,
        ["operators.answer.v1"] = OperatorJsonContext.Default.Answer,
        ["operators.beat.v1"] = OperatorJsonContext.Default.Beat,
        ["operators.detach.v1"] = OperatorJsonContext.Default.Detach,
        ["operators.detached.v1"] = OperatorJsonContext.Default.Detached,
    }.ToFrozenDictionary();

    /// <summary>Every type that is written and read, with its manifest.</summary>
    public static IEnumerable<KeyValuePair<Type, string>> Types => ByManifest.Select(pair => KeyValuePair.Create(pair.Value.Type, pair.Key));
}
