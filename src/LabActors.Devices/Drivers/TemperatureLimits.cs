using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers;

/// <summary>What a temperature controller may be told, and what its sensor can read. A sensor that is open reads beyond its range on most controllers: that is a fault, not a temperature.</summary>
/// <param name="MinCelsius">The lowest reading that can be true.</param>
/// <param name="MaxCelsius">The highest reading that can be true, and the highest set point.</param>
public sealed record TemperatureLimits(double MinCelsius, double MaxCelsius)
{
    /// <summary>Those of a device.</summary>
    public static TemperatureLimits Of(DeviceDefinition device) => new(
        device.Number(TemperatureSettings.Min, TemperatureSettings.DefaultMin), device.Number(TemperatureSettings.Max, TemperatureSettings.DefaultMax));

    /// <summary>Refuses a set point that is out of range.</summary>
    /// <exception cref="DeviceRefusedException">It is.</exception>
    public void Check(string device, double celsius)
    {
        if (!(celsius >= 0 && celsius <= MaxCelsius))
            throw new DeviceRefusedException(device, string.Create(CultureInfo.InvariantCulture, $"it goes from 0 to {MaxCelsius} °C, {celsius} was asked for"));
    }

    /// <summary>Refuses an output that is out of range.</summary>
    /// <exception cref="DeviceRefusedException">It is.</exception>
    public static void CheckPercent(string device, double percent)
    {
        if (!(percent >= 0 && percent <= 100))
            throw new DeviceRefusedException(device, string.Create(CultureInfo.InvariantCulture, $"it gives 0 to 100 percent, {percent} was asked for"));
    }

    /// <summary>A fault where a good reading is out of range.</summary>
    public Reading<double> Read(DriverLink link, Reading<double> reading) => reading.Quality != Quality.Good || (reading.Value >= MinCelsius && reading.Value <= MaxCelsius)
        ? reading
        : link.Fault(reading.Value) with { Word = string.Create(CultureInfo.InvariantCulture, $"{reading.Value} °C: the sensor is open, or out of its range") };
}
