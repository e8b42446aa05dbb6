namespace LabActors.Simulator.Wire;

/// <summary>What may be wrong with the cable between a computer and an instrument.</summary>
public enum LinkFaultKind
{
    /// <summary>The cable is out, or the adaptor: a serial port is gone, a socket refuses and what was connected is cut off. Where several devices share the port only this one is cut off, and is silent.</summary>
    Down,

    /// <summary>Nothing comes back.</summary>
    Silent,

    /// <summary>One byte comes after the other, so many a second.</summary>
    Slow,

    /// <summary>All comes later.</summary>
    Late,

    /// <summary>Bytes come broken.</summary>
    Garbled,

    /// <summary>An answer comes in pieces.</summary>
    Split,
}
