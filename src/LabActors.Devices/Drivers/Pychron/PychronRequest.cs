using System.Collections.Immutable;
using System.Text.Json;

namespace LabActors.Devices.Drivers.Pychron;

/// <summary>A request as Pychron's clients make it: a word and arguments with commas, or the same as JSON.</summary>
/// <param name="Word">The command.</param>
/// <param name="Text">What follows the word.</param>
/// <param name="Fields">Of JSON, what is beside the command; empty for a text.</param>
public sealed record PychronRequest(string Word, string Text, ImmutableDictionary<string, string> Fields)
{
    /// <summary>Reads a request, of which white space around it is no part; null when it is malformed.</summary>
    public static PychronRequest? Read(string chunk)
    {
        var text = chunk.Trim();
        if (text.StartsWith('{'))
            return ReadJson(text);
        var blank = text.IndexOf(' ');
        return text.Length == 0 ? null : new PychronRequest(
            blank < 0 ? text : text[..blank], blank < 0 ? "" : text[(blank + 1)..].Trim(), ImmutableDictionary<string, string>.Empty);
    }

    /// <summary>The only argument: a text's all, or a field of JSON.</summary>
    public string Argument(string field = "value") => Fields.GetValueOrDefault(field, Text);

    /// <summary>The arguments of a text, or fields of JSON; null when they are not as many.</summary>
    public ImmutableArray<string>? Arguments(params string[] fields)
    {
        ImmutableArray<string> arguments = Fields.IsEmpty
            ? [.. Text.Split(',', StringSplitOptions.TrimEntries)]
            : [.. fields.Select(f => Fields.GetValueOrDefault(f, ""))];
        return arguments.Length == fields.Length && arguments.All(a => a.Length > 0) ? arguments : null;
    }

    private static PychronRequest? ReadJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var fields = document.RootElement.EnumerateObject().DistinctBy(f => f.Name).ToImmutableDictionary(f => f.Name, f => f.Value.ToString(), StringComparer.Ordinal);
            return fields.TryGetValue("command", out var word) && word.Length > 0 ? new PychronRequest(word, fields.GetValueOrDefault("value", ""), fields) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
