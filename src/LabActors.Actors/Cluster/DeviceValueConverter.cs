using System.Text.Json;
using System.Text.Json.Serialization;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Cluster;

/// <summary>The value of a device's answer on the wire: nothing, a number, yes or no, a text, or the status of an extraction device. There is no other.</summary>
public sealed class DeviceValueConverter : JsonConverter<object>
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True or JsonTokenType.False => reader.GetBoolean(),
        JsonTokenType.StartObject => JsonSerializer.Deserialize(ref reader, ClusterJsonContext.Default.ExtractionDeviceStatus),
        _ => throw new JsonException($"found {reader.TokenType}, expected the value of a device's answer"),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case double number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ExtractionDeviceStatus status:
                JsonSerializer.Serialize(writer, status, ClusterJsonContext.Default.ExtractionDeviceStatus);
                break;
            default:
                throw new JsonException($"{value.GetType().Name} is no value of a device's answer");
        }
    }
}
