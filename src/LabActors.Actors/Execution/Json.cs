using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabActors.Actors.Execution;

/// <summary>Values as scripts get them.</summary>
internal static class Json
{
    /// <summary>Python's <c>None</c>.</summary>
    public static JsonElement Null { get; } = Of((JsonNode?)null);

    public static JsonElement Of(bool value) => Of(JsonValue.Create(value));

    public static JsonElement Of(double value) => Of(JsonValue.Create(value));

    public static JsonElement Of(string value) => Of(JsonValue.Create(value));

    public static JsonElement Of(JsonNode? node)
    {
        using var document = JsonDocument.Parse(node?.ToJsonString() ?? "null");
        return document.RootElement.Clone();
    }

    /// <summary>What a device answered (<c>Done.Value</c>) as a script's value.</summary>
    public static JsonElement Of(object? value) => value switch
    {
        null => Null,
        bool b => Of(b),
        string s => Of(s),
        int i => Of((double)i),
        double d => Of(d),
        JsonElement e => e,
        _ => Of(value.ToString() ?? ""),
    };
}
