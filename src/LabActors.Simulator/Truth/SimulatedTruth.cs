using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Truth;

/// <summary>
/// Everything that a simulated laboratory hides at an instant: what instruments would have to say if they were perfect, and what no instrument says. For
/// tests and people who compare what is believed with what is so.
/// </summary>
/// <param name="Instant">When.</param>
/// <param name="Seed">Of all noise.</param>
/// <param name="Volumes">By name.</param>
/// <param name="Held">Gas that is in no volume, mol: in walls of sources, getters with a capacity, cold traps.</param>
/// <param name="Valves">True: open, whatever an indicator says.</param>
/// <param name="Spectrometers">By name.</param>
/// <param name="ExtractionDevices">By name.</param>
/// <param name="CryostatsKelvin">Temperatures, K.</param>
/// <param name="Samples">In the order of the laboratory's file.</param>
public sealed record SimulatedTruth(
    DateTimeOffset Instant,
    ulong Seed,
    ImmutableSortedDictionary<string, TrueVolume> Volumes,
    ImmutableSortedDictionary<string, GasAmounts> Held,
    ImmutableSortedDictionary<string, bool> Valves,
    ImmutableSortedDictionary<string, TrueSpectrometer> Spectrometers,
    ImmutableSortedDictionary<string, TrueExtractionDevice> ExtractionDevices,
    ImmutableSortedDictionary<string, double> CryostatsKelvin,
    ImmutableArray<TrueSample> Samples)
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>As JSON; amounts in mol, to the last digit.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Written);
}
