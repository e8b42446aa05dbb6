namespace LabActors.Actors.Results.Rows;

/// <summary>A line of the run's log.</summary>
public sealed class LogRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Level { get; init; }

    public required string Text { get; init; }
}
