using System.Collections.Immutable;
using System.Globalization;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.Fusions;

/// <summary>What is said to a Fusions logic board and what it answers: the prefix and a word, <c>;LB.INTLK</c>, <c>5</c>; <c>;LB.ENBL 1</c>, <c>OK</c>.</summary>
public static class FusionsGrammar
{
    /// <summary>What the board takes for done.</summary>
    public const string Ok = "OK";

    /// <summary>Asks for the version.</summary>
    public const string Version = "VER";

    /// <summary>Asks which interlocks are open.</summary>
    public const string Interlocks = "INTLK";

    /// <summary>Switches the power supply on.</summary>
    public const string PowerOn = "PWE 1";

    /// <summary>Allows output.</summary>
    public const string EnableOutput = "ENBL 1";

    /// <summary>Forbids output.</summary>
    public const string ForbidOutput = "ENBL 0";

    /// <summary>Asks for the internal power meter.</summary>
    public const string InternalPower = "ADC1";

    private static readonly ImmutableArray<string> InterlockNames = ["external", "emergency stop", "coolant flow"];

    /// <summary>The end of an answer.</summary>
    public static Framing Answer { get; } = Terminated.Line;

    /// <summary>Sets the power.</summary>
    public static string Power(double percent) => string.Create(CultureInfo.InvariantCulture, $"PDC {percent:0.00}");

    /// <summary>The interlocks that are open; a bit that has no name is told by its number. Null when the answer is no mask.</summary>
    public static ImmutableArray<string>? OpenInterlocks(string answer)
    {
        if (!int.TryParse(answer.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var mask))
            return null;
        return [.. Enumerable.Range(0, 31).Where(bit => (mask & (1 << bit)) != 0).Select(bit => bit < InterlockNames.Length ? InterlockNames[bit] : $"unknown interlock (bit {bit})")];
    }

    /// <summary>The internal power meter, percent of its range; null when the answer is none.</summary>
    public static double? Meter(string answer) =>
        int.TryParse(answer.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && steps is >= 0 and <= 255 ? steps / 2.55 : null;
}
