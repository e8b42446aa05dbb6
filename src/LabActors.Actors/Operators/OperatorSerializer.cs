using System.Collections.Frozen;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using Akka.Serialization;

namespace LabActors.Actors.Operators;

/// <summary>
/// Writes and reads <see cref="IOperatorMessage"/>s: UTF-8 JSON under stable manifests, a closed list. A manifest or a type that is not in it is a <see cref="SerializationException"/>, for which
/// remoting drops the message and goes on.
/// </summary>
public sealed class OperatorSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
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

    private static readonly FrozenDictionary<Type, string> Manifests = ByManifest.ToFrozenDictionary(pair => pair.Value.Type, pair => pair.Key);

    /// <summary>Every type that is written and read, with its manifest.</summary>
    public static IEnumerable<KeyValuePair<Type, string>> Types => Manifests;

    /// <inheritdoc/>
    public override int Identifier => 4040;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, ByManifest[Manifest(obj)]);

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!ByManifest.TryGetValue(manifest, out var type))
            throw new SerializationException($"'{manifest}' is no message between consoles and nodes that this version knows.");
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new SerializationException($"The bytes of a {manifest} are 'null': expected an object.");
        }
        catch (JsonException exception)
        {
            throw new SerializationException($"The bytes of a {manifest} are not of its form: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override string Manifest(object o) =>
        Manifests.TryGetValue(o.GetType(), out var manifest) ? manifest : throw new SerializationException($"{o.GetType().FullName} is no message between consoles and nodes.");
}
