namespace LabActors.Actors.Results.Rows;

/// <summary>A value of the laboratory's surroundings.</summary>
public sealed class EnvironmentRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    /// <summary><c>start</c> or <c>save</c>.</summary>
    public required string When { get; init; }

    public required string Name { get; init; }

    /// <summary><c>temperature, humidity, pneumatic, contact</c>.</summary>
    public required string Kind { get; init; }

    public required string Device { get; init; }

    public required string Title { get; init; }

    /// <summary>Null when the sensor gave none.</summary>
    public required double? Value { get; init; }

    public required string Units { get; init; }

    /// <summary><c>good, stale, missing, fault</c>.</summary>
    public required string Quality { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    public required bool Simulated { get; init; }
}
