using Akka.Actor;
using Akka.Serialization;

namespace LabActors.Journal.Serialization;

/// <summary>
/// The one serializer that writes the journal: UTF-8 JSON under stable manifests. Named in <c>hocon/node.conf</c>; anything that
/// <see cref="JournalRegistry"/> does not know is a <see cref="System.Runtime.Serialization.SerializationException"/>.
/// </summary>
public sealed class JournalSerializer : SerializerWithStringManifest
{
    /// <summary>Stands in the database beside every event: never to be changed.</summary>
    public const int SerializerId = 4039;

    /// <summary>The constructor that Akka.NET calls.</summary>
    public JournalSerializer(ExtendedActorSystem system)
        : base(system) =>
        Registry = system.Settings.Setup.Get<JournalManifestSetup>() is { HasValue: true, Value: var setup }
            ? setup.Registry
            : JournalManifests.All;

    /// <inheritdoc/>
    public override int Identifier => SerializerId;

    /// <summary>What is written and read.</summary>
    public JournalRegistry Registry { get; }

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => Registry.Serialize(obj);

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) => Registry.Deserialize(manifest, bytes);

    /// <inheritdoc/>
    public override string Manifest(object o) => Registry.ManifestOf(o.GetType());
}
