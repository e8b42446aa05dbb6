using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Leases;

/// <summary>A named resource of scripts.</summary>
/// <param name="Value">0 is clear.</param>
/// <param name="AcquiredBy">Who took it with <c>acquire</c> and has not released it; null when the value was merely set.</param>
public sealed record NamedResource(double Value, LeaseHolder? AcquiredBy)
{
    /// <summary>What a resource is that nobody ever set.</summary>
    public static NamedResource Clear { get; } = new(0, null);
}
