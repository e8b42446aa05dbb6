using System.Collections.Immutable;

namespace LabActors.Devices.Ports;

/// <summary>What a laser's board says of itself.</summary>
/// <param name="Enabled">Output is allowed; null where the board does not tell.</param>
/// <param name="Interlocks">Those that are open, in the board's words: external, emergency stop, coolant flow. None when all are closed.</param>
/// <param name="Power">Internal power reading, percent of full scale; null where there is none.</param>
public sealed record LaserStatus(bool? Enabled, ImmutableArray<string> Interlocks, double? Power);
