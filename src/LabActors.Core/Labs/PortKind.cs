namespace LabActors.Core.Labs;

/// <summary>What a device's cable is plugged into.</summary>
public enum PortKind
{
    /// <summary>A serial port, RS-232 or a bus of RS-485; a pseudo-terminal too.</summary>
    Serial,

    /// <summary>A TCP connection.</summary>
    Tcp,

    /// <summary>UDP datagrams, one a request and one an answer.</summary>
    Udp,
}
