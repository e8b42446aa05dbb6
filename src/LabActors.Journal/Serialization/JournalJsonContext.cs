using System.Text.Json.Serialization;
using LabActors.Journal.Events;

namespace LabActors.Journal.Serialization;

/// <summary>
/// JSON of the journal's types, generated at compile time. An event needs its line here and its line in
/// <see cref="JournalManifests"/>; the second does not compile without the first.
/// <para>
/// Numbers that are not finite are written as <c>"NaN"</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>. Enumerations are written by name.
/// A property without a default value that is missing in the bytes is an error: a field added later needs a default
/// value in its record, or a new version of the manifest with an upcaster.
/// </para>
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(OrderedDictionaryJsonConverter), typeof(ImmutableArrayJsonConverter)])]
[JsonSerializable(typeof(NodeEvents.NodeStarted))]
[JsonSerializable(typeof(NodeEvents.NodeStopped))]
[JsonSerializable(typeof(LeaseEvents.LeaseRequested))]
[JsonSerializable(typeof(LeaseEvents.LeaseGranted))]
[JsonSerializable(typeof(LeaseEvents.LeaseReleased))]
[JsonSerializable(typeof(LeaseEvents.LeaseWithdrawn))]
[JsonSerializable(typeof(LeaseEvents.ResourceSet))]
[JsonSerializable(typeof(LeaseEvents.ResourceAcquired))]
[JsonSerializable(typeof(LineEvents.ValveActuationRequested))]
[JsonSerializable(typeof(LineEvents.ValveActuated))]
[JsonSerializable(typeof(LineEvents.ValveActuationFailed))]
[JsonSerializable(typeof(LineEvents.ValveObserved))]
[JsonSerializable(typeof(LineEvents.ValveLocked))]
[JsonSerializable(typeof(LineEvents.ValveUnlocked))]
[JsonSerializable(typeof(InstrumentEvents.FieldTableUpdated))]
public sealed partial class JournalJsonContext : JsonSerializerContext;
