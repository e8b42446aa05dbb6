using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabActors.Core.Problems;

namespace LabActors.Core.Scripts;

/// <summary>The default fits that a measurement script's docstring names: <c>measurement/fits/&lt;name&gt;.yaml</c>.</summary>
/// <param name="Signal">By isotope.</param>
/// <param name="Baseline">By detector.</param>
public sealed record FitsFile(ImmutableArray<FitItem> Signal, ImmutableArray<FitItem> Baseline)
{
    /// <summary>Reads a fits file.</summary>
    public static FitsFile Read(string text, string file, ICollection<Problem> problems)
    {
        if (Yaml11.Read(text, file, problems) is not JsonObject groups)
        {
            problems.Add(new Problem(file, 0, 0, "expected the groups 'signal' and 'baseline'"));
            return new FitsFile([], []);
        }

        return new FitsFile(Items(groups, "signal", "linear", file, problems), Items(groups, "baseline", "average", file, problems));
    }

    /// <summary>As JSON, for the arguments of <c>set_fits</c> and <c>set_baseline_fits</c>.</summary>
    public static JsonElement ToJson(ImmutableArray<FitItem> items) => JsonSerializer.SerializeToElement(items.Select(i => new Dictionary<string, object>
    {
        ["name"] = i.Name,
        ["fit"] = i.Fit,
        ["error_type"] = i.ErrorType,
        ["filter_outliers"] = i.FilterOutliers,
        ["filter_iterations"] = i.FilterIterations,
        ["filter_std_devs"] = i.FilterStdDevs,
    }));

    private static ImmutableArray<FitItem> Items(
        JsonObject groups, string group, string fit, string file, ICollection<Problem> problems)
    {
        var items = ImmutableArray.CreateBuilder<FitItem>();
        foreach (var node in groups[group] as JsonArray ?? [])
        {
            if (node is not JsonObject entries || entries["name"] is not { } name)
            {
                problems.Add(new Problem(file, 0, 0, $"found {node?.ToJsonString() ?? "null"}, expected name, fit, error_type", Field: group));
                continue;
            }

            items.Add(new FitItem(
                Text(name),
                entries["fit"] is { } kind ? Text(kind).ToLowerInvariant() : fit,
                entries["error_type"] is { } error ? Text(error) : "SEM",
                entries["filter_outliers"]?.GetValueKind() == JsonValueKind.True,
                (int)Number(entries["filter_iterations"]),
                Number(entries["filter_std_devs"])));
        }

        return items.ToImmutable();
    }

    private static string Text(JsonNode node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text.Trim() : node.ToJsonString();

    private static double Number(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) : 0;
}
