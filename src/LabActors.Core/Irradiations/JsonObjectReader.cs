using System.Text.Json;
using LabActors.Core.Problems;
using LabActors.Core.Reduction;

namespace LabActors.Core.Irradiations;

/// <summary>Reads an object's fields; what is not as it should be is a problem with its place, and a stand-in is returned.</summary>
internal sealed class JsonObjectReader(JsonElement element, string file, int line, ICollection<Problem> problems)
{
    /// <summary>The root of a file; null, with a problem at its place, when it is not JSON.</summary>
    public static JsonElement? Parse(string file, string text, ICollection<Problem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            problems.Add(new Problem(file, (int)(e.LineNumber ?? -1) + 1, (int)(e.BytePositionInLine ?? -1) + 1, $"not JSON: {e.Message}"));
            return null;
        }
    }

    public string Text(string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public double Number(string name, double missing)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return missing;
        if (value.ValueKind == JsonValueKind.Number) return value.GetDouble();
        Report(name, value, "a number");
        return missing;
    }

    public JsonObjectReader? Object(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? new(value, file, line, problems) : null;

    /// <summary>A pair of value and error; 0 ± 0 where it is missing.</summary>
    public Quantity Quantity(string name)
    {
        if (!element.TryGetProperty(name, out var value)) return new(0);
        if (value.ValueKind == JsonValueKind.Array
            && value.GetArrayLength() == 2
            && value[0].ValueKind == JsonValueKind.Number
            && value[1].ValueKind == JsonValueKind.Number)
        {
            return new(value[0].GetDouble(), value[1].GetDouble());
        }

        Report(name, value, "[value, error]");
        return new(0);
    }

    private void Report(string name, JsonElement found, string expected) =>
        problems.Add(new Problem(file, line, 0, $"found {found.GetRawText()}, expected {expected}", Field: name));
}
