namespace LabActors.Actors.Results.Rows;

/// <summary>A conditional that was in force when the run ended.</summary>
public sealed class ConditionalRow
{
    public required string Uuid { get; init; }

    /// <summary>Place in the order in which they are tested.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Its id: the same for the same words in every run.</summary>
    public required string Conditional { get; init; }

    /// <summary><c>truncation, termination, cancelation, action, modification ...</c></summary>
    public required string Kind { get; init; }

    /// <summary><c>system, queue, run, script</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Empty for the text of a row.</summary>
    public required string File { get; init; }

    /// <summary>1-based; 0 when there is none.</summary>
    public required int Line { get; init; }

    public required string Test { get; init; }

    public required int Start { get; init; }

    public required int Frequency { get; init; }

    public required int Trips { get; init; }

    /// <summary>Empty when its kind says it all.</summary>
    public required string Action { get; init; }
}
