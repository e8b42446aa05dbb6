using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Core.Labs;

/// <summary>A device on a port: a box of valves, a gauge controller, a spectrometer, a laser's board.</summary>
/// <param name="Name">As valves, gauges, instruments and so on name it.</param>
/// <param name="Driver">The driver's name (<see cref="Drivers.DriverSchema.Name"/>).</param>
/// <param name="Port">The port that it is connected to.</param>
public sealed record DeviceDefinition(string Name, string Driver, string Port)
{
    /// <summary>Its address where several share a bus, as the driver's grammar has it; empty for none.</summary>
    public string Address { get; init; } = "";

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often its values are read by themselves.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The driver's own settings by key; every one has been checked against the driver's schema.</summary>
    public ImmutableDictionary<string, DeviceSetting> Settings { get; init; } = ImmutableDictionary<string, DeviceSetting>.Empty;

    /// <summary>A setting as text; the fallback where the file says nothing.</summary>
    public string Text(string key, string fallback = "") => Settings.TryGetValue(key, out var setting) ? setting.Text : fallback;

    /// <summary>A setting as a number; the fallback where the file says nothing.</summary>
    public double Number(string key, double fallback) =>
        Settings.TryGetValue(key, out var setting) ? double.Parse(setting.Text, NumberStyles.Float, CultureInfo.InvariantCulture) : fallback;

    /// <summary>A setting that is true or false; the fallback where the file says nothing.</summary>
    public bool Flag(string key, bool fallback = false) => Settings.TryGetValue(key, out var setting) ? setting.Text == "true" : fallback;
}
