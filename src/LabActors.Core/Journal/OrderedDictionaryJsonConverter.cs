using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LabActors.Core.Journal;

/// <summary>
/// Writes an <see cref="ImmutableDictionary{TKey,TValue}"/> with string keys in ordinal order of its keys. Its own order follows
/// hash codes that differ from process to process: the same event would have other bytes in each.
/// </summary>
public sealed class OrderedDictionaryJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType
        && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>)
        && typeToConvert.GetGenericArguments()[0] == typeof(string);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()[1]))!;

    private sealed class Of<T> : JsonConverter<ImmutableDictionary<string, T>>
    {
        public override ImmutableDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException($"Found {reader.TokenType}, expected an object.");
            var item = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            var items = ImmutableDictionary.CreateBuilder<string, T>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var key = reader.GetString()!;
                reader.Read();
                if (!items.TryAdd(key, JsonSerializer.Deserialize(ref reader, item)!))
                    throw new JsonException($"The key '{key}' occurs twice.");
            }

            return items.ToImmutable();
        }

        public override void Write(Utf8JsonWriter writer, ImmutableDictionary<string, T> value, JsonSerializerOptions options)
        {
            var item = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            writer.WriteStartObject();
            foreach (var (key, element) in value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(key);
                JsonSerializer.Serialize(writer, element, item);
            }

            writer.WriteEndObject();
        }
    }
}
