using System.Globalization;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Lakeshore;

/// <summary>
/// A Lakeshore 325, 331, 335 or 336 on a cold trap. The heater's range goes before the set point, and the set point is read back. These controllers need 50 ms between two commands, which is the
/// port's gap.
/// </summary>
public sealed class LakeshoreDriver(DriverContext context) : IDriver, ICryostatPort
{
    private readonly DriverLink _link = new(context);
    private readonly string _end = context.Device.Text(LakeshoreSchema.Terminator, "crlf") == "lf" ? "\n" : "\r\n";
    private readonly string _input = context.Lab.Cryostats.FirstOrDefault(c => c.Device == context.Device.Name) is { Channel.Length: > 0 } cryostat ? cryostat.Channel : "A";
    private readonly string _loop = context.Device.Text(LakeshoreSchema.Loop, "1");

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public ValueTask<string> Identify(CancellationToken cancellation) => Ask("identify", LakeshoreGrammar.Identify, cancellation);

    /// <inheritdoc/>
    public async ValueTask SetTemperature(double kelvin, CancellationToken cancellation)
    {
        RefuseTwo();
        var what = string.Create(CultureInfo.InvariantCulture, $"set {kelvin} K");
        var range = LakeshoreGrammar.RangeFor(kelvin, context.Device.Number(LakeshoreSchema.LowBelow, 10), context.Device.Number(LakeshoreSchema.HighAbove, 30));
        await Tell(what, LakeshoreGrammar.Range(_loop, range), cancellation).ConfigureAwait(false);
        await Tell(what, LakeshoreGrammar.Setpoint(_loop, kelvin), cancellation).ConfigureAwait(false);
        var answer = await Ask("read the set point", LakeshoreGrammar.Setpoint(_loop), cancellation).ConfigureAwait(false);

        // The controller keeps three decimals.
        if (LakeshoreGrammar.Number(answer) is not { } there || Math.Abs(there - kelvin) > 0.0011)
            throw _link.Unexpected(what, answer, "the same set point when it was read back");
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadTemperature(CancellationToken cancellation)
    {
        RefuseTwo();
        var answer = await Ask("read the temperature", LakeshoreGrammar.Kelvin(_input), cancellation).ConfigureAwait(false);
        return LakeshoreGrammar.Number(answer) switch
        {
            null => throw _link.Unexpected("read the temperature", answer, "a temperature such as +077.350"),

            // An input without a sensor, or beyond its curve, reads zero.
            <= 0 => _link.Fault(double.NaN) with { Word = $"{answer}: no sensor, or out of its range" },
            { } kelvin => _link.Good(kelvin),
        };
    }

    // A port has no channels: the temperature of one trap would be taken for the other's.
    private void RefuseTwo()
    {
        if (context.Lab.Cryostats.Count(c => c.Device == context.Device.Name) > 1)
            throw new DeviceRefusedException(context.Device.Name, "two cold traps name it, expected one");
    }

    private ValueTask Tell(string what, string command, CancellationToken cancellation) => _link.Tell(what, command + _end, cancellation);

    private ValueTask<string> Ask(string what, string query, CancellationToken cancellation) => _link.Ask(what, query + _end, LakeshoreGrammar.Answer, true, cancellation);
}
