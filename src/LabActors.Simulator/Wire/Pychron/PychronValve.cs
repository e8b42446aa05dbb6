using System.Collections.Immutable;

namespace LabActors.Simulator.Wire.Pychron;

/// <summary>A valve of a valve server.</summary>
/// <param name="Name">At the server.</param>
/// <param name="Valve">In the laboratory.</param>
/// <param name="Manual">Moved by hand; the server only keeps what it is told.</param>
/// <param name="Interlocks">Names at the server of those that must be closed.</param>
/// <param name="PositiveInterlocks">Names at the server of those that must be open.</param>
public sealed record PychronValve(string Name, string Valve, bool Manual, ImmutableArray<string> Interlocks, ImmutableArray<string> PositiveInterlocks);
