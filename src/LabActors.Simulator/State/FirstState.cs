using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.State;

/// <summary>How a laboratory stands when the simulation begins, and how it goes on from a snapshot.</summary>
internal static class FirstState
{
    public static SimulationState Of(LabDefinition lab, SimulationDefinition simulation, ulong seed, DateTimeOffset now) => new(
        seed,
        now,
        lab.Volumes.ToImmutableSortedDictionary(
            v => v.Name,
            v => simulation.Tanks.Where(t => t.Volume == v.Name).Aggregate(default(GasAmounts), (sum, t) => sum + t.Amounts),
            StringComparer.Ordinal),
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, ImmutableArray<double>>(StringComparer.Ordinal),
        lab.ExtractionDevices.ToImmutableSortedDictionary(d => d.Name, d => Device(d, now), StringComparer.Ordinal),
        lab.Instruments.ToImmutableSortedDictionary(i => i.Name, Spectrometer, StringComparer.Ordinal),
        lab.Cryostats.ToImmutableSortedDictionary(c => c.Name, _ => Cryostat(simulation, now), StringComparer.Ordinal));

    public static SimulationState Continuing(LabDefinition lab, SimulationDefinition simulation, SimulationState kept, DateTimeOffset now)
    {
        var fresh = Of(lab, simulation, kept.Seed, now);
        var valves = lab.Valves.Select(v => v.Name).ToHashSet();
        return fresh with
        {
            Instant = now < kept.Instant ? now : kept.Instant,
            Volumes = Merge(fresh.Volumes, kept.Volumes),
            OpenValves = fresh.OpenValves.Union(kept.OpenValves.Where(valves.Contains)),
            Grains = fresh.Grains.SetItems(kept.Grains),
            Devices = Merge(fresh.Devices, kept.Devices),
            Spectrometers = Merge(fresh.Spectrometers, kept.Spectrometers),
            Cryostats = Merge(fresh.Cryostats, kept.Cryostats),
        };
    }

    /// <summary>A laboratory one of whose instruments has lost its power and has it again.</summary>
    public static SimulationState WithoutPower(LabDefinition lab, SimulationDefinition simulation, SimulationState state, string instrument, DateTimeOffset now)
    {
        if (instrument == SimulatedLaboratory.ValveBox)
            return state with { OpenValves = state.OpenValves.Clear() };
        if (lab.Instruments.FirstOrDefault(i => i.Name == instrument) is { } spectrometer)
            return state with { Spectrometers = state.Spectrometers.SetItem(instrument, Spectrometer(spectrometer)) };
        if (state.Cryostats.TryGetValue(instrument, out var cryostat))
            return state with { Cryostats = state.Cryostats.SetItem(instrument, Cryostat(simulation, now) with { From = cryostat.At(now) }) };
        var device = state.Devices[instrument];
        return state with
        {
            Devices = state.Devices.SetItem(instrument, device with { Enabled = false, Output = 0, Pattern = "", PatternEnd = now, BusyUntil = now, Light = 0 }),
        };
    }

    private static ImmutableSortedDictionary<string, T> Merge<T>(
        ImmutableSortedDictionary<string, T> fresh,
        ImmutableSortedDictionary<string, T> kept) =>
        fresh.SetItems(kept.Where(k => fresh.ContainsKey(k.Key)));

    private static DeviceState Device(ExtractionDeviceDefinition device, DateTimeOffset now) => new(
        false,
        0,
        device.Units.FirstOrDefault()?.Name ?? "",
        "",
        "",
        "",
        "",
        now,
        now,
        0,
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal));

    private static SpectrometerState Spectrometer(InstrumentDefinition instrument) => new(
        instrument.DefaultIntegrationTime,
        instrument.Magnet.Table.FirstOrDefault(p => p.Isotope == instrument.AxialIsotope && p.Detector == instrument.AxialDetector)?.Dac ?? 0,
        false,
        instrument.Detectors.ToImmutableSortedDictionary(d => d.Name, d => d.Deflection, StringComparer.Ordinal),
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal),
        instrument.Source.ToImmutableSortedDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));

    private static CryostatState Cryostat(SimulationDefinition simulation, DateTimeOffset now) =>
        new(simulation.TemperatureKelvin, simulation.TemperatureKelvin, now);
}
