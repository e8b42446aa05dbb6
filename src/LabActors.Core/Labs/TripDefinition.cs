using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>A limit that protects the laboratory by itself: when a value is beyond it, or cannot be read, valves are closed and devices are switched off. It opens nothing and switches nothing on.</summary>
/// <param name="Source">What kind of value it watches.</param>
/// <param name="Device">Of a gauge its controller; empty for others.</param>
/// <param name="Value">The name of the gauge, the sensor or the heater.</param>
public sealed record TripDefinition(string Name, TripSource Source, string Device, string Value)
{
    /// <summary>It trips above this: Torr for a gauge, the sensor's own units for a sensor, degrees Celsius for a heater; null for no upper limit.</summary>
    public double? Above { get; init; }

    /// <summary>It trips below this; null for no lower limit.</summary>
    public double? Below { get; init; }

    /// <summary>Valves that are closed and may be opened again at once.</summary>
    public ImmutableArray<string> Close { get; init; } = [];

    /// <summary>Valves that are closed and not opened by anybody before the trip was reset.</summary>
    public ImmutableArray<string> Disable { get; init; } = [];

    /// <summary>Extraction devices that are switched off.</summary>
    public ImmutableArray<string> SwitchOff { get; init; } = [];

    /// <summary>Heaters whose set point becomes zero.</summary>
    public ImmutableArray<string> HeatersOff { get; init; } = [];

    /// <summary>Pumps that are stopped.</summary>
    public ImmutableArray<string> PumpsOff { get; init; } = [];

    /// <summary>How often the value is read.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Readings in a row beyond the limit after which it trips.</summary>
    public int Polls { get; init; } = 1;

    /// <summary>Readings in a row without a good value after which it trips; 0 for never.</summary>
    public int MissingPolls { get; init; } = 3;

    /// <summary>What is watched, for people.</summary>
    public string Words => Source switch
    {
        TripSource.Gauge => $"gauge {Device} {Value}",
        TripSource.Heater => $"heater {Value}",
        _ => $"sensor {Value}",
    };
}
