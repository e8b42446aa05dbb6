using System.Globalization;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Drivers.Modbus;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Watlow;

/// <summary>A Watlow EZ-ZONE PM over Modbus: one loop, which regulates to a set point or gives a fixed output.</summary>
public sealed class WatlowDriver(DriverContext context) : IDriver, ITemperaturePort
{
    private const float SmallestTemperature = 1e-6f;
    private readonly DriverLink _link = new(context);
    private readonly ModbusLink _modbus = new(context);
    private readonly TemperatureLimits _limits = TemperatureLimits.Of(context.Device);
    private readonly WordOrder _order = context.Device.Text(ModbusSettings.WordOrder, "low_high") == "high_low" ? WordOrder.HighLow : WordOrder.LowHigh;
    private readonly bool _isFahrenheit = context.Device.Text(WatlowSchema.Units, "C") == "F";

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var celsius = await ReadTemperature("", cancellation).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"EZ-ZONE, slave {_modbus.Slave}: {(celsius.Quality == Quality.Good ? $"{celsius.Value:0.0} °C" : celsius.Word)}");
    }

    /// <inheritdoc/>
    public async ValueTask SetSetpoint(string channel, double celsius, CancellationToken cancellation)
    {
        _limits.Check(context.Device.Name, celsius);
        var value = _isFahrenheit ? (celsius * 9 / 5) + 32 : celsius;
        await _modbus.Write(
            string.Create(CultureInfo.InvariantCulture, $"set point {celsius} °C"),
            [Float(WatlowRegisters.Setpoint, value), ModbusGrammar.Write(WatlowRegisters.ControlMode, WatlowRegisters.ClosedLoop)],
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask SetOutput(string channel, double percent, CancellationToken cancellation)
    {
        TemperatureLimits.CheckPercent(context.Device.Name, percent);
        await _modbus.Write(
            string.Create(CultureInfo.InvariantCulture, $"output {percent} %"),
            [Float(WatlowRegisters.OpenLoopOutput, percent), ModbusGrammar.Write(WatlowRegisters.ControlMode, WatlowRegisters.OpenLoop)],
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadSetpoint(string channel, CancellationToken cancellation) =>
        await Float("read the set point", WatlowRegisters.Setpoint, cancellation).ConfigureAwait(false) is var value && IsTemperature(value)
            ? _link.Good(Celsius(value))
            : _link.Fault(double.NaN) with { Word = string.Create(CultureInfo.InvariantCulture, $"{value} is no temperature: is word_order right?") };

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadTemperature(string channel, CancellationToken cancellation)
    {
        var registers = await _modbus.Read("read the temperature", WatlowRegisters.ProcessValue, 3, cancellation).ConfigureAwait(false);
        var value = ModbusGrammar.Float(registers[0], registers[1], _order);
        if (WatlowRegisters.ErrorOf(registers[WatlowRegisters.InputError - WatlowRegisters.ProcessValue]) is { } error)
            return _link.Fault(double.NaN) with { Word = error };
        return IsTemperature(value) ? _limits.Read(_link, _link.Good(Celsius(value))) : _link.Fault(double.NaN) with { Word = $"{registers[0]:X4} {registers[1]:X4} is no temperature: is word_order right?" };
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadOutput(string channel, CancellationToken cancellation) =>
        _link.Good((double)await Float("read the output", WatlowRegisters.HeatPower, cancellation).ConfigureAwait(false));

    // Words that are interchanged are often a number so small that it would be read as 0 °C.
    private static bool IsTemperature(float value) => float.IsFinite(value) && (value == 0 || MathF.Abs(value) >= SmallestTemperature);

    private byte[] Float(ushort register, double value) => ModbusGrammar.Write(register, ModbusGrammar.Registers((float)value, _order));

    private async ValueTask<float> Float(string what, ushort register, CancellationToken cancellation)
    {
        var registers = await _modbus.Read(what, register, 2, cancellation).ConfigureAwait(false);
        var value = ModbusGrammar.Float(registers[0], registers[1], _order);
        return float.IsFinite(value) ? value : throw _link.Unexpected(what, $"{registers[0]:X4} {registers[1]:X4}", "a number: is word_order right?");
    }

    private double Celsius(double value) => _isFahrenheit ? (value - 32) * 5 / 9 : value;
}
