using System.Globalization;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.Lakeshore;

/// <summary>What is said to a Lakeshore 325, 331, 335 or 336 and what it answers: <c>KRDG? A</c>, <c>+077.350</c>; <c>SETP 1,75.000</c> and <c>RANGE 1,3</c> are not answered.</summary>
public static class LakeshoreGrammar
{
    /// <summary>Asks for maker, model and version.</summary>
    public const string Identify = "*IDN?";

    /// <summary>The end of an answer: CR LF, or LF.</summary>
    public static Framing Answer { get; } = Terminated.By("\r\n", "\n");

    /// <summary>Asks for the temperature of an input, K.</summary>
    public static string Kelvin(string input) => $"KRDG? {input}";

    /// <summary>Asks for the set point of a loop, K.</summary>
    public static string Setpoint(string loop) => $"SETP? {loop}";

    /// <summary>Sets the set point of a loop, K.</summary>
    public static string Setpoint(string loop, double kelvin) => string.Create(CultureInfo.InvariantCulture, $"SETP {loop},{kelvin:0.000}");

    /// <summary>Sets the range of a loop's heater: 1 low, 2 medium, 3 high.</summary>
    public static string Range(string loop, int range) => string.Create(CultureInfo.InvariantCulture, $"RANGE {loop},{range}");

    /// <summary>The heater's range for a set point; every set point has one.</summary>
    /// <param name="lowBelow">Below it the low range, K.</param>
    /// <param name="highAbove">Above it the high range, K.</param>
    public static int RangeFor(double kelvin, double lowBelow, double highAbove) => kelvin < lowBelow ? 1 : kelvin > highAbove ? 3 : 2;

    /// <summary>The number that an answer is; null when it is none.</summary>
    public static double? Number(string answer) =>
        double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
