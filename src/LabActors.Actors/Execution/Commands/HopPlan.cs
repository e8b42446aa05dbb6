using System.Collections.Immutable;
using System.Text.Json;

namespace LabActors.Actors.Execution.Commands;

/// <summary>One hop of a peak hop: where the magnet goes, which isotope each cup then collects, how often.</summary>
/// <param name="Position">Isotope name, or DAC volts when <paramref name="UseDac"/>.</param>
/// <param name="Protect">Detectors that are protected while the magnet moves.</param>
/// <param name="Deflections">Deflections to set first, by detector.</param>
internal sealed record HopPlan(
    string Position,
    string Detector,
    bool UseDac,
    int Counts,
    TimeSpan Settling,
    ImmutableDictionary<string, string> IsotopeOfDetector,
    ImmutableArray<string> Detectors,
    ImmutableArray<string> Protect,
    ImmutableArray<(string Detector, double Value)> Deflections,
    bool IsBaseline)
{
    /// <summary>Reads the list of hops as <c>load_hops</c> gave it to the script.</summary>
    public static bool TryRead(JsonElement hops, out ImmutableArray<HopPlan> plans, out string problem)
    {
        plans = [];
        problem = "a list of hops from load_hops was expected";
        if (hops.ValueKind != JsonValueKind.Array || hops.GetArrayLength() == 0)
            return false;
        var read = ImmutableArray.CreateBuilder<HopPlan>();
        foreach (var hop in hops.EnumerateArray())
        {
            if (hop.ValueKind != JsonValueKind.Object
                || !hop.TryGetProperty("cup_configuration", out var cups)
                || cups.ValueKind != JsonValueKind.Array
                || !hop.TryGetProperty("positioning", out var positioning))
            {
                problem = $"a hop with cup_configuration and positioning was expected, not {hop.GetRawText()}";
                return false;
            }

            read.Add(Read(hop, cups, positioning));
        }

        plans = read.ToImmutable();
        return true;
    }

    private static HopPlan Read(JsonElement hop, JsonElement cups, JsonElement positioning)
    {
        var active = cups.EnumerateArray().Where(c => !c.TryGetProperty("active", out var a) || a.ValueKind != JsonValueKind.False).ToArray();
        var useDac = positioning.TryGetProperty("dac", out var dac) && dac.ValueKind == JsonValueKind.Number;
        return new HopPlan(
            useDac ? dac.GetRawText() : Text(positioning, "isotope"),
            positioning.TryGetProperty("detector", out _) ? Text(positioning, "detector") : Text(active[0], "detector"),
            useDac,
            (int)(CommandArguments.NumberOf(hop.GetProperty("counts")) ?? 1),
            TimeSpan.FromSeconds(Math.Max(0, hop.TryGetProperty("settle", out var settle) ? CommandArguments.NumberOf(settle) ?? 0 : 0)),
            active.DistinctBy(c => Text(c, "detector")).ToImmutableDictionary(c => Text(c, "detector"), c => Text(c, "isotope")),
            [.. active.Select(c => Text(c, "detector")).Distinct()],
            [.. cups.EnumerateArray().Where(c => Is(c, "protect")).Select(c => Text(c, "detector"))],
            [.. active.Where(c => c.TryGetProperty("deflection", out var d) && CommandArguments.NumberOf(d) is not null)
                .Select(c => (Text(c, "detector"), CommandArguments.NumberOf(c.GetProperty("deflection"))!.Value))],
            active.Any(c => Is(c, "is_baseline")));
    }

    private static string Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var property) ? CommandArguments.TextOf(property) : "";

    private static bool Is(JsonElement value, string name) =>
        value.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.True;
}
