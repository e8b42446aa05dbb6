using System.Collections.Immutable;
using System.Runtime.Serialization;
using System.Text.Json;

namespace LabActors.Actors.Operators;

/// <summary>A file of a console's computer that goes to the node with a command.</summary>
/// <param name="Path">The full path there: what names a queue, also when it is gone on with.</param>
/// <param name="Text">What is in it.</param>
public sealed record SentFile(string Path, string Text)
{
    /// <summary>Bytes that the files of a command may have together: some ten thousand rows each of many queues.</summary>
    public const int Largest = 16 * 1024 * 1024;

    /// <summary>Files as bytes, in parts that fit a message each.</summary>
    public static ImmutableArray<byte[]> Write(IEnumerable<SentFile> files) => PackedJson.Write(json =>
    {
        json.WriteStartArray();
        foreach (var file in files)
        {
            json.WriteStartArray();
            json.WriteStringValue(file.Path);
            json.WriteStringValue(file.Text);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    /// <summary>The files.</summary>
    /// <exception cref="SerializationException">The bytes are not of this form, or too many.</exception>
    public static ImmutableArray<SentFile> Read(IEnumerable<byte[]> parts)
    {
        try
        {
            using var json = JsonDocument.Parse(PackedJson.Read(parts, Largest));
            return [.. json.RootElement.EnumerateArray().Select(file => new SentFile(file[0].GetString()!, file[1].GetString()!))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidDataException or IndexOutOfRangeException)
        {
            throw new SerializationException($"The files of a command are not of their form: {exception.Message}", exception);
        }
    }
}
