using System.Globalization;
using System.Text.RegularExpressions;
using LabActors.Core.Labs;

namespace LabActors.Core.Execution.Checks;

/// <summary>
/// A rule of the run monitor: what is read, and when a run must not go on. <c>pressure CONTROLLER/GAUGE &gt; 1e-6</c> (Torr) or
/// <c>output DEVICE &gt; 20</c> (units of the extraction device).
/// </summary>
/// <param name="Text">As it is configured.</param>
/// <param name="Target">Gauge or extraction device.</param>
/// <param name="Gauge">Name of the gauge; empty for an output.</param>
/// <param name="Above">True for <c>&gt;</c>, false for <c>&lt;</c>.</param>
public sealed partial record MonitorRule(string Text, string Target, string Gauge, bool Above, double Limit)
{
    /// <summary>True when the value is beyond the limit.</summary>
    public bool TripsAt(double value) => Above ? value > Limit : value < Limit;

    /// <summary>Reads a rule.</summary>
    /// <param name="problem">What is wrong with it; empty when nothing is.</param>
    public static MonitorRule? Parse(string text, out string problem)
    {
        problem = "";
        var match = Form.Match(text);
        if (match.Success && double.TryParse(match.Groups["limit"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) && double.IsFinite(limit))
        {
            return new MonitorRule(
                text.Trim(), match.Groups["target"].Value.Trim(), match.Groups["gauge"].Value.Trim(), match.Groups["sign"].Value == ">", limit);
        }

        problem = $"found '{text}'; expected 'pressure CONTROLLER/GAUGE > NUMBER' or 'output DEVICE > NUMBER' (or <)";
        return null;
    }

    /// <summary>What is wrong with the rule in this laboratory; empty when nothing is.</summary>
    public string Against(LabDefinition lab) => Gauge.Length > 0
        ? lab.FindGauge(Target, Gauge) is null ? $"{lab.Name} has no gauge {Target}/{Gauge}" : ""
        : lab.FindExtractionDevice(Target).Device is null ? $"{lab.Name} has no extraction device '{Target}'" : "";

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"^\s*(?:pressure\s+(?<target>[^/<>]+)/(?<gauge>[^<>]+)|output\s+(?<target>[^<>]+))(?<sign>[<>])\s*(?<limit>\S+)\s*$")]
    private static partial Regex Form { get; }
}
