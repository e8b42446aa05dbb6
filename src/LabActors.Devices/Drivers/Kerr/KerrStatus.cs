namespace LabActors.Devices.Drivers.Kerr;

/// <summary>The byte that every answer of a Kerr motor begins with.</summary>
[Flags]
public enum KerrStatus : byte
{
    /// <summary>It moves.</summary>
    None = 0,

    /// <summary>The last move is over.</summary>
    MoveDone = 0x01,

    /// <summary>The command came with a wrong check and was not taken.</summary>
    WrongCheck = 0x02,

    /// <summary>The current limit was reached.</summary>
    OverCurrent = 0x04,

    /// <summary>The supply of the motor is there.</summary>
    PowerOn = 0x08,

    /// <summary>It cannot follow.</summary>
    PositionError = 0x10,

    /// <summary>The first limit switch.</summary>
    Limit1 = 0x20,

    /// <summary>The second limit switch.</summary>
    Limit2 = 0x40,

    /// <summary>It looks for its home.</summary>
    Homing = 0x80,
}
