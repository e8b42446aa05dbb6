namespace LabActors.Actors.Results.Rows;

/// <summary>How far the journal has been projected.</summary>
public sealed class ProjectionRow
{
    /// <summary>The projection's name.</summary>
    public required string Name { get; init; }

    /// <summary>The journal's <c>ordering</c> of the newest event that has been projected.</summary>
    public required long Ordering { get; set; }
}
