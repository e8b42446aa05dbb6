namespace LabActors.Simulator.Wire;

/// <summary>What came over a connection.</summary>
/// <param name="Bytes">All that came at one instant, or one datagram; empty when nothing came.</param>
/// <param name="After">How long after the instant of asking it came.</param>
/// <param name="Ended">Nothing comes any more: the instrument, or a fault, has ended the connection.</param>
public readonly record struct BusTaken(ReadOnlyMemory<byte> Bytes, TimeSpan After, bool Ended)
{
    /// <summary>Nothing came in time.</summary>
    public static BusTaken Nothing => default;
}
