using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire.Pychron;

/// <summary>
/// A Pychron that owns a laser with its stage and serves it to others. Moves are begun and asked after; a hole is under the beam when the stage has arrived there. An open interlock keeps the laser
/// from being enabled and is the error that is asked for; it does not stop a laser that fires.
/// </summary>
public sealed class PychronLaserServer : TxServer
{
    private static readonly TimeSpan MoveTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MotorTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PrepareTime = TimeSpan.FromSeconds(3);

    private readonly ExtractionDeviceDefinition _definition;
    private readonly SimulatedExtractionDevice _laser;
    private readonly Action _losePower;
    private readonly Dictionary<string, double> _position;
    private readonly Dictionary<string, DateTimeOffset> _motors = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset? _arrival;
    private string? _hole;
    private (string Axis, double Value)[] _going = [];
    private DateTimeOffset? _ready;
    private int _snapshots;

    /// <summary>A server.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="definition">The laser's definition.</param>
    /// <param name="laser">The laser.</param>
    /// <param name="losePower">What happens to it when its power fails.</param>
    public PychronLaserServer(string device, ExtractionDeviceDefinition definition, SimulatedExtractionDevice laser, Action losePower)
        : base(device, WireFaultKind.InterlockOpen, WireFaultKind.CoolantHot, WireFaultKind.Refused, WireFaultKind.OutOfRange, WireFaultKind.StuckAxis)
    {
        (_definition, _laser, _losePower) = (definition, laser, losePower);
        var stands = laser.Read().Motors;
        _position = "xyz".ToDictionary(axis => $"{axis}", axis => stands.GetValueOrDefault($"{axis}"), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override DateTimeOffset? NextEvent => Active.Find(WireFaultKind.StuckAxis) is null ? _arrival : null;

    private string? Trouble => Active.Find(WireFaultKind.InterlockOpen) is not null ? "laser interlock open" : Active.Find(WireFaultKind.CoolantHot) is not null ? "coolant too hot" : null;

    /// <inheritdoc/>
    public override void Elapse(DateTimeOffset now, IWireAnswers answers) => Arrive(now);

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        (_arrival, _ready, _hole) = (null, null, null);
        _motors.Clear();
        _losePower();
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now)
    {
        Arrive(now);
        var state = _laser.Read();
        return Facts(
        [
            ("enabled", Word(state.Enabled)),
            ("output", Number(state.Output)),
            ("emission", Number(state.Enabled ? state.Output : 0)),
            ("units", state.Units),
            ("hole", state.Position),
            ("moving", Word(_arrival is not null)),
            ("pattern", state.Pattern),
            ("tray", state.Tray),
            .. _position.Select(p => ($"position {p.Key}", Number(p.Value))),
        ]);
    }

    private protected override bool Knows(string word) => Commands.ContainsKey(word);

    private protected override string? Answer(TxRequest request, DateTimeOffset now, ref TimeSpan took)
    {
        Arrive(now);
        if (Active.Use(WireFaultKind.Refused, request.Word) is { } refused)
            return refused.Text.Length > 0 ? refused.Text : Error(1, request.Word);
        try
        {
            return Commands[request.Word](this, request, now);
        }
        catch (SimulationRefusalException refusal)
        {
            return Error(106, refusal.Reason);
        }
    }

    private static ImmutableDictionary<string, Func<PychronLaserServer, TxRequest, DateTimeOffset, string?>> Commands { get; } =
        new Dictionary<string, Func<PychronLaserServer, TxRequest, DateTimeOffset, string?>>
        {
            ["GetError"] = (s, _, _) => s.Trouble is { } trouble ? Error(105, $"emergency shutdown {trouble}") : Done,
            ["Enable"] = (s, _, _) => s.Enable(),
            ["Disable"] = (s, _, _) => Do(s._laser.Disable),
            ["GetLaserStatus"] = (s, _, _) => Bool(s._laser.Read().Enabled),
            ["ReadLaserPower"] = (s, _, _) => Float(s.Output("ReadLaserPower")),
            ["GetAchievedOutput"] = (s, _, _) => Float(s.Output("GetAchievedOutput")),
            ["SetLaserPower"] = (s, r, _) => Parse(r.Text) is { } power ? s.SetOutput(power, "") : null,
            ["SetLaserOutput"] = (s, r, _) => Parse(r.Arguments[0]) is { } output ? s.SetOutput(output, r.Member("units") ?? (r.Arguments.Length > 1 ? r.Arguments[1] : "")) : null,
            ["GetResponseBlob"] = (_, _, _) => Nothing,
            ["GetOutputBlob"] = (_, _, _) => Nothing,
            ["GetPyrometerTemperature"] = (s, _, _) => Float(s._laser.Temperature - Physics.ZeroCelsius),
            ["Prepare"] = (s, _, now) => s.Prepare(now),
            ["PrepareLaser"] = (s, _, now) => s.Prepare(now),
            ["IsReady"] = (s, _, now) => Bool(s._ready <= now),
            ["LaserReady"] = (s, _, now) => Bool(s._ready <= now),
            ["SetXY"] = (s, r, now) => r.Arguments is [var x, var y] && Parse(x) is { } east && Parse(y) is { } north ? s.Move(now, null, ("x", east), ("y", north)) : null,
            ["SetX"] = (s, r, now) => Parse(r.Text) is { } x ? s.Move(now, null, ("x", x)) : null,
            ["SetY"] = (s, r, now) => Parse(r.Text) is { } y ? s.Move(now, null, ("y", y)) : null,
            ["SetZ"] = (s, r, now) => Parse(r.Text) is { } z ? s.Move(now, null, ("z", z)) : null,
            ["GetPosition"] = (s, _, _) => string.Join(',', "xyz".Select(a => Number(s._position[$"{a}"], "0.00000"))),
            ["GetDriveMoving"] = (s, _, _) => Bool(s._arrival is not null),
            ["GetXMoving"] = (s, _, _) => Bool(s._arrival is not null),
            ["GetYMoving"] = (s, _, _) => Bool(s._arrival is not null),
            ["GetZMoving"] = (s, _, _) => Bool(s._arrival is not null),
            ["StopDrive"] = (s, _, _) => s.StopDrive(),
            ["SetDriveHome"] = (s, _, now) => s.Move(now, null, ("x", 0), ("y", 0)),
            ["SetHomeX"] = (s, _, now) => s.Move(now, null, ("x", 0)),
            ["SetHomeY"] = (s, _, now) => s.Move(now, null, ("y", 0)),
            ["SetHomeZ"] = (s, _, now) => s.Move(now, null, ("z", 0)),
            ["GoToHole"] = (s, r, now) => s.GoToHole(r.Arguments[0], now),
            ["GoToNamedPosition"] = (s, r, now) => r.Text.Length == 0 ? null : s.Move(now, r.Text),
            ["GoToPoint"] = (s, r, now) => r.Text.Length == 0 ? null : s.Move(now, r.Text),
            ["GetAutoCorrecting"] = (_, _, _) => Bool(false),
            ["CancelAutoCorrecting"] = (_, _, _) => Done,
            ["DoPattern"] = (s, r, _) => s.DoPattern(r.Arguments[0]),
            ["DoJog"] = (s, r, _) => s.DoPattern(r.Arguments[0]),
            ["IsPatterning"] = (s, _, _) => Bool(s._laser.Read().Pattern.Length > 0),
            ["IsJogging"] = (s, _, _) => Bool(s._laser.Read().Pattern.Length > 0),
            ["AbortPattern"] = (s, _, _) => Do(s._laser.StopPattern),
            ["AbortJog"] = (s, _, _) => Do(s._laser.StopPattern),
            ["GetPatternNames"] = (s, _, _) => string.Join(',', s._definition.Patterns),
            ["GetJogProcedures"] = (s, _, _) => string.Join(',', s._definition.Patterns),
            ["SetBeamDiameter"] = (s, r, now) => s.SetMotor("beam", r.Text, now),
            ["GetBeamDiameter"] = (s, _, _) => s.Motor("beam"),
            ["SetZoom"] = (s, r, now) => s.SetMotor("zoom", r.Text, now),
            ["GetZoom"] = (s, _, _) => s.Motor("zoom"),
            ["SetMotorLock"] = (_, _, _) => Done,
            ["SetMotor"] = (s, r, now) => r.Arguments is [var name, var value] ? s.SetMotor(name, value, now) : null,
            ["GetMotorMoving"] = (s, r, now) => Bool(s._motors.TryGetValue(r.Text, out var until) && now < until),
            ["SetSampleHolder"] = (s, r, _) => s.SetTray(r.Text),
            ["GetSampleHolder"] = (s, _, _) => s._laser.Read().Tray is { Length: > 0 } tray ? tray : Nothing,
            ["TracePolygon"] = (_, _, _) => Done,
            ["IsTracing"] = (_, _, _) => Bool(false),
            ["StopTrace"] = (_, _, _) => Done,
            ["SetLight"] = (s, r, _) => Parse(r.Text) is { } light ? Do(() => s._laser.SetLight(light)) : null,
            ["StartVideoRecording"] = (_, _, _) => Done,
            ["StopVideoRecording"] = (_, _, _) => Done,
            ["Snapshot"] = (s, r, _) => s.Snapshot(r.Arguments[0]),
        }.ToImmutableDictionary();

    private static string Do(Action action)
    {
        action();
        return Done;
    }

    private string Enable() => Trouble is { } trouble ? Error(102, $"laser not enabled, {trouble}") : Do(_laser.Enable);

    private string SetOutput(double value, string units) => Do(() => _laser.SetOutput(value, units));

    private double Output(string word)
    {
        var state = _laser.Read();
        return Active.Use(WireFaultKind.OutOfRange, word) is { Value: { } odd } ? odd : state.Enabled ? state.Output : 0;
    }

    private string Prepare(DateTimeOffset now)
    {
        _ready = now + PrepareTime;
        return Done;
    }

    private string GoToHole(string hole, DateTimeOffset now)
    {
        var map = _definition.FindTrayMap(_laser.Read().Tray) ?? _definition.TrayMaps.FirstOrDefault();
        if (map is null)
            return hole.Length == 0 ? Error(108, "no hole") : Move(now, hole);
        return map.Find(hole) is { } place ? Move(now, hole, ("x", place.X), ("y", place.Y)) : Error(108, $"there is no hole {hole}");
    }

    // On its way the stage has no hole under the beam; axes alone are at none that has a name.
    private string Move(DateTimeOffset now, string? hole, params (string Axis, double Value)[] axes)
    {
        _laser.MoveTo("");
        (_arrival, _hole, _going) = (now + MoveTime, hole, axes);
        return Done;
    }

    private void Arrive(DateTimeOffset now)
    {
        if (!(_arrival <= now) || Active.Find(WireFaultKind.StuckAxis) is not null)
            return;
        _arrival = null;
        if (_hole is not null)
            _laser.MoveTo(_hole);
        foreach (var (axis, value) in _going)
        {
            _position[axis] = value;
            _laser.MoveAxis(axis[0], value);
        }
    }

    private string StopDrive()
    {
        (_arrival, _hole) = (null, null);
        return Done;
    }

    private string DoPattern(string pattern) =>
        _definition.Patterns.Any(p => LabNames.Same(p, pattern)) ? Do(() => _laser.ExecutePattern(pattern)) : Error(4, $"there is no pattern {pattern}");

    private string? SetMotor(string name, string text, DateTimeOffset now)
    {
        if (Parse(text) is not { } value)
            return null;
        if (_definition.Motors.FirstOrDefault(m => LabNames.Same(m.Name, name)) is not { } motor || !(value >= motor.Min && value <= motor.Max))
            return Error(107, $"motor {name} cannot go to {text}");
        _motors[name] = now + MotorTime;
        return Do(() => _laser.SetMotor(motor.Name, value));
    }

    private string Motor(string name) => _definition.Motors.FirstOrDefault(m => LabNames.Same(m.Name, name)) is { } motor
        ? Float(_laser.Read().Motors.GetValueOrDefault(motor.Name, motor.Min))
        : Nothing;

    private string SetTray(string tray) => _definition.Trays.Any(t => LabNames.Same(t, tray)) ? Do(() => _laser.SetTray(tray)) : Error(104, $"there is no sample holder {tray}");

    // The path twice, each with its length in two hexadecimal digits, then the picture.
    private string Snapshot(string name)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{name}-{++_snapshots:000}.jpg");
        return $"{path.Length:x2}{path}{path.Length:x2}{path}JFIF";
    }
}
