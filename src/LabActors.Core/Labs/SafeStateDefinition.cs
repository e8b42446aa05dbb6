using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>What the line looks like when nobody looks after it.</summary>
/// <param name="Close">Valves to close, in this order.</param>
/// <param name="PumpOut">Valves to pumps that are opened once all of <paramref name="Close"/> are closed.</param>
/// <param name="Script">Extraction script of the laboratory's own that is run after the built-in steps; empty for none.</param>
public sealed record SafeStateDefinition(ImmutableArray<string> Close, ImmutableArray<string> PumpOut, string Script = "");
