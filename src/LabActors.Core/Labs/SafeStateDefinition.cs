using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>What the line looks like when nobody looks after it.</summary>
/// <param name="Close">Valves to close, in this order.</param>
/// <param name="PumpOut">Valves to pumps that are opened once all of <paramref name="Close"/> are closed.</param>
public sealed record SafeStateDefinition(ImmutableArray<string> Close, ImmutableArray<string> PumpOut);
