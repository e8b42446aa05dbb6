using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace LabActors.Console.View;

/// <summary>A script's command in a few words, and how long it takes where its arguments tell.</summary>
public static class CommandWords
{
    // The arguments that say most, in the order in which they are said; a command has few of them.
    private static readonly ImmutableArray<(string Name, string Unit)> Telling =
    [
        ("name", ""), ("identifier", ""), ("description", ""), ("position", ""), ("pos", ""), ("detector", ""), ("isotope", ""),
        ("pattern", ""), ("power", ""), ("setpoint", ""), ("units", ""), ("value", ""), ("ncounts", " counts"), ("ncycles", " cycles"),
        ("eqtime", " s"), ("duration", " s"), ("inlet", ""), ("outlet", ""), ("controller", ""), ("gauge", ""), ("message", ""),
    ];

    /// <summary>Such as <c>open A</c>, <c>sleep 40 s</c>: the name and at most two arguments.</summary>
    public static string Describe(string command, ImmutableDictionary<string, JsonElement> arguments)
    {
        var told = Telling
            .Select(argument => arguments.TryGetValue(argument.Name, out var value) && Text(value) is { Length: > 0 } text ? text + argument.Unit : "")
            .Where(text => text.Length > 0)
            .Take(2);
        return string.Join(' ', told.Prepend(command));
    }

    /// <summary>Seconds that the command takes; null when its arguments do not say.</summary>
    public static double? Seconds(string command, ImmutableDictionary<string, JsonElement> arguments) => command switch
    {
        "sleep" or "delay" or "measurement_delay" or "execute_pattern" or "begin_interval" => Number(arguments, "duration"),
        "ramp" when Number(arguments, "rate") is > 0 and var rate =>
            Math.Abs((Number(arguments, "start") ?? 0) - (Number(arguments, "setpoint") ?? 0)) / rate,
        "ramp" => Number(arguments, "duration"),
        _ => null,
    };

    private static double? Number(ImmutableDictionary<string, JsonElement> arguments, string name) =>
        arguments.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Number => value.GetDouble().ToString("0.###", CultureInfo.InvariantCulture),
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        _ => "",
    };
}
