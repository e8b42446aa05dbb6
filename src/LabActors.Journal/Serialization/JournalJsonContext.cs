using System.Text.Encodings.Web;
using System.Text.Json;
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
public sealed partial class JournalJsonContext : JsonSerializerContext
{
    /// <summary>
    /// The context to register types from. Unlike <c>Default</c> it writes quotes and umlauts as they are: script texts and sample names
    /// are read in the database with its own tools, and no browser reads these bytes as markup.
    /// </summary>
    public static JournalJsonContext Lab => Relaxed.Instance;

    // Nested, so that the generated static fields are there when it is made.
    private static class Relaxed
    {
        public static readonly JournalJsonContext Instance =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
