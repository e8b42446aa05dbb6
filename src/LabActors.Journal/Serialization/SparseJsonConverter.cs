using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LabActors.Journal.Serialization;

/// <summary>
/// Writes of a record only what differs from a new one: a row of a queue has fifty fields and fills ten of them. What is missing is
/// read as the new record has it, so a default value may never be changed once it is in a journal.
/// </summary>
/// <param name="options">How names and values are written.</param>
public sealed class SparseJsonConverter<T>(JsonSerializerOptions options) : JsonConverter<T>
    where T : class, new()
{
    // By reflection: generated code takes init-only properties for constructor parameters, and nulls those that are missing.
    private readonly JsonTypeInfo<T> _sparse = (JsonTypeInfo<T>)new JsonSerializerOptions(options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OmitDefaults } },
    }.GetTypeInfo(typeof(T));

    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions _) =>
        JsonSerializer.Deserialize(ref reader, _sparse);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions _) =>
        JsonSerializer.Serialize(writer, value, _sparse);

    private static void OmitDefaults(JsonTypeInfo type)
    {
        if (type.Type != typeof(T))
            return;
        var untouched = new T();
        foreach (var property in type.Properties.Where(property => property.Get is not null))
        {
            var usual = property.Get!(untouched);
            property.ShouldSerialize = (_, value) => !Equals(value, usual);
        }
    }
}
