using System.Collections.Frozen;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using Akka.Serialization;

namespace LabActors.Actors.Wire;

/// <summary>
/// Writes and reads the messages of one protocol: UTF-8 JSON under stable manifests, a closed list. A manifest or a type that is not in it is a <see cref="SerializationException"/>, for which
/// remoting drops the message and goes on.
/// </summary>
/// <param name="identifier">Of the serializer on the wire: the same for ever.</param>
/// <param name="what">What a message is, for what is told of one that is none: <c>message between consoles and nodes</c>.</param>
/// <param name="byManifest">Every type that is written and read.</param>
public abstract class ClosedSerializer(ExtendedActorSystem system, int identifier, string what, FrozenDictionary<string, JsonTypeInfo> byManifest) : SerializerWithStringManifest(system)
{
    private readonly FrozenDictionary<Type, string> _manifests = byManifest.ToFrozenDictionary(pair => pair.Value.Type, pair => pair.Key);

    /// <inheritdoc/>
    public sealed override int Identifier => identifier;

    /// <inheritdoc/>
    public sealed override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, byManifest[Manifest(obj)]);

    /// <inheritdoc/>
    public sealed override object FromBinary(byte[] bytes, string manifest)
    {
        if (!byManifest.TryGetValue(manifest, out var type))
            return Unknown(manifest);
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new SerializationException($"The bytes of a {manifest} are 'null': expected an object.");
        }
        catch (JsonException exception)
        {
            throw new SerializationException($"The bytes of a {manifest} are not of its form: {exception.Message}", exception);
        }
    }

    /// <summary>What is read where this version does not know a message; none of its bytes are looked at.</summary>
    /// <exception cref="SerializationException">It is refused.</exception>
    protected virtual object Unknown(string manifest) => throw new SerializationException($"'{manifest}' is no {what} that this version knows.");

    /// <inheritdoc/>
    public sealed override string Manifest(object o) =>
        _manifests.TryGetValue(o.GetType(), out var manifest) ? manifest : throw new SerializationException($"{o.GetType().FullName} is no {what}.");
}
