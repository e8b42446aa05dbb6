using System.Collections.Immutable;

namespace LabActors.Core.Labs.Faults;

/// <summary>The faults that a simulated laboratory is to have.</summary>
/// <param name="Path">The file that says so; empty for none.</param>
/// <param name="Faults">In the order of the file.</param>
public sealed record FaultPlan(string Path, ImmutableArray<PlannedFault> Faults)
{
    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new("", []);

    /// <summary>A fault by its name; null when none has it.</summary>
    public PlannedFault? Find(string name) => Faults.FirstOrDefault(f => f.Name.Length > 0 && f.Name == name);
}
