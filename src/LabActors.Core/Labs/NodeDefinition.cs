using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>A computer of the laboratory that runs a node, and the hardware whose cables go to it.</summary>
/// <param name="Name">As <c>--node</c>, certificates and journals have it.</param>
/// <param name="Host">Address or name at which the other nodes reach it.</param>
/// <param name="Port">TCP port at which the other nodes reach it; consoles have one of their own.</param>
/// <param name="Voter">Whether it has a say in what becomes of a divided laboratory.</param>
/// <param name="Instruments">The mass spectrometers that it drives.</param>
/// <param name="Sections">The sections of the line whose valves it operates.</param>
/// <param name="Devices">Extraction devices, cold traps, controllers of gauges and devices of sensors that are connected to it: those that the file names, and those that stand on its sections and no node names.</param>
public sealed record NodeDefinition(
    string Name,
    string Host,
    int Port,
    bool Voter,
    ImmutableArray<string> Instruments,
    ImmutableArray<string> Sections,
    ImmutableArray<string> Devices)
{
    /// <summary>The port where the file says none.</summary>
    public const int DefaultPort = 4040;
}
