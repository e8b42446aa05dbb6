using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabActors.Core.Problems;

namespace LabActors.Core.Scripts;

/// <summary>
/// Reads hops, from text (a tuple a line), from YAML, or as a script passes them. Everything ends in the form of the
/// YAML file, blanks around names removed.
/// </summary>
public static class HopsFile
{
    /// <summary>Reads a hops file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its path; the extension tells YAML from text.</param>
    /// <param name="problems">Receives what is wrong, with line.</param>
    /// <returns>A list of hops as <c>load_hops</c> returns it.</returns>
    public static JsonElement Read(string text, string file, ICollection<Problem> problems)
    {
        var hops = new JsonArray();
        if (Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml")
        {
            var read = Yaml11.Read(text, file, problems);
            if (read is not JsonArray items)
            {
                problems.Add(new Problem(file, 0, 0, "expected a list of hops"));
                return JsonSerializer.SerializeToElement(hops);
            }

            foreach (var item in items)
                Add(hops, item, file, 0, problems);
            return JsonSerializer.SerializeToElement(hops);
        }

        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (line.Trim() is { Length: > 0 } trimmed && trimmed[0] != '#')
                AddLine(hops, trimmed, file, number, problems);
        }

        return JsonSerializer.SerializeToElement(hops);
    }

    /// <summary>Reads hops as a script passes them to <c>peak_hop</c>: a list of dicts, or of tuples.</summary>
    /// <param name="hops">The argument.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static ImmutableArray<Hop> Parse(JsonElement hops, ICollection<Problem> problems)
    {
        if (hops.ValueKind != JsonValueKind.Array)
            return [];
        var normal = new JsonArray();
        foreach (var item in hops.EnumerateArray())
            Add(normal, JsonNode.Parse(item.GetRawText()), "", 0, problems);
        return [.. normal.Select(h => Typed(h!.AsObject()))];
    }

    private static void AddLine(JsonArray hops, string line, string file, int number, ICollection<Problem> problems)
    {
        try
        {
            Add(hops, PythonLiteral.Read(line), file, number, problems);
        }
        catch (FormatException error)
        {
            problems.Add(new Problem(file, number, 0, $"expected ('Ar40:H1, Ar39:AX', counts, settle): {error.Message}"));
        }
    }

    private static void Add(JsonArray hops, JsonNode? item, string file, int line, ICollection<Problem> problems)
    {
        var hop = item switch
        {
            JsonArray { Count: 3 or 4 } tuple when tuple[0] is JsonValue names && names.TryGetValue(out string? _) => FromTuple(tuple),
            JsonObject entries => FromMapping(entries),
            _ => null,
        };
        if (hop is null || !IsNumber(hop["counts"]) || !IsNumber(hop["settle"]))
            problems.Add(new Problem(file, line, 0, $"found {item?.ToJsonString() ?? "None"}, expected a hop: isotopes with detectors, counts, settle"));
        else if (hop["cup_configuration"] is not JsonArray { Count: > 0 })
            problems.Add(new Problem(file, line, 0, "a hop has no isotope:detector pair"));
        else
            hops.Add(hop);
    }

    private static bool IsNumber(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number;

    private static JsonObject? FromTuple(JsonArray tuple)
    {
        var protect = tuple.Count == 4 ? Names(tuple[3]) : [];
        var cups = new JsonArray();
        foreach (var pair in tuple[0]!.GetValue<string>().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(':', StringSplitOptions.TrimEntries);
            var baseline = parts[0] == "bs";
            if (baseline)
                parts = parts[1..];
            if (parts.Length is not (2 or 3))
                return null;
            var deflection = parts.Length == 3 && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var volts)
                ? Yaml11.Number(volts)
                : null;
            if (parts.Length == 3 && parts[2].Length > 0 && deflection is null)
                return null;
            cups.Add(Cup(parts[0], parts[1], true, deflection, protect.Contains(parts[1]), baseline));
        }

        return new JsonObject
        {
            ["counts"] = tuple[1]?.DeepClone(),
            ["settle"] = tuple[2]?.DeepClone(),
            ["cup_configuration"] = cups,
            ["positioning"] = First(cups),
        };
    }

    private static JsonObject FromMapping(JsonObject entries)
    {
        var hop = (JsonObject)entries.DeepClone();
        var cups = new JsonArray();
        foreach (var cup in (entries["cup_configuration"] as JsonArray ?? []).OfType<JsonObject>())
            cups.Add(Cup(Text(cup["isotope"]), Text(cup["detector"]), IsTrue(cup["active"], true), cup["deflection"]?.DeepClone(), IsTrue(cup["protect"], false), IsTrue(cup["is_baseline"], false)));
        hop["cup_configuration"] = cups;
        hop["positioning"] = entries["positioning"] is JsonObject place
            ? new JsonObject(place.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Key == "dac" ? p.Value?.DeepClone() : Text(p.Value))))
            : First(cups);
        return hop;
    }

    private static JsonObject Cup(string isotope, string detector, bool active, JsonNode? deflection, bool protect, bool baseline) => new()
    {
        ["isotope"] = isotope,
        ["detector"] = detector,
        ["active"] = active,
        ["deflection"] = deflection,
        ["protect"] = protect,
        ["is_baseline"] = baseline,
    };

    private static JsonObject First(JsonArray cups) => new()
    {
        ["detector"] = cups.Count > 0 ? Text(cups[0]!["detector"]) : "",
        ["isotope"] = cups.Count > 0 ? Text(cups[0]!["isotope"]) : "",
    };

    private static Hop Typed(JsonObject hop)
    {
        var place = hop["positioning"] as JsonObject ?? [];
        var cups = hop["cup_configuration"]!.AsArray().Select(c => new HopCup(
            Text(c!["isotope"]),
            Text(c["detector"]),
            IsTrue(c["active"], true),
            IsNumber(c["deflection"]) ? Double(c["deflection"]) : null,
            IsTrue(c["protect"], false),
            IsTrue(c["is_baseline"], false)));
        return new Hop(
            (int)Double(hop["counts"]),
            Double(hop["settle"]),
            [.. cups],
            Text(place["detector"]),
            Text(place["isotope"]),
            IsNumber(place["dac"]) ? Double(place["dac"]) : null);
    }

    private static double Double(JsonNode? number) =>
        double.Parse(number!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool IsTrue(JsonNode? node, bool otherwise) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => otherwise,
    };

    private static string[] Names(JsonNode? node) => node switch
    {
        JsonArray items => [.. items.Select(Text)],
        null => [],
        _ => Text(node).Split(',', StringSplitOptions.TrimEntries),
    };

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue(out string? text) => text.Trim(),
        _ => node.ToJsonString(),
    };
}
