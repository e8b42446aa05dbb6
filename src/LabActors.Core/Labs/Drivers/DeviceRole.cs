namespace LabActors.Core.Labs.Drivers;

/// <summary>What a device can be in a laboratory; a driver may serve several.</summary>
[Flags]
public enum DeviceRole
{
    /// <summary>Nothing by itself.</summary>
    None = 0,

    /// <summary>Moves valves.</summary>
    Valves = 1,

    /// <summary>Reads gauges.</summary>
    Gauges = 2,

    /// <summary>Is a mass spectrometer.</summary>
    Spectrometer = 4,

    /// <summary>Is a laser, or its power supply.</summary>
    Laser = 8,

    /// <summary>Regulates a temperature: furnace, heater.</summary>
    Temperature = 16,

    /// <summary>Is a cold trap.</summary>
    Cryostat = 32,

    /// <summary>Moves axes or motors.</summary>
    Motion = 64,

    /// <summary>Is a pump.</summary>
    Pump = 128,

    /// <summary>Is a whole extraction device: laser with its stage, behind a server.</summary>
    ExtractionDevice = 256,

    /// <summary>Has flags that programs share.</summary>
    Flags = 512,

    /// <summary>Reads sensors of the surroundings.</summary>
    Sensors = 1024,
}
