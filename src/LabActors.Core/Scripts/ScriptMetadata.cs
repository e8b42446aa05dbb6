using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabActors.Core.Problems;

namespace LabActors.Core.Scripts;

/// <summary>
/// What a script says of itself in its docstring, when that is a YAML mapping: <c>eqtime</c>, <c>modifier</c>,
/// <c>default_fits</c>, and for measurement scripts the groups that the script reads as <c>mx</c>.
/// </summary>
/// <param name="Values">Every key of the docstring.</param>
public sealed record ScriptMetadata(ImmutableDictionary<string, JsonElement> Values)
{
    /// <summary>A docstring that is missing or is plain text.</summary>
    public static ScriptMetadata Empty { get; } = new(ImmutableDictionary<string, JsonElement>.Empty);

    /// <summary>The groups that reach a measurement script as attributes of <c>mx</c>.</summary>
    public static ImmutableArray<string> Groups { get; } =
        ["baseline", "multicollect", "peakcenter", "equilibration", "whiff", "peakhop"];

    /// <summary>Those groups that the docstring has; empty when there is to be no <c>mx</c>.</summary>
    public ImmutableDictionary<string, JsonElement> Mx =>
        Values.Where(v => Groups.Contains(v.Key)).ToImmutableDictionary();

    /// <summary>Name of the fits file, without extension; null when none is named.</summary>
    public string? DefaultFits =>
        Values.GetValueOrDefault("default_fits") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;

    /// <summary>Equilibration time of an extraction script's docstring, s; null when it gives none.</summary>
    public double? EqTime => Number("eqtime");

    /// <summary>Sensitivity multiplier of the docstring; null when it gives none.</summary>
    public double? SensitivityMultiplier => Number("sensitivity_multiplier");

    /// <summary>The extraction script's number for identifiers, as text (<c>01</c> is octal and reads 1); null when it gives none.</summary>
    public string? Modifier => Values.GetValueOrDefault("modifier") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value
        ? value.ToString()
        : null;

    /// <summary>Reads the docstring of a script.</summary>
    /// <param name="text">The script's text.</param>
    /// <param name="file">Path for problems.</param>
    /// <param name="problems">Receives what is wrong; a docstring of prose is not wrong.</param>
    public static ScriptMetadata Read(string text, string file, ICollection<Problem> problems)
    {
        if (ScriptDocstring.Find(text) is not { } docstring)
            return Empty;
        var found = new List<Problem>();
        var node = Yaml11.Read(docstring.Text, file, found, docstring.Line);

        // prose is often not YAML (or one long scalar): then there is no metadata, and nothing is wrong with that.
        // A text that names one of the groups was meant as YAML, and its mistakes must not go unseen.
        if (node is not JsonObject mapping)
        {
            if (Groups.Any(g => docstring.Text.Contains(g + ":", StringComparison.Ordinal)))
                foreach (var problem in found)
                    problems.Add(problem with { Severity = ProblemSeverity.Warning });
            return Empty;
        }

        foreach (var problem in found)
            problems.Add(problem);
        return new ScriptMetadata(mapping.ToImmutableDictionary(p => p.Key, p => JsonSerializer.SerializeToElement(p.Value)));
    }

    private double? Number(string key) =>
        Values.GetValueOrDefault(key) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
