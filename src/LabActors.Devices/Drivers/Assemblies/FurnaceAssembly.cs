using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Assemblies;

/// <summary>
/// A furnace: a temperature controller, and a stage with samples where there is one. Off is a set point of zero that was read back as zero. A thermocouple that is open heats nothing: a set
/// point is refused, and the status says what is wrong, so that it is switched off.
/// </summary>
public sealed class FurnaceAssembly(ExtractionDeviceDefinition device, ITemperaturePort controller, TrayStage stage, TimeProvider time) : IExtractionDevicePort
{
    private bool? _enabled;
    private bool _inPercent;

    /// <inheritdoc/>
    public bool Simulated => controller.Simulated;

    /// <inheritdoc/>
    public async ValueTask Prepare(CancellationToken cancellation) => await RefuseWithoutTemperature(cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask Enable(CancellationToken cancellation)
    {
        await RefuseWithoutTemperature(cancellation).ConfigureAwait(false);
        _enabled = true;
    }

    /// <inheritdoc/>
    public async ValueTask Disable(CancellationToken cancellation)
    {
        _enabled = null;
        await TemperatureOff.Of(controller, device.Channel, device.Name, cancellation).ConfigureAwait(false);
        (_enabled, _inPercent) = (false, false);
    }

    /// <inheritdoc/>
    public async ValueTask SetOutput(double value, string units, CancellationToken cancellation)
    {
        var unit = device.FindUnit(units) ?? throw Refused($"it has no output in '{units}', only {string.Join(", ", device.Units.Select(u => u.Name))}");
        var inPercent = LabNames.Same(unit.Name, "percent");
        if (!inPercent && !LabNames.Same(unit.Name, "temp"))
            throw Refused($"a furnace takes temp or percent, {unit.Name} was asked for");
        if (value == 0)
        {
            await TemperatureOff.Of(controller, device.Channel, device.Name, cancellation).ConfigureAwait(false);
            _inPercent = inPercent;
            return;
        }

        if (_enabled != true)
            throw Refused("it is not enabled");
        await RefuseWithoutTemperature(cancellation).ConfigureAwait(false);
        _inPercent = inPercent;
        if (inPercent)
            await controller.SetOutput(device.Channel, value, cancellation).ConfigureAwait(false);
        else
            await TemperatureOff.Hold(controller, device.Channel, device.Name, value, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<ExtractionDeviceStatus>> ReadStatus(CancellationToken cancellation)
    {
        var temperature = await controller.ReadTemperature(device.Channel, cancellation).ConfigureAwait(false);
        var setpoint = await controller.ReadSetpoint(device.Channel, cancellation).ConfigureAwait(false);
        var percent = await controller.ReadOutput(device.Channel, cancellation).ConfigureAwait(false);
        var moving = await stage.IsMoving(cancellation).ConfigureAwait(false);
        var worse = setpoint.Quality == Quality.Good ? percent : setpoint;
        if (worse.Quality != Quality.Good)
            return new Reading<ExtractionDeviceStatus>(new ExtractionDeviceStatus(true, double.NaN, "temp", "", "", ""), worse.Quality, time.GetUtcNow(), Simulated) { Word = worse.Word };
        var isOn = _enabled == true || setpoint.Value > TemperatureOff.Rounding || percent.Value > TemperatureOff.Rounding;
        return new Reading<ExtractionDeviceStatus>(
            new ExtractionDeviceStatus(
                isOn,
                _inPercent ? percent.Value : setpoint.Value > TemperatureOff.Rounding ? setpoint.Value : 0,
                _inPercent ? "percent" : "temp",
                stage.Position,
                "",
                stage.Tray,
                temperature.Quality == Quality.Good ? temperature.Value : null)
            {
                Moving = moving,
                Fault = temperature.Quality == Quality.Good ? stage.Fault : $"no temperature: {(temperature.Word.Length > 0 ? temperature.Word : temperature.Quality.ToString())}",
            },
            Quality.Good,
            setpoint.Instant,
            Simulated);
    }

    /// <inheritdoc/>
    public ValueTask MoveTo(string position, bool autocenter, CancellationToken cancellation) => stage.MoveTo(position, cancellation);

    /// <inheritdoc/>
    public ValueTask MoveAxis(char axis, double value, CancellationToken cancellation) => stage.MoveAxis(axis, value, cancellation);

    /// <inheritdoc/>
    public ValueTask ExecutePattern(string pattern, CancellationToken cancellation) => throw Refused("a furnace runs no patterns");

    /// <inheritdoc/>
    public ValueTask StopPattern(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask SetMotor(string motor, double value, CancellationToken cancellation) => stage.SetMotor(motor, value, cancellation);

    /// <inheritdoc/>
    public ValueTask SetLight(double value, CancellationToken cancellation) => throw Refused("its light has no device");

    /// <inheritdoc/>
    public ValueTask SetTray(string tray, CancellationToken cancellation)
    {
        stage.Lay(tray);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DumpSample(CancellationToken cancellation) => throw Refused("what drops its samples has no device");

    private async ValueTask RefuseWithoutTemperature(CancellationToken cancellation)
    {
        var read = await controller.ReadTemperature(device.Channel, cancellation).ConfigureAwait(false);
        if (read.Quality != Quality.Good)
            throw Refused($"it has no temperature: {(read.Word.Length > 0 ? read.Word : read.Quality.ToString())}");
    }

    private DeviceRefusedException Refused(string reason) => new(device.Name, reason);
}
