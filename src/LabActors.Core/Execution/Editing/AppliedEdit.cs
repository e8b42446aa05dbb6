using System.Collections.Immutable;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Execution.Editing;

/// <summary>An edit that was done, with what it takes to undo it.</summary>
/// <param name="WaitingBefore">Order of the waiting rows before; empty when no row was moved or removed.</param>
/// <param name="Removed">The rows that it removed.</param>
/// <param name="Before">What the rows that it changed asked for.</param>
/// <param name="HeaderBefore">The header before; null when it was not changed.</param>
public sealed record AppliedEdit(
    QueueEdited Edit,
    ImmutableList<string> WaitingBefore,
    ImmutableArray<QueueRow> Removed,
    ImmutableArray<RunSpec> Before,
    ExperimentQueue? HeaderBefore,
    bool IsUndone = false)
{
    /// <summary>The rows that it added.</summary>
    public IEnumerable<string> Added => Edit.Added.SelectMany(block => block.Rows).Select(row => row.Row);

    /// <summary>The rows that it moved.</summary>
    public IEnumerable<string> Moved => Edit.Moved.SelectMany(block => block.Rows);

    /// <summary>The rows that it changed.</summary>
    public IEnumerable<string> Changed => Edit.Changed.Select(row => row.Row);
}
