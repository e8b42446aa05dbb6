namespace LabActors.Actors.Results.Rows;

/// <summary>A shot of a pipette.</summary>
public sealed class ShotRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Pipette { get; init; }

    /// <summary>Shots that the pipette had ever given, this one included; null where nobody counts them.</summary>
    public required int? Count { get; init; }

    public required bool Blank { get; init; }

    public required bool Simulated { get; init; }
}
