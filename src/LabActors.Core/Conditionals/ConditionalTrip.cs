using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>A conditional that has tripped, and the values by which it did.</summary>
public sealed record ConditionalTrip(Conditional Conditional, ImmutableArray<ValueSeen> Seen);
