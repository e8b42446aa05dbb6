using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Assemblies;

/// <summary>
/// The stage of an extraction device with the tray that lies on it, and the device's motors. It knows what it has told to move and looks at that until it rests; where the stage stands on the tray is
/// known only since it was sent there.
/// </summary>
/// <param name="device">Trays, calibration, motors.</param>
/// <param name="stage">Null where there is none.</param>
/// <param name="motors">What moves a motor, by the device that the motor names.</param>
public sealed class TrayStage(ExtractionDeviceDefinition device, IMotionPort? stage, Func<string, IMotionPort?> motors)
{
    private readonly HashSet<(IMotionPort Port, string Axis)> _moved = [];
    private readonly Dictionary<(IMotionPort Port, string Axis), double> _afterHome = [];
    private string _movedOn = "";

    /// <summary>The tray that lies on the stage; empty while nobody has said. A device with one tray has that.</summary>
    public string Tray { get; private set; } = device is { Trays: [var only], TrayMaps.Length: 1 } ? only : "";

    /// <summary>The hole or the coordinates that the stage was sent to last; empty for none on this tray.</summary>
    public string Position { get; private set; } = "";

    /// <summary>What is wrong with what it has told to move; empty for nothing.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>Why nothing may be fired at now; empty when something may.</summary>
    public async ValueTask<string> AgainstFiring(CancellationToken cancellation)
    {
        if (stage is null)
            return "";
        if (_movedOn.Length > 0 && _movedOn != Tray)
            return $"its stage was sent to a hole of tray {_movedOn}, and {(Tray.Length > 0 ? Tray : "nothing")} lies on it now";
        _moved.UnionWith([(stage, "x"), (stage, "y")]);
        return await IsMoving(cancellation).ConfigureAwait(false) ? "its stage or a motor moves" : "";
    }

    /// <summary>Another tray was laid on the stage, or the same again.</summary>
    public void Lay(string tray)
    {
        if (!LabNames.Same(tray, Tray))
            Position = "";
        Tray = device.Trays.FirstOrDefault(t => LabNames.Same(t, tray)) ?? throw Refused($"there is no tray '{tray}', only {string.Join(", ", device.Trays)}");
    }

    /// <summary>Starts the move to a hole of the tray.</summary>
    public async ValueTask MoveTo(string position, CancellationToken cancellation)
    {
        if (Tray.Length == 0)
            throw Refused($"nobody has said which tray lies on its stage ({string.Join(", ", device.Trays)}), so hole {position} is nowhere");
        if (device.FindTrayMap(Tray) is not { } map)
            throw Refused($"there is no map of tray {Tray}, so hole {position} is nowhere");
        if (map.Find(position) is not { } hole)
            throw Refused($"tray {Tray} has no hole '{position}'");
        var (x, y) = device.Calibration.ToStage(hole.X, hole.Y);
        await MoveTo(x, y, cancellation).ConfigureAwait(false);
        Position = hole.Name;
    }

    /// <summary>Starts the move to coordinates of the stage.</summary>
    public async ValueTask MoveTo(double x, double y, CancellationToken cancellation)
    {
        await Move(Stage(), "x", x, cancellation).ConfigureAwait(false);
        await Move(Stage(), "y", y, cancellation).ConfigureAwait(false);
        _movedOn = Tray;
    }

    /// <summary>Starts the move of an axis.</summary>
    public async ValueTask MoveAxis(char axis, double value, CancellationToken cancellation)
    {
        Position = "";
        await Move(Stage(), $"{axis}", value, cancellation).ConfigureAwait(false);
        _movedOn = Tray;
    }

    /// <summary>Where the stage is, in its own coordinates.</summary>
    public async ValueTask<(double X, double Y)> Where(CancellationToken cancellation)
    {
        var x = await Stage().ReadPosition("x", cancellation).ConfigureAwait(false);
        var y = await Stage().ReadPosition("y", cancellation).ConfigureAwait(false);
        return x.Quality == Quality.Good && y.Quality == Quality.Good ? (x.Value, y.Value) : throw new IOException($"{device.Name}: the stage gave no position");
    }

    /// <summary>Whether a motor goes home before it is moved: it was switched on and nobody knows where it is.</summary>
    public ValueTask<bool> IsLost(string name, CancellationToken cancellation)
    {
        var motor = Motor(name);
        return Mover(motor).IsLost(motor.Channel, cancellation);
    }

    /// <summary>Starts the move of a motor.</summary>
    public async ValueTask SetMotor(string name, double value, CancellationToken cancellation)
    {
        var motor = Motor(name);
        if (!(value >= motor.Min && value <= motor.Max))
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"{motor.Name} goes from {motor.Min} to {motor.Max}, {value} was asked for"));
        await Move(Mover(motor), motor.Channel, value, cancellation).ConfigureAwait(false);
    }

    /// <summary>Something was told to move and has not yet said that it rests.</summary>
    public bool HasMoved => _moved.Count > 0;

    /// <summary>Whether anything that was told to move still does; what is stuck counts as moving.</summary>
    public async ValueTask<bool> IsMoving(CancellationToken cancellation)
    {
        Fault = "";
        foreach (var moved in _moved.ToImmutableArray())
        {
            var moving = await moved.Port.ReadMoving(moved.Axis, cancellation).ConfigureAwait(false);
            if (moving is { Quality: Quality.Good, Value: false } && _afterHome.TryGetValue(moved, out var value))
            {
                await moved.Port.EndHome(moved.Axis, cancellation).ConfigureAwait(false);
                await moved.Port.MoveAxis(moved.Axis, value, cancellation).ConfigureAwait(false);
                _afterHome.Remove(moved);
            }
            else if (moving is { Quality: Quality.Good, Value: false })
                _moved.Remove(moved);
            else if (moving.Quality != Quality.Good)
                Fault = moving.Word.Length > 0 ? moving.Word : $"{moved.Axis} does not tell whether it moves";
        }

        return _moved.Count > 0;
    }

    /// <summary>Stops the stage.</summary>
    public ValueTask Stop(CancellationToken cancellation)
    {
        _afterHome.Clear();
        return stage?.Stop(cancellation) ?? ValueTask.CompletedTask;
    }

    // It counts as moving from before it was told: an answer may be lost. What does not know where it is goes home first, and on from there when it is looked at again.
    private async ValueTask Move(IMotionPort port, string axis, double value, CancellationToken cancellation)
    {
        _moved.Add((port, axis));
        if (await port.IsLost(axis, cancellation).ConfigureAwait(false))
        {
            await port.Home(axis, cancellation).ConfigureAwait(false);
            _afterHome[(port, axis)] = value;
            return;
        }

        await port.MoveAxis(axis, value, cancellation).ConfigureAwait(false);
    }

    private MotorDefinition Motor(string name) =>
        device.Motors.FirstOrDefault(m => LabNames.Same(m.Name, name)) ?? throw Refused($"there is no motor '{name}', only {string.Join(", ", device.Motors.Select(m => m.Name))}");

    private IMotionPort Mover(MotorDefinition motor) => motors(motor.Device) ?? throw Refused($"nothing moves {motor.Name}: it names no device");

    private IMotionPort Stage() => stage ?? throw Refused("it has no stage");

    private DeviceRefusedException Refused(string reason) => new(device.Name, reason);
}
