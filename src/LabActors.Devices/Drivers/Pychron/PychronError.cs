using System.Globalization;
using System.Text.RegularExpressions;

namespace LabActors.Devices.Drivers.Pychron;

/// <summary>A refusal of Pychron's servers, <c>ERROR 015 : failed to actuate</c>.</summary>
public sealed partial record PychronError(int Code, string Words)
{
    /// <summary>What was called did not do it.</summary>
    public const int FunctionCall = 2;

    /// <summary>Arguments that are none: no such valve, or one that is disabled.</summary>
    public const int InvalidArguments = 4;

    /// <summary>No such valve.</summary>
    public const int UnknownValve = 5;

    /// <summary>A device of the server is not connected.</summary>
    public const int NotConnected = 8;

    /// <summary>A device of the server does not answer.</summary>
    public const int NoResponse = 10;

    /// <summary>The server cannot reach its own hardware.</summary>
    public const int Communication = 11;

    /// <summary>Another has it.</summary>
    public const int SystemLocked = 12;

    /// <summary>The client is not served.</summary>
    public const int NotApproved = 13;

    /// <summary>A software lock.</summary>
    public const int Locked = 14;

    /// <summary>Not actuated: refused, or failed.</summary>
    public const int NotActuated = 15;

    /// <summary>No such gauge.</summary>
    public const int NoGauge = 16;

    /// <summary>The laser could not be enabled.</summary>
    public const int Enable = 102;

    /// <summary>The laser could not be disabled: nobody knows whether it is off.</summary>
    public const int Disable = 103;

    /// <summary>The sample holder.</summary>
    public const int SampleHolder = 104;

    /// <summary>The output.</summary>
    public const int SetPoint = 106;

    /// <summary>A motor.</summary>
    public const int Motor = 107;

    /// <summary>A position.</summary>
    public const int Position = 108;

    /// <summary>Asking again may bring another answer.</summary>
    public bool MayPass => Code is NotConnected or NoResponse or Communication;

    /// <summary>Reads an answer; null when it is no refusal.</summary>
    public static PychronError? Read(string answer) => Form().Match(answer) is { Success: true } match
        ? new PychronError(int.Parse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture), match.Groups[2].Value.Trim())
        : null;

    /// <summary>As it goes over the wire.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ERROR {Code:000} : {Words}");

    [GeneratedRegex("^ERROR ([0-9]{1,4})\\s*:?(.*)$", RegexOptions.Singleline)]
    private static partial Regex Form();
}
