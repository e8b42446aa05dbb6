namespace LabActors.Actors.Results.Rows;

/// <summary>A conditional that tripped, with what it saw.</summary>
public sealed class TripRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the conditional.</summary>
    public required string Conditional { get; init; }

    /// <summary><c>truncation, termination, cancelation, action, modification ...</c></summary>
    public required string Kind { get; init; }

    /// <summary><c>system, queue, run, script</c>.</summary>
    public required string Level { get; init; }

    public required string File { get; init; }

    public required int Line { get; init; }

    public required string Test { get; init; }

    public required string Action { get; init; }

    /// <summary>The values that it was tested on: JSON object of names as the condition writes them.</summary>
    public required string Seen { get; init; }

    /// <summary><c>count, before extraction, before measurement, after the run</c>.</summary>
    public required string When { get; init; }

    /// <summary>0 outside of series.</summary>
    public required int Series { get; init; }

    /// <summary>The count before which it was tested; 0 outside of series.</summary>
    public required int Count { get; init; }

    /// <summary>True for the one of a round that acts: the most severe.</summary>
    public required bool Acts { get; init; }
}
