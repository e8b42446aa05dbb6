using System.Text.Json;

namespace LabActors.Core.Irradiations;

/// <summary>A level file: an object with <c>positions</c>, or, in old ones, the list of positions itself.</summary>
internal sealed record IrradiationLevel(string Text, JsonElement Root)
{
    public JsonElement? Find(string identifier)
    {
        var positions = Root.ValueKind == JsonValueKind.Object && Root.TryGetProperty("positions", out var list) ? list : Root;
        if (positions.ValueKind != JsonValueKind.Array) return null;
        foreach (var position in positions.EnumerateArray())
        {
            if (position.ValueKind == JsonValueKind.Object
                && position.TryGetProperty("identifier", out var own)
                && (own.ValueKind == JsonValueKind.String ? own.GetString() : own.GetRawText()) == identifier)
            {
                return position;
            }
        }

        return null;
    }

    /// <summary>1-based line on which the identifier stands.</summary>
    public int LineOf(string identifier)
    {
        var at = Text.IndexOf($"\"{identifier}\"", StringComparison.Ordinal);
        return at < 0 ? 0 : Text.AsSpan(0, at).Count('\n') + 1;
    }
}
