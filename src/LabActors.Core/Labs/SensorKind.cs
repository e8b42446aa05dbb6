namespace LabActors.Core.Labs;

/// <summary>What a sensor of the surroundings measures.</summary>
public enum SensorKind
{
    /// <summary>Temperature of the room.</summary>
    Temperature,

    /// <summary>Relative humidity of the room.</summary>
    Humidity,

    /// <summary>Pressure of the compressed air that moves the valves.</summary>
    Pneumatic,

    /// <summary>A contact, of a flow switch or a door: 1 when it is closed, 0 when it is open.</summary>
    Contact,
}
