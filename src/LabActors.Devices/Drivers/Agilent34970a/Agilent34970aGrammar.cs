using System.Globalization;
using System.Text.RegularExpressions;

namespace LabActors.Devices.Drivers.Agilent34970a;

/// <summary>The SCPI words of a 34970A's relays.</summary>
public static partial class Agilent34970aGrammar
{
    /// <summary>Asks for the oldest error, which is taken off the queue.</summary>
    public const string NextError = "SYST:ERR?\n";

    /// <summary>How many errors the instrument keeps at most.</summary>
    public const int ErrorsKept = 20;

    /// <summary>Moves a valve's relay; not answered.</summary>
    /// <param name="invert">A closed relay opens the valve.</param>
    public static string Actuate(string channel, bool open, bool invert, bool exclusive) =>
        $"ROUT:{(open != invert ? "OPEN" : "CLOSE")}{(exclusive ? ":EXCL" : "")} (@{channel})\n";

    /// <summary>Asks whether a valve is open.</summary>
    public static string IsOpen(string channel, bool invert) => $"ROUT:{(invert ? "CLOSE" : "OPEN")}? (@{channel})\n";

    /// <summary>The answer to <see cref="IsOpen"/>; null when it is none.</summary>
    public static bool? ReadIsOpen(string answer) => answer.Trim() switch { "1" => true, "0" => false, _ => null };

    /// <summary>The answer to <see cref="NextError"/>, <c>+0,"No error"</c>; null when it is none.</summary>
    public static (int Code, string Text)? ReadError(string answer) => Error().Match(answer.Trim()) is { Success: true } match
        ? (int.Parse(match.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), match.Groups[2].Value)
        : null;

    [GeneratedRegex("^([+-]?[0-9]{1,5}),\"(.*)\"$")]
    private static partial Regex Error();
}
