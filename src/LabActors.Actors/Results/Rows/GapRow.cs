namespace LabActors.Actors.Results.Rows;

/// <summary>A time in which a device did not answer.</summary>
public sealed class GapRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Device { get; init; }

    public required string Command { get; init; }

    public required string Reason { get; init; }

    /// <summary>s; null when it never came back.</summary>
    public required double? EndedAfterSeconds { get; init; }
}
