using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers;

/// <summary>Everything that a device says of itself, read now and one after the other; nothing is moved or set.</summary>
/// <param name="lab">What the device is in the laboratory.</param>
/// <param name="device">The device.</param>
/// <param name="driver">Its driver.</param>
public sealed class DeviceReport(LabDefinition lab, DeviceDefinition device, IDriver driver)
{
    private readonly ImmutableArray<DeviceReportLine>.Builder _lines = ImmutableArray.CreateBuilder<DeviceReportLine>();

    /// <summary>Reads it. What cannot be read is a line that says why, and the next is read all the same.</summary>
    public async Task<ImmutableArray<DeviceReportLine>> ReadAsync(CancellationToken stop)
    {
        await Line("identification", async () => (await driver.Identify(stop).ConfigureAwait(false), true)).ConfigureAwait(false);
        await Valves(stop).ConfigureAwait(false);
        await Gauges(stop).ConfigureAwait(false);
        await Spectrometer(stop).ConfigureAwait(false);
        await Temperatures(stop).ConfigureAwait(false);
        await Others(stop).ConfigureAwait(false);
        return _lines.ToImmutable();
    }

    private async Task Valves(CancellationToken stop)
    {
        if (driver is not IValveSwitch valves)
            return;
        foreach (var valve in lab.Valves.Where(v => v.Kind != ValveKind.Manual && LabPorts.StateBoxOf(v) == device.Name))
        {
            await Line($"valve {valve.Name} ({valve.Address})", () => Read(valves.ReadState(valve.StateAddress.Length > 0 ? valve.StateAddress : valve.Address, stop), s => s.ToString().ToLowerInvariant()))
                .ConfigureAwait(false);
        }
    }

    private async Task Gauges(CancellationToken stop)
    {
        if (driver is not IGaugePort gauges)
            return;
        foreach (var gauge in lab.Gauges.Where(g => g.Device == device.Name))
            await Line($"gauge {gauge.Name} ({gauge.Channel})", () => Read(gauges.ReadPressure(gauge.Name, stop), p => Number(p, "0.00E+00", gauge.Units.ToString().ToLowerInvariant()))).ConfigureAwait(false);
    }

    private async Task Spectrometer(CancellationToken stop)
    {
        if (driver is not ISpectrometerPort spectrometer || lab.Instruments.FirstOrDefault(i => i.Device == device.Name) is not { } instrument)
            return;
        await Line("magnet", () => Read(spectrometer.ReadMagnet(stop), v => Number(v, "0.#####", "V"))).ConfigureAwait(false);
        await Line("intensities", () => Read(
            spectrometer.ReadIntensities(stop), i => string.Join(", ", i.Detectors.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key} {Number(d.Value, "0.###", "fA")}")))).ConfigureAwait(false);
        foreach (var parameter in instrument.Source)
            await Line(parameter.Name, () => Read(spectrometer.ReadParameter(parameter.Name, stop), v => Number(v, "0.####", ""))).ConfigureAwait(false);
    }

    private async Task Temperatures(CancellationToken stop)
    {
        if (driver is ITemperaturePort controller)
        {
            string[] channels = [.. lab.Heaters.Where(h => h.Device == device.Name).Select(h => h.Channel), .. lab.ExtractionDevices.Where(d => d.Device == device.Name).Select(d => d.Channel)];
            foreach (var channel in channels.Distinct().DefaultIfEmpty(""))
            {
                var at = channel.Length > 0 ? $" {channel}" : "";
                await Line($"temperature{at}", () => Read(controller.ReadTemperature(channel, stop), v => Number(v, "0.#", "°C"))).ConfigureAwait(false);
                await Line($"set point{at}", () => Read(controller.ReadSetpoint(channel, stop), v => Number(v, "0.#", "°C"))).ConfigureAwait(false);
                await Line($"output{at}", () => Read(controller.ReadOutput(channel, stop), v => Number(v, "0.#", "%"))).ConfigureAwait(false);
            }
        }

        if (driver is ICryostatPort cryostat)
            await Line("temperature", () => Read(cryostat.ReadTemperature(stop), v => Number(v, "0.###", "K"))).ConfigureAwait(false);
    }

    private async Task Others(CancellationToken stop)
    {
        if (driver is ILaserPort laser)
        {
            await Line("laser", () => Read(laser.ReadLaser(stop), s => string.Join(
                ", ",
                (string[])[
                    s.Enabled switch { true => "ENABLED", false => "disabled", null => "does not tell whether it is enabled" },
                    s.Interlocks.IsEmpty ? "interlocks closed" : $"interlocks open: {string.Join(", ", s.Interlocks)}",
                    .. s.Power is { } power ? [Number(power, "0.#", "%")] : (string[])[],
                ]))).ConfigureAwait(false);
        }

        if (driver is IPumpPort pump)
        {
            await Line("pump", () => Read(pump.ReadPump(stop), s => string.Join(
                ", ",
                (string[])[
                    s.Running switch { true => "runs", false => "is off", null => "does not tell whether it runs" },
                    .. s.Hertz is { } hertz ? [Number(hertz, "0", "Hz")] : (string[])[],
                    .. s.Amperes is { } amperes ? [Number(amperes, "0.##", "A")] : (string[])[],
                    .. s.Fault.Length > 0 ? [$"FAULT {s.Fault}"] : (string[])[],
                ]))).ConfigureAwait(false);
        }

        if (driver is IMotionPort motion)
        {
            string[] axes = [.. lab.ExtractionDevices.SelectMany(d => d.Motors).Where(m => m.Device == device.Name).Select(m => m.Channel), .. lab.ExtractionDevices.Any(d => d.Stage == device.Name) ? ["x", "y", "z"] : (string[])[]];
            foreach (var axis in axes.Distinct())
                await Line($"axis {axis}", () => Read(motion.ReadPosition(axis, stop), v => Number(v, "0.####", ""))).ConfigureAwait(false);
        }

        if (driver is IExtractionDevicePort extraction)
            await Line("extraction device", () => Read(extraction.ReadStatus(stop), s => $"{(s.Enabled ? "ENABLED" : "disabled")}, {Number(s.Output, "0.##", s.Units)}{(s.Position.Length > 0 ? $", at {s.Position}" : "")}")).ConfigureAwait(false);
        foreach (var sensor in driver is IEnvironmentPort ? lab.Environment.Where(s => s.Device == device.Name) : [])
            await Line(sensor.Name, () => Read(((IEnvironmentPort)driver).Read(sensor.Name, stop), v => Number(v, "0.##", sensor.Units))).ConfigureAwait(false);
    }

    private async Task Line(string what, Func<Task<(string Value, bool IsGood)>> read)
    {
        try
        {
            var (value, isGood) = await read().ConfigureAwait(false);
            _lines.Add(new DeviceReportLine(what, value, isGood));
        }
        catch (Exception failure) when (failure is IOException or TimeoutException or DeviceRefusedException)
        {
            _lines.Add(new DeviceReportLine(what, failure.Message, false));
        }
    }

    private static async Task<(string Value, bool IsGood)> Read<T>(ValueTask<Reading<T>> reading, Func<T, string> words)
    {
        var read = await reading.ConfigureAwait(false);
        return read.Quality == Quality.Good ? (words(read.Value), true) : (read.Quality.ToString().ToLowerInvariant(), false);
    }

    private static string Number(double value, string format, string units) => $"{value.ToString(format, CultureInfo.InvariantCulture)}{(units.Length > 0 ? $" {units}" : "")}";
}
