using System.Collections.Immutable;
using System.Runtime.Serialization;
using System.Text.Json;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;
using LabActors.Journal.Serialization;

namespace LabActors.Actors.Operators;

/// <summary>Journaled events as bytes, and back: an array of <c>[source, number, manifest, event]</c> in JSON, compressed (Brotli). Events are as the journal has them.</summary>
public static class EventBatch
{
    // What a sender may make us unpack: far more than a state of ten thousand rows.
    private const int Largest = 256 * 1024 * 1024;

    /// <summary>The bytes, in parts that fit a message each; at least one.</summary>
    public static ImmutableArray<byte[]> Write(IEnumerable<JournaledEvent> events) => PackedJson.Write(json =>
    {
        json.WriteStartArray();
        foreach (var journaled in events)
        {
            json.WriteStartArray();
            json.WriteStringValue(journaled.PersistenceId);
            json.WriteNumberValue(journaled.SequenceNr);
            json.WriteStringValue(JournalManifests.All.ManifestOf(journaled.Event.GetType()));
            json.WriteRawValue(JournalManifests.All.Serialize(journaled.Event), skipInputValidation: true);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    /// <summary>The events. Those of a kind that this version does not know are left out and counted: a console may be older than its node.</summary>
    /// <exception cref="SerializationException">The bytes are not of this form.</exception>
    public static (ImmutableArray<JournaledEvent> Events, int Unknown) Read(IEnumerable<byte[]> parts)
    {
        try
        {
            using var json = JsonDocument.Parse(PackedJson.Read(parts, Largest));
            var events = ImmutableArray.CreateBuilder<JournaledEvent>();
            var unknown = 0;
            foreach (var item in json.RootElement.EnumerateArray())
            {
                var manifest = item[2].GetString()!;
                if (!JournalManifests.All.Reads(manifest))
                {
                    unknown++;
                    continue;
                }

                var happened = (IJournalEvent)JournalManifests.All.Deserialize(manifest, JsonSerializer.SerializeToUtf8Bytes(item[3]));
                events.Add(new JournaledEvent(item[0].GetString()!, item[1].GetInt64(), happened.At, happened));
            }

            return (events.ToImmutable(), unknown);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidDataException or InvalidCastException or IndexOutOfRangeException)
        {
            throw new SerializationException($"A batch of events is not of its form: {exception.Message}", exception);
        }
    }
}
