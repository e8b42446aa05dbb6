namespace LabActors.Simulator.Wire;

/// <summary>Something that is wrong with the cable of one instrument, until it is mended.</summary>
/// <param name="Kind">What.</param>
public sealed record LinkFault(LinkFaultKind Kind)
{
    /// <summary>Silent: what is sent to the instrument does not come to it either. Otherwise it hears and does what it is told.</summary>
    public bool Deaf { get; init; }

    /// <summary>Slow: bytes a second.</summary>
    public double BytesPerSecond { get; init; } = 20;

    /// <summary>Late: by how much. Split: between two pieces.</summary>
    public TimeSpan By { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Garbled: the share of bytes that are broken, above 0 and up to 1; of each answer one at least.</summary>
    public double Share { get; init; } = 0.2;

    /// <summary>Split: how many pieces.</summary>
    public int Pieces { get; init; } = 3;

    /// <summary>How many answers have it, after which it is mended; null for all.</summary>
    public int? Answers { get; init; }
}
