using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Conditionals;

/// <summary>The conditionals of a file, each with its id, and everything that is wrong with it.</summary>
public sealed record ConditionalFileResult(ImmutableArray<Conditional> Conditionals, ImmutableArray<Problem> Problems)
{
    /// <summary>True when the file can be used.</summary>
    public bool IsUsable => !Problems.Any(p => p.IsError);
}
