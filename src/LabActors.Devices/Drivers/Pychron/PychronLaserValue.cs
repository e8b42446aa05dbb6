namespace LabActors.Devices.Drivers.Pychron;

/// <summary>What a laser server can be asked for.</summary>
public enum PychronLaserValue
{
    /// <summary>x,y,z.</summary>
    Position,

    /// <summary>Whether stage or motors move.</summary>
    Moving,

    /// <summary>The output.</summary>
    Output,

    /// <summary>Whether a pattern runs.</summary>
    Patterning,

    /// <summary>The patterns that there are.</summary>
    Patterns,

    /// <summary>The tray.</summary>
    Tray,

    /// <summary>The temperature, °C.</summary>
    Temperature,

    /// <summary>Whether it may fire.</summary>
    Ready,

    /// <summary>Why the last thing that was begun was not done; OK for none.</summary>
    Error,
}
