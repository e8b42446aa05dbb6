using System.Collections.Immutable;
using LabActors.Core.Problems;
using LabActors.Core.Replay;

namespace LabActors.Console.Session;

/// <summary>A started laboratory, or why it was refused.</summary>
/// <param name="Session">Null when it was refused.</param>
/// <param name="Problems">Errors when refused; else warnings only.</param>
public sealed record LabStart(ILabSession? Session, ImmutableArray<Problem> Problems)
{
    /// <summary>What was journaled before of the experiment that is gone on with; empty when none is.</summary>
    public ImmutableArray<RecordedEvent> Before { get; init; } = [];
}
