namespace LabActors.Core.Labs;

/// <summary>The parity bit of a serial port.</summary>
public enum PortParity
{
    /// <summary>No parity bit.</summary>
    None,

    /// <summary>An even number of ones.</summary>
    Even,

    /// <summary>An odd number of ones.</summary>
    Odd,
}
