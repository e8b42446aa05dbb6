using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LabActors.Core.Durations;

/// <summary>
/// What runs of a script have in common when they take the same time: its text, the texts of the children that did something, and the values of the
/// variables that these texts name. Of positions only the number counts; names that only tell runs apart do not count, nor does the extraction value
/// unless it is approached at a rate.
/// </summary>
public static partial class ScriptKey
{
    private static readonly ImmutableHashSet<string> TellApart =
    [
        "run_identifier", "runid", "identifier", "load_identifier", "tray", "extract_units", "light_value", "beam_diameter", "testing_syntax", "truncated",
    ];

    /// <summary>The key: 32 hexadecimal digits.</summary>
    /// <param name="kind">The script's kind as its folder is called.</param>
    /// <param name="texts">The files whose commands were called, in any order.</param>
    /// <param name="variables">The script's context.</param>
    public static string Of(string kind, IEnumerable<ScriptText> texts, IReadOnlyDictionary<string, JsonElement> variables)
    {
        ImmutableArray<ScriptText> each = [.. texts.DistinctBy(t => t.Hash).OrderBy(t => t.Hash, StringComparer.Ordinal)];
        var named = each.SelectMany(t => Words(t.Text)).ToHashSet(StringComparer.Ordinal);
        var key = new StringBuilder(kind);
        foreach (var text in each)
            key.Append('\n').Append(text.Hash);
        foreach (var (name, value) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (named.Contains(name) && Value(name, value, variables) is { } counts)
                key.Append('\n').Append(name).Append('=').Append(counts);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())).AsSpan(0, 16));
    }

    private static string? Value(string name, JsonElement value, IReadOnlyDictionary<string, JsonElement> variables) => name switch
    {
        "position" or "next_position" => value.ValueKind == JsonValueKind.Array ? $"{value.GetArrayLength()}" : "1",
        "extract_value" when !(variables.TryGetValue("ramp_rate", out var rate) && rate.ValueKind == JsonValueKind.Number && rate.GetDouble() != 0) => null,
        _ when TellApart.Contains(name) => null,
        _ when value.ValueKind == JsonValueKind.Number => value.GetDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();
}
