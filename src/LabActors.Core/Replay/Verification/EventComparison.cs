using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LabActors.Core.Journal;

namespace LabActors.Core.Replay.Verification;

/// <summary>
/// Compares what two events say, but for their instant: when a decision was made is no part of it. Numbers are the same to twelve figures: another processor may differ in the last ones.
/// </summary>
public static class EventComparison
{
    private const double Tolerance = 1e-12;
    private const int Shown = 160;

    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new OrderedDictionaryJsonConverter(), new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Where they differ, as <c>field recorded</c> and <c>field decided</c>; null when they say the same.</summary>
    public static (string Recorded, string Decided)? Compare(IJournalEvent recorded, IJournalEvent decided)
    {
        if (recorded.GetType() != decided.GetType())
            return (Words(recorded), Words(decided));
        var (one, other) = (Fields(recorded), Fields(decided));
        return Compare($"{recorded.GetType().Name}", one, other);
    }

    /// <summary>An event in words: its name and what it says.</summary>
    public static string Words(IJournalEvent e) => $"{e.GetType().Name} {Short(Fields(e))}";

    private static JsonObject Fields(IJournalEvent e)
    {
        var fields = JsonSerializer.SerializeToNode(e, e.GetType(), Options)!.AsObject();
        fields.Remove(nameof(IJournalEvent.At));
        return fields;
    }

    private static (string, string)? Compare(string path, JsonNode? one, JsonNode? other)
    {
        switch (one, other)
        {
            case (JsonObject a, JsonObject b):
                return a.Select(f => f.Key).Union(b.Select(f => f.Key)).Select(key => Compare($"{path}.{key}", a[key], b[key])).FirstOrDefault(d => d is not null);
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                return a.Zip(b).Select((pair, i) => Compare(FormattableString.Invariant($"{path}[{i}]"), pair.First, pair.Second)).FirstOrDefault(d => d is not null);
            case (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.Number && b.GetValueKind() == JsonValueKind.Number:
                var (x, y) = (Number(a), Number(b));
                return x == y || Math.Abs(x - y) <= Tolerance * Math.Max(Math.Abs(x), Math.Abs(y)) ? null : (Says(path, one), Says(path, other));
            default:
                return JsonNode.DeepEquals(one, other) ? null : (Says(path, one), Says(path, other));
        }
    }

    private static double Number(JsonValue value) => JsonSerializer.Deserialize<double>(value.ToJsonString());

    private static string Says(string path, JsonNode? node) => $"{path} = {Short(node)}";

    private static string Short(JsonNode? node) => node?.ToJsonString() is not { } text ? "nothing" : text.Length > Shown ? text[..Shown] + "..." : text;
}
