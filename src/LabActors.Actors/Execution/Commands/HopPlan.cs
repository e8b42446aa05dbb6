using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

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
    /// <summary>Reads the list of hops that a script passes: of <c>load_hops</c>, of dicts or of tuples.</summary>
    public static bool TryRead(JsonElement hops, out ImmutableArray<HopPlan> plans, out string problem)
    {
        var problems = new List<Problem>();
        plans = [.. HopsFile.Parse(hops, problems).Select(Of)];
        problem = problems.Count > 0 ? problems[0].Message : plans.IsEmpty ? "a list of hops, as from load_hops, was expected" : "";
        return problem.Length == 0;
    }

    private static HopPlan Of(Hop hop)
    {
        var active = hop.Cups.Where(c => c.Active).ToImmutableArray();
        return new HopPlan(
            hop.Dac?.ToString("R", CultureInfo.InvariantCulture) ?? hop.PositionIsotope,
            hop.PositionDetector.Length > 0 ? hop.PositionDetector : active.FirstOrDefault()?.Detector ?? "",
            hop.Dac is not null,
            hop.Counts,
            TimeSpan.FromSeconds(Math.Max(0, hop.Settle)),
            active.DistinctBy(c => c.Detector).ToImmutableDictionary(c => c.Detector, c => c.Isotope),
            [.. active.Select(c => c.Detector).Distinct()],
            [.. hop.Cups.Where(c => c.Protect).Select(c => c.Detector)],
            [.. active.Where(c => c.Deflection is not null).Select(c => (c.Detector, c.Deflection!.Value))],
            active.Any(c => c.IsBaseline));
    }
}
