namespace LabActors.Actors.Results.Rows;

/// <summary>A quantity of the extraction over time.</summary>
public sealed class TraceRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    /// <summary><c>requested, output, temperature, cryo</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The cold trap; empty for the extraction device.</summary>
    public required string Name { get; init; }

    public required string Units { get; init; }

    /// <summary>For each sample 16 bytes, little-endian: seconds since the run began and value, float64.</summary>
    public required byte[] Points { get; init; }
}
