namespace LabActors.Core.Execution.Editing;

/// <summary>A place among the rows that wait.</summary>
/// <param name="After">The row before it: one that has started, or an empty id, means the first place; null the last.</param>
public sealed record RowPlace(string? After)
{
    /// <summary>Next of all.</summary>
    public static RowPlace First { get; } = new("");

    /// <summary>Behind all.</summary>
    public static RowPlace Last { get; } = new((string?)null);
}
