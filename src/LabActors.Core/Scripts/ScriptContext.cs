using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabActors.Core.Scripts;

/// <summary>
/// The variables that a script finds bound before its first statement, with the names and types of Pychron's context:
/// bare names, the same as attributes of <c>ex</c>, and the groups of the docstring as <c>mx</c>.
/// </summary>
/// <param name="Variables">Bare names; option values are among them, and give way to a variable of the same name.</param>
/// <param name="Mx">Groups of <c>mx</c>; empty when the script has none.</param>
/// <param name="Ex">Attributes of <c>ex</c> that differ from the bare name of that name.</param>
public sealed record ScriptContext(
    ImmutableSortedDictionary<string, JsonElement> Variables,
    ImmutableSortedDictionary<string, JsonElement> Mx,
    ImmutableSortedDictionary<string, JsonElement> Ex)
{
    private const string AnalysisType = "analysis_type";

    /// <summary>Every variable that a run can give, with its type and default.</summary>
    public static ImmutableArray<ScriptVariable> Known { get; } =
    [
        new(AnalysisType, ScriptVariableForm.Text, "unknown"),
        new("position", ScriptVariableForm.List, ""),
        new("next_position", ScriptVariableForm.List, ""),
        new("extract_device", ScriptVariableForm.Text, ""),
        new("tray", ScriptVariableForm.Text, ""),
        new("duration", ScriptVariableForm.Float, 0.0),
        new("cleanup", ScriptVariableForm.Float, 0.0),
        new("pre_cleanup", ScriptVariableForm.Float, 0.0),
        new("post_cleanup", ScriptVariableForm.Float, 0.0),
        new("delay_after", ScriptVariableForm.Float, 0.0),
        new("extract_value", ScriptVariableForm.Float, 0.0),
        new("extract_units", ScriptVariableForm.Text, ""),
        new("pattern", ScriptVariableForm.Text, ""),
        new("light_value", ScriptVariableForm.Float, 0.0),
        new("beam_diameter", ScriptVariableForm.Float, null),
        new("ramp_duration", ScriptVariableForm.Float, 0.0),
        new("ramp_rate", ScriptVariableForm.Float, 0.0),
        new("disable_between_positions", ScriptVariableForm.Flag, false),
        new("reprate", ScriptVariableForm.Float, null),
        new("mask", ScriptVariableForm.Text, ""),
        new("attenuator", ScriptVariableForm.Text, ""),
        new("is_last", ScriptVariableForm.Flag, false),
        new("testing_syntax", ScriptVariableForm.Flag, false),
        new("truncated", ScriptVariableForm.Flag, false),
        new("cryo_temperature", ScriptVariableForm.Float, 0.0, ScriptVariableScope.Line),
        new("load_identifier", ScriptVariableForm.Text, "default_load", ScriptVariableScope.Line),
        new("run_identifier", ScriptVariableForm.Text, "default_runid", ScriptVariableScope.Line),
        new("eqtime", ScriptVariableForm.Number, 20, ScriptVariableScope.Measurement),
        new("use_cdd_warming", ScriptVariableForm.Flag, false, ScriptVariableScope.Measurement),
        new("identifier", ScriptVariableForm.Text, "", ScriptVariableScope.Measurement),
        new("runid", ScriptVariableForm.Text, "", ScriptVariableScope.Measurement),
    ];

    /// <summary>Builds the context of one script.</summary>
    /// <param name="kind">Which script.</param>
    /// <param name="values">
    /// What the run says, by variable name: strings, numbers, flags, lists, JSON. Unknown names are bound as they are;
    /// <c>mx.group.key</c> replaces a value of the docstring. A known variable of another kind of script is left out.
    /// </param>
    /// <param name="metadata">The script's docstring.</param>
    /// <param name="options">The values of the run's script options file.</param>
    public static ScriptContext For(
        ScriptKind kind,
        IReadOnlyDictionary<string, object?> values,
        ScriptMetadata? metadata = null,
        IReadOnlyDictionary<string, JsonElement>? options = null)
    {
        var measurement = kind == ScriptKind.Measurement;
        var variables = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        var ex = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        var mx = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        variables.AddRange(options ?? ImmutableDictionary<string, JsonElement>.Empty);
        if (measurement)
            mx.AddRange((metadata ?? ScriptMetadata.Empty).Mx);

        foreach (var variable in Known.Where(v => v.Scope == ScriptVariableScope.Every || v.Scope == ScriptVariableScope.Measurement == measurement))
            variables[variable.Name] = Element(variable, values.TryGetValue(variable.Name, out var given) ? given : variable.Default);
        foreach (var (name, value) in values)
        {
            if (name.Split('.') is ["mx", var group, var key])
                mx[group] = With(mx.GetValueOrDefault(group), key, Json(value));
            else if (Known.All(v => v.Name != name))
                variables[name] = JsonSerializer.SerializeToElement(Json(value));
        }

        // blank_unknown: scripts branch on 'blank'; only ex of a measurement script has the whole word
        var type = variables[AnalysisType].GetString()!;
        if (measurement)
            ex[AnalysisType] = variables[AnalysisType];
        variables[AnalysisType] = JsonSerializer.SerializeToElement(type.Split('_')[0]);
        return new ScriptContext(variables.ToImmutable(), mx.ToImmutable(), ex.ToImmutable());
    }

    /// <summary>The same with one variable changed.</summary>
    public ScriptContext With(string name, JsonElement value) => this with { Variables = Variables.SetItem(name, value) };

    private static JsonElement Element(ScriptVariable variable, object? given)
    {
        var json = Json(given);
        return JsonSerializer.SerializeToElement(variable.Form switch
        {
            ScriptVariableForm.Text => variable.Name == "extract_device" ? Text(json).Replace(" ", "") : Text(json),
            ScriptVariableForm.Float => Float(json),
            ScriptVariableForm.Flag => Flag(json),
            ScriptVariableForm.List => List(json),
            _ => json,
        });
    }

    private static string Text(JsonNode? json) => json switch
    {
        null => "",
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => json.ToJsonString(),
    };

    private static JsonNode? Float(JsonNode? json) =>
        Text(json) is { Length: > 0 } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Yaml11.Number(number)
            : json is null || Text(json).Length == 0 ? null : json;

    private static JsonNode Flag(JsonNode? json) => json switch
    {
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        JsonValue value when value.TryGetValue(out double number) => number != 0,
        _ => Text(json).ToLowerInvariant() is "true" or "yes" or "on" or "1",
    };

    private static JsonArray List(JsonNode? json) => json switch
    {
        JsonArray { Count: > 0 } items => new JsonArray([.. items.Select(i => i is JsonArray ? i.DeepClone() : Text(i))]),
        JsonArray => [""],
        _ => [Text(json)],
    };

    private static JsonElement With(JsonElement group, string key, JsonNode? value)
    {
        var entries = group.ValueKind == JsonValueKind.Object ? JsonObject.Create(group)! : [];
        entries[key] = value;
        return JsonSerializer.SerializeToElement(entries);
    }

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        string text => text,
        bool flag => flag,
        double number => Yaml11.Number(number),
        float number => Yaml11.Number(number),
        decimal number => Yaml11.Number((double)number),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Json)]),
        _ => JsonSerializer.SerializeToNode(value),
    };
}
