namespace LabActors.Actors.Results.Rows;

/// <summary>A position that the extraction device reached.</summary>
public sealed class PositionRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>As the script named it.</summary>
    public required string Position { get; init; }

    /// <summary>mm; null where only the hole is known.</summary>
    public required double? X { get; init; }

    public required double? Y { get; init; }

    public required double? Z { get; init; }

    public required bool IsDegas { get; init; }

    public required bool Simulated { get; init; }
}
