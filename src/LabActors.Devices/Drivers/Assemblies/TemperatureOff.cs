using System.Globalization;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Assemblies;

/// <summary>Switching a loop of a temperature controller off: a set point of zero that is read back as zero, and no output where the controller takes one.</summary>
public static class TemperatureOff
{
    /// <summary>What controllers round, °C or percent.</summary>
    public const double Rounding = 0.11;

    /// <summary>Tries both, whatever came of the other.</summary>
    /// <param name="name">Whose loop it is, for the reason why it is not off.</param>
    /// <exception cref="IOException">The set point does not read as zero.</exception>
    public static ValueTask Of(ITemperaturePort controller, string channel, string name, CancellationToken cancellation) =>
        AllTried.Of(() => Hold(controller, channel, name, 0, cancellation), () => NoOutput(controller, channel, cancellation));

    /// <summary>Sets a temperature and reads back that it was taken.</summary>
    /// <exception cref="IOException">The set point reads otherwise.</exception>
    public static async ValueTask Hold(ITemperaturePort controller, string channel, string name, double celsius, CancellationToken cancellation)
    {
        await controller.SetSetpoint(channel, celsius, cancellation).ConfigureAwait(false);
        var read = await controller.ReadSetpoint(channel, cancellation).ConfigureAwait(false);
        if (read.Quality != Quality.Good || Math.Abs(read.Value - celsius) > Rounding)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture, $"{name}: the set point was to be {celsius} °C and reads {(read.Quality == Quality.Good ? $"{read.Value}" : read.Quality)}"));
        }
    }

    // A controller that only regulates has no output to set: its set point of zero is all there is.
    private static async ValueTask NoOutput(ITemperaturePort controller, string channel, CancellationToken cancellation)
    {
        try
        {
            await controller.SetOutput(channel, 0, cancellation).ConfigureAwait(false);
        }
        catch (DeviceRefusedException)
        {
            return;
        }
    }
}
