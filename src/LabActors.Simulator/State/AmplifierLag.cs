using System.Collections.Immutable;

namespace LabActors.Simulator.State;

/// <summary>What amplifiers show too much, by detector, fA; it fades from <paramref name="Since"/> on.</summary>
public sealed record AmplifierLag(DateTimeOffset Since, ImmutableSortedDictionary<string, double> Fa);
