using System.Globalization;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.Esp301;

/// <summary>What is said to a Newport ESP300 or ESP301 and what it answers: <c>1PA12.34500</c> is not answered, <c>1TP?</c> with <c>12.34500</c>, <c>TB?</c> with code, time and words.</summary>
public static class Esp301Grammar
{
    /// <summary>So many errors are taken out of the controller after a command; it keeps ten.</summary>
    public const int ErrorsKept = 10;

    /// <summary>Takes the oldest error out of the controller.</summary>
    public const string Error = "TB?";

    /// <summary>Stops all axes.</summary>
    public const string StopAll = "ST";

    /// <summary>The end of an answer.</summary>
    public static Framing Answer { get; } = Terminated.CrLf;

    /// <summary>Asks where an axis is.</summary>
    public static string Position(int axis) => string.Create(CultureInfo.InvariantCulture, $"{axis}TP?");

    /// <summary>Asks whether an axis has come to rest.</summary>
    public static string Done(int axis) => string.Create(CultureInfo.InvariantCulture, $"{axis}MD?");

    /// <summary>Moves an axis to a position.</summary>
    public static string Move(int axis, double position) => string.Create(CultureInfo.InvariantCulture, $"{axis}PA{position:0.00000}");

    /// <summary>Looks for an axis' home.</summary>
    public static string Home(int axis) => string.Create(CultureInfo.InvariantCulture, $"{axis}OR4");

    /// <summary>The code and the words of an answer to <see cref="Error"/>; code 0 is no error, null no such answer.</summary>
    public static (int Code, string Words)? ErrorOf(string answer)
    {
        var parts = answer.Split(',', 3, StringSplitOptions.TrimEntries);
        return parts.Length == 3 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? (code, parts[2]) : null;
    }

    /// <summary>The number that an answer is; null when it is none.</summary>
    public static double? Number(string answer) =>
        double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>Whether an axis moves; null when the answer does not tell.</summary>
    public static bool? IsMoving(string answer) => answer.Trim() switch
    {
        "0" => true,
        "1" => false,
        _ => null,
    };
}
