namespace LabActors.Actors.Results.Rows;

/// <summary>A picture or film that a script asked for.</summary>
public sealed class MediaRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary><c>snapshot, video, grain_polygon</c>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Empty when none was taken.</summary>
    public required string File { get; init; }

    /// <summary>Why none was taken.</summary>
    public required string Reason { get; init; }
}
