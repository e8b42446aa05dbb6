using System.Collections.Immutable;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.State;

/// <summary>
/// The hidden truth of a simulated laboratory at its last event; everything later follows from it in closed form. Plain
/// data that System.Text.Json writes and reads back to the last bit.
/// </summary>
/// <param name="Seed">Seed of all noise and of the sizes of grains.</param>
/// <param name="Instant">Instant of the last event that concerns the gas.</param>
/// <param name="Volumes">Gas by volume at that instant, before volumes that have just been joined have mixed.</param>
/// <param name="OpenValves">Valves that are open from that instant on.</param>
/// <param name="Grains">Fraction left in each diffusion domain by <c>device/position</c>; a grain never heated is absent.</param>
/// <param name="Devices">Extraction devices by name.</param>
/// <param name="Spectrometers">Mass spectrometers by name.</param>
/// <param name="Cryostats">Cold traps by name.</param>
public sealed record SimulationState(
    ulong Seed,
    DateTimeOffset Instant,
    ImmutableSortedDictionary<string, GasAmounts> Volumes,
    ImmutableSortedSet<string> OpenValves,
    ImmutableSortedDictionary<string, ImmutableArray<double>> Grains,
    ImmutableSortedDictionary<string, DeviceState> Devices,
    ImmutableSortedDictionary<string, SpectrometerState> Spectrometers,
    ImmutableSortedDictionary<string, CryostatState> Cryostats)
{
    /// <summary>When the simulation began: what drifts is counted from here.</summary>
    public DateTimeOffset Began { get; init; }

    /// <summary>Gas that getters with a capacity (<c>getter NAME</c>) and cold traps (<c>trap NAME</c>) hold; one that never took any is absent.</summary>
    public ImmutableSortedDictionary<string, GasAmounts> Sorbed { get; init; } =
        ImmutableSortedDictionary.Create<string, GasAmounts>(StringComparer.Ordinal);
}
