using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Devices.Drivers.Pychron;

/// <summary>The grammar of Pychron's laser server from the server's side.</summary>
public static class PychronLaserServer
{
    private static readonly ImmutableDictionary<string, PychronLaserValue> Values = new Dictionary<string, PychronLaserValue>
    {
        ["GetPosition"] = PychronLaserValue.Position,
        ["GetDriveMoving"] = PychronLaserValue.Moving,
        ["GetXMoving"] = PychronLaserValue.Moving,
        ["GetYMoving"] = PychronLaserValue.Moving,
        ["GetZMoving"] = PychronLaserValue.Moving,
        ["GetMotorMoving"] = PychronLaserValue.Moving,
        ["ReadLaserPower"] = PychronLaserValue.Output,
        ["GetAchievedOutput"] = PychronLaserValue.Output,
        ["IsPatterning"] = PychronLaserValue.Patterning,
        ["IsJogging"] = PychronLaserValue.Patterning,
        ["GetPatternNames"] = PychronLaserValue.Patterns,
        ["GetJogProcedures"] = PychronLaserValue.Patterns,
        ["GetSampleHolder"] = PychronLaserValue.Tray,
        ["GetPyrometerTemperature"] = PychronLaserValue.Temperature,
        ["IsReady"] = PychronLaserValue.Ready,
        ["LaserReady"] = PychronLaserValue.Ready,
        ["GetError"] = PychronLaserValue.Error,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>What a request asks for; null for one that is malformed or unknown, after which the connection ends without an answer.</summary>
    public static PychronLaserQuestion? Read(string chunk) => PychronRequest.Read(chunk) is not { } request ? null : request.Word switch
    {
        "Enable" => new PychronLaserQuestion.Enable(true),
        "Disable" => new PychronLaserQuestion.Enable(false),
        "SetLaserPower" => Number(request, p => new PychronLaserQuestion.SetOutput(p, "")),
        "SetLaserOutput" => Number(request, p => new PychronLaserQuestion.SetOutput(p, request.Fields.GetValueOrDefault("units", ""))),
        "GoToHole" => request.Text.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } hole, .. var rest]
            ? new PychronLaserQuestion.MoveTo(hole, rest is ["True" or "true" or "1"])
            : Wrong(request, "a hole"),
        "GoToNamedPosition" => Named(request, p => new PychronLaserQuestion.MoveTo(p, false)),
        "SetXY" => request.Arguments("x", "y") is { } && request.Text.Split(',').All(IsNumber) ? new PychronLaserQuestion.MoveTo(request.Text, false) : Wrong(request, "x,y"),
        "SetX" or "SetY" or "SetZ" => Number(request, v => new PychronLaserQuestion.SetMotor(request.Word[^1..].ToLowerInvariant(), v)),
        "SetBeamDiameter" => Number(request, v => new PychronLaserQuestion.SetMotor("beam", v)),
        "SetZoom" => Number(request, v => new PychronLaserQuestion.SetMotor("zoom", v)),
        "SetMotor" => request.Text.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } motor, var to] && IsNumber(to)
            ? new PychronLaserQuestion.SetMotor(motor, double.Parse(to, CultureInfo.InvariantCulture))
            : Wrong(request, "a motor and a number"),
        "DoPattern" or "DoJog" => request.Text.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } pattern, ..] ? new PychronLaserQuestion.BeginPattern(pattern) : Wrong(request, "a pattern"),
        "AbortPattern" or "AbortJog" => new PychronLaserQuestion.EndPattern(),
        "SetSampleHolder" => Named(request, t => new PychronLaserQuestion.Perform("set_tray", "tray", t)),
        "SetLight" => Number(request, v => new PychronLaserQuestion.Perform("set_light", "value", v.ToString(CultureInfo.InvariantCulture))),
        "Prepare" or "PrepareLaser" => new PychronLaserQuestion.Perform("prepare", "", ""),
        var word => Values.TryGetValue(word, out var value) ? new PychronLaserQuestion.Read(value) : null,
    };

    /// <summary>Coordinates as the protocol has them, three with five decimals; null where a stage says another word.</summary>
    public static string? Position(string position) => position.Split(',', StringSplitOptions.TrimEntries) is [var x, var y, .. var rest] && rest.Length < 2 && new[] { x, y }.Concat(rest).All(IsNumber)
        ? string.Join(',', new[] { x, y, rest is [var z] ? z : "0" }.Select(c => double.Parse(c, CultureInfo.InvariantCulture).ToString("0.00000", CultureInfo.InvariantCulture)))
        : null;

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);

    private static PychronLaserQuestion Number(PychronRequest request, Func<double, PychronLaserQuestion> question) =>
        IsNumber(request.Argument()) ? question(double.Parse(request.Argument(), CultureInfo.InvariantCulture)) : Wrong(request, "a number");

    private static PychronLaserQuestion Named(PychronRequest request, Func<string, PychronLaserQuestion> question) =>
        request.Argument() is { Length: > 0 } name ? question(name) : Wrong(request, "a name");

    private static PychronLaserQuestion.Wrong Wrong(PychronRequest request, string expected) =>
        new(new PychronError(PychronError.InvalidArguments, $"{request.Word}: found '{request.Text}', expected {expected}"));
}
