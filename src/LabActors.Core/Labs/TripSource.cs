namespace LabActors.Core.Labs;

/// <summary>What kind of value a trip watches.</summary>
public enum TripSource
{
    /// <summary>A pressure gauge.</summary>
    Gauge,

    /// <summary>A sensor of the surroundings: coolant, water flow, a temperature, an interlock's contact.</summary>
    Sensor,

    /// <summary>The temperature of a heater.</summary>
    Heater,
}
