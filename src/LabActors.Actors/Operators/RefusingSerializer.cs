using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace LabActors.Actors.Operators;

/// <summary>
/// Stands where Akka.NET's own JSON serializer would, under its identifier: that one makes objects of whatever type the bytes name, and would do so for anybody who reaches the port.
/// </summary>
public sealed class RefusingSerializer : Serializer
{
    /// <summary>The constructor that Akka.NET calls for a serializer that has settings; it needs none of them.</summary>
    public RefusingSerializer(ExtendedActorSystem system, Config settings)
        : base(system) =>
        _ = settings;

    /// <summary>That of Akka.NET's <c>NewtonSoftJsonSerializer</c>.</summary>
    public override int Identifier => 1;

    /// <inheritdoc/>
    public override bool IncludeManifest => false;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) =>
        throw new SerializationException($"{obj.GetType().FullName} is not sent to other computers: it has no serializer.");

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, Type type) =>
        throw new SerializationException("A message that names its own type was received and refused.");
}
