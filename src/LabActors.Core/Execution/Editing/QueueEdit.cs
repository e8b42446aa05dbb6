using System.Collections.Immutable;
using LabActors.Core.Runs;

namespace LabActors.Core.Execution.Editing;

/// <summary>
/// What somebody wants changed in a queue that runs. Rows are named by their ids; where an edit builds on what a row asks for, also by the
/// version that its author saw.
/// </summary>
public abstract record QueueEdit
{
    private QueueEdit()
    {
    }

    /// <summary>New rows.</summary>
    public sealed record Add(ImmutableArray<RunSpec> Rows, RowPlace Place) : QueueEdit;

    /// <summary>New rows as a queue file has them: a line of column names, then one line a row, tab separated.</summary>
    public sealed record AddText(string Rows, RowPlace Place) : QueueEdit;

    /// <summary>Rows are taken out of the queue.</summary>
    public sealed record Remove(ImmutableArray<RowVersion> Rows) : QueueEdit;

    /// <summary>Rows, in the order given, go to another place. Needs no version: only the removal or start of a row is in its way.</summary>
    public sealed record Move(ImmutableArray<string> Rows, RowPlace Place) : QueueEdit;

    /// <summary>Cells of rows, by the names of their columns, as a queue file has them.</summary>
    public sealed record Change(ImmutableArray<RowVersion> Rows, ImmutableDictionary<string, string> Cells) : QueueEdit;

    /// <summary>Rows are to be passed over, or not.</summary>
    public sealed record Skip(ImmutableArray<RowVersion> Rows, bool IsSkipped) : QueueEdit;

    /// <summary>The queue ends after a row, or does not. At most one row has this: setting it takes it from the others.</summary>
    public sealed record EndAfter(RowVersion Row, bool Ends) : QueueEdit;

    /// <summary>A new row like another one, whatever became of that: next of all, or at the end. An ended run comes back in no other way.</summary>
    public sealed record Repeat(string Row, bool AtEnd) : QueueEdit;

    /// <summary>Values of the header, by their keys, as a queue file has them.</summary>
    /// <param name="Version">The header's version that the author saw.</param>
    public sealed record Header(int Version, ImmutableDictionary<string, string> Values) : QueueEdit;
}
