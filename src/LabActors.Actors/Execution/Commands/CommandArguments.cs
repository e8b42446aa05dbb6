using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace LabActors.Actors.Execution.Commands;

/// <summary>A command's arguments as the typed values that it means. Numbers given as text are read as Python's <c>float</c> would.</summary>
internal sealed record CommandArguments(string Command, ImmutableDictionary<string, JsonElement> Values)
{
    public bool Has(string name) => Values.TryGetValue(name, out var v) && v.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    /// <summary>Text of an argument; a number is written as Python writes it, None is "".</summary>
    public string Text(string name) => Values.TryGetValue(name, out var v) ? TextOf(v) : "";

    /// <summary>A number; <paramref name="missing"/> where the argument is None or "".</summary>
    /// <exception cref="ArgumentException">The argument is no number.</exception>
    public double Number(string name, double missing = 0)
    {
        if (!Has(name) || Text(name).Length == 0)
            return missing;
        return NumberOrNull(name) ?? throw new ArgumentException($"{Command}: {name} is {Values[name].GetRawText()}, a number was expected");
    }

    /// <summary>A number, or null where the argument is none.</summary>
    public double? NumberOrNull(string name) => Has(name) ? NumberOf(Values[name]) : null;

    public bool Flag(string name) => Has(name) && Values[name].ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Values[name].GetDouble() != 0,
        JsonValueKind.String => Values[name].GetString()!.Length > 0,
        _ => Values[name].GetRawText() is not ("[]" or "{}"),
    };

    public TimeSpan Seconds(string name, double missing = 0) => TimeSpan.FromSeconds(Math.Max(0, Number(name, missing)));

    /// <summary>Names given as one name, a number, <c>'A,B'</c>, a list or a tuple.</summary>
    public ImmutableArray<string> Names(string name) => !Has(name)
        ? []
        : Values[name].ValueKind == JsonValueKind.Array
            ? [.. Values[name].EnumerateArray().Select(TextOf).Where(t => t.Length > 0)]
            : [.. Text(name).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    public static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
