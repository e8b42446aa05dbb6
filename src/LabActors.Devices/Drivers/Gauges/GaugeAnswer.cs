using System.Globalization;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Gauges;

/// <summary>What a gauge controller answered for one gauge.</summary>
/// <param name="Status">Whether there is a pressure.</param>
/// <param name="Pressure">In the controller's units; meaningless unless the status is <see cref="GaugeStatus.Ok"/>.</param>
/// <param name="Word">As the controller wrote it.</param>
public sealed record GaugeAnswer(GaugeStatus Status, double Pressure, string Word)
{
    /// <summary>A pressure.</summary>
    public static GaugeAnswer Measured(double pressure, string word) => new(GaugeStatus.Ok, pressure, word);

    /// <summary>A word instead of a pressure.</summary>
    public static GaugeAnswer Of(GaugeStatus status, string word) => new(status, double.NaN, word);

    /// <summary>The number that a text is, in whole; null when it is none.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;
}
