using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabActors.Simulator.Wire.Pychron;

/// <summary>A request to one of Pychron's servers: a word and what follows it, or a JSON object.</summary>
/// <param name="Word">The command.</param>
/// <param name="Text">All that follows the first blank; of JSON, <c>value</c>.</param>
internal sealed record TxRequest(string Word, string Text)
{
    private JsonObject? Json { get; init; }

    /// <summary>What follows, cut at the commas.</summary>
    public ImmutableArray<string> Arguments => [.. Text.Split(',').Select(a => a.Trim())];

    /// <summary>One of the members of the JSON form; null in the other form.</summary>
    public string? Member(string name) => Json?[name] is { } node ? Plain(node) : null;

    /// <summary>Null when it is malformed JSON.</summary>
    public static TxRequest? Parse(string text)
    {
        text = text.Trim();
        if (!text.StartsWith('{'))
        {
            var blank = text.IndexOf(' ', StringComparison.Ordinal);
            return blank < 0 ? new TxRequest(text, "") : new TxRequest(text[..blank], text[(blank + 1)..]);
        }

        try
        {
            return JsonNode.Parse(text) is JsonObject json && json["command"] is { } command
                ? new TxRequest(Plain(command), json["value"] is { } value ? Plain(value) : "") { Json = json }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Plain(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.GetValue<double>().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.Array => string.Join(',', node.AsArray().Select(n => n is null ? "" : Plain(n))),
        _ => node.ToJsonString(),
    };
}
