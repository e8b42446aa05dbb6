using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Assemblies;

/// <summary>
/// A laser of several devices: its board, a power supply where that is a device of its own, a stage, motors. What was told and confirmed is known; what was told and not confirmed is taken for the
/// worse of both, so that a laser that may fire is never said to be off. It fires only when it is enabled, its stage rests, and the stage was sent somewhere on the tray that lies on it now. One
/// instance for the life of the laboratory.
/// </summary>
/// <param name="power">Null where the board sets the power.</param>
public sealed class LaserAssembly(ExtractionDeviceDefinition device, ILaserPort board, ILaserPort? power, TrayStage stage, TimeProvider time) : IExtractionDevicePort
{
    // Noise of a power meter, percent.
    private const double Dark = 5;
    private bool? _enabled;
    private (double Value, string Units)? _output;
    private PointPattern? _pattern;

    /// <inheritdoc/>
    public bool Simulated => board.Simulated;

    private ILaserPort Power => power ?? board;

    /// <inheritdoc/>
    public async ValueTask Prepare(CancellationToken cancellation)
    {
        if (Interlocks((await board.ReadLaser(cancellation).ConfigureAwait(false)).Value) is { Length: > 0 } open)
            throw Refused(open);
    }

    /// <inheritdoc/>
    public async ValueTask Enable(CancellationToken cancellation)
    {
        // What was set before it was switched off must not come out when it is switched on.
        await SetPower(0, 0, Percent, cancellation).ConfigureAwait(false);
        var before = _enabled;
        _enabled = null;
        try
        {
            await board.Enable(cancellation).ConfigureAwait(false);
            if (power is not null)
                await power.Enable(cancellation).ConfigureAwait(false);
            _enabled = true;
        }
        catch (DeviceRefusedException) when (power is null)
        {
            _enabled = before;
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask Disable(CancellationToken cancellation)
    {
        var pattern = _pattern;
        (_enabled, _pattern) = (null, null);

        // At once: each has a port of its own, and the second that there is is for both.
        Task[] off = power is null ? [board.Disable(cancellation).AsTask()] : [board.Disable(cancellation).AsTask(), power.Disable(cancellation).AsTask()];
        if (pattern is not null)
            off = [.. off, stage.Stop(cancellation).AsTask()];
        await Task.WhenAll(off).ConfigureAwait(false);
        (_enabled, _output) = (false, (0, _output?.Units ?? Percent));
    }

    /// <inheritdoc/>
    public async ValueTask SetOutput(double value, string units, CancellationToken cancellation)
    {
        var unit = device.FindUnit(units) ?? throw Refused($"it has no output in '{units}', only {string.Join(", ", device.Units.Select(u => u.Name))}");
        var percent = LabNames.Same(unit.Name, Percent) ? value : value * (unit.PercentPerUnit ?? (value == 0 ? 0 : throw Refused($"it has no calibration of {unit.Name}: what one is in percent is not given")));
        if (!(percent >= 0 && percent <= 100))
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"{value} {unit.Name} is {percent:0.##} percent of full power, 0 to 100 was expected"));
        if (percent > 0)
        {
            if (_enabled != true)
                throw Refused("it is not enabled");
            if (_pattern is null && await stage.AgainstFiring(cancellation).ConfigureAwait(false) is { Length: > 0 } reason)
                throw Refused(reason);
        }

        await SetPower(percent, value, unit.Name, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<ExtractionDeviceStatus>> ReadStatus(CancellationToken cancellation)
    {
        var laser = await board.ReadLaser(cancellation).ConfigureAwait(false);
        var supply = power is null ? laser : await power.ReadLaser(cancellation).ConfigureAwait(false);
        var moving = await IsMoving(cancellation).ConfigureAwait(false);
        var worse = laser.Quality == Quality.Good ? supply : laser;
        var meter = laser.Value?.Power ?? supply.Value?.Power;
        if (worse.Quality != Quality.Good || (_output is null && meter is null))
        {
            return new Reading<ExtractionDeviceStatus>(Nothing, worse.Quality == Quality.Good ? Quality.Missing : worse.Quality, time.GetUtcNow(), Simulated)
            {
                Word = worse.Word.Length > 0 ? worse.Word : "it does not tell whether it fires, and has not been told to yet",
            };
        }

        var fires = _enabled == false && meter > Dark;
        var isOn = fires || (laser.Value!.Enabled ?? supply.Value!.Enabled ?? _enabled ?? true);
        var (output, units) = _output ?? (meter > Dark ? meter.Value : 0, Percent);
        return new Reading<ExtractionDeviceStatus>(
            new ExtractionDeviceStatus(isOn, fires ? meter!.Value : output, fires ? Percent : units, stage.Position, _pattern?.Name ?? "", stage.Tray)
            {
                Moving = moving.Length > 0 || stage.HasMoved,
                Fault = fires ? string.Create(CultureInfo.InvariantCulture, $"it gives {meter:0} percent although it was switched off")
                    : Interlocks(laser.Value!) is { Length: > 0 } open ? open : moving,
            },
            Quality.Good,
            laser.Instant,
            Simulated);
    }

    // What the stage and the motors do not tell hides nothing of the laser itself.
    private async ValueTask<string> IsMoving(CancellationToken cancellation)
    {
        try
        {
            await stage.IsMoving(cancellation).ConfigureAwait(false);
            return stage.Fault;
        }
        catch (Exception silent) when (silent is IOException or TimeoutException or DeviceRefusedException)
        {
            return silent.Message;
        }
    }

    /// <inheritdoc/>
    /// <remarks>There is no camera to center by: the stage goes to the coordinates of the tray's map.</remarks>
    public ValueTask MoveTo(string position, bool autocenter, CancellationToken cancellation)
    {
        RefuseWhileFiring();
        return stage.MoveTo(position, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask MoveAxis(char axis, double value, CancellationToken cancellation)
    {
        RefuseWhileFiring();
        return stage.MoveAxis(axis, value, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask ExecutePattern(string pattern, CancellationToken cancellation)
    {
        var found = device.PatternPoints.FirstOrDefault(p => LabNames.Same(p.Name, pattern)) ?? throw Refused($"the points of pattern '{pattern}' are not given");
        var (x, y) = await stage.Where(cancellation).ConfigureAwait(false);
        _pattern = new PointPattern(found, stage, time, x, y);
        await ContinuePattern(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ContinuePattern(CancellationToken cancellation)
    {
        if (_pattern is { } pattern && !await pattern.GoOn(cancellation).ConfigureAwait(false))
            _pattern = null;
    }

    /// <inheritdoc/>
    public ValueTask StopPattern(CancellationToken cancellation)
    {
        if (_pattern is null)
            return ValueTask.CompletedTask;
        _pattern = null;
        return stage.Stop(cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>One that was switched on goes home first, and not while the laser fires.</remarks>
    public async ValueTask SetMotor(string motor, double value, CancellationToken cancellation)
    {
        if (await stage.IsLost(motor, cancellation).ConfigureAwait(false))
            RefuseWhileFiring();
        await stage.SetMotor(motor, value, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask SetLight(double value, CancellationToken cancellation) => throw Refused("its light has no device");

    /// <inheritdoc/>
    public ValueTask SetTray(string tray, CancellationToken cancellation)
    {
        RefuseWhileFiring();
        stage.Lay(tray);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DumpSample(CancellationToken cancellation) => throw Refused("it drops no samples, only a furnace does");

    private static readonly ExtractionDeviceStatus Nothing = new(true, double.NaN, Percent, "", "", "");

    private const string Percent = "percent";

    private async ValueTask SetPower(double percent, double value, string units, CancellationToken cancellation)
    {
        // Until it is confirmed, the higher of both.
        if (_output is null || percent > 0)
            _output = (value, units);
        await Power.SetPower(percent, cancellation).ConfigureAwait(false);
        _output = (value, units);
    }

    private void RefuseWhileFiring()
    {
        if (_enabled != false && _output is { Value: > 0 } output)
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"it fires at {output.Value} {output.Units}, or may"));
    }

    private static string Interlocks(LaserStatus laser) => laser.Interlocks.IsEmpty ? "" : $"interlocks are open: {string.Join(", ", laser.Interlocks)}";

    private DeviceRefusedException Refused(string reason) => new(device.Name, reason);
}
