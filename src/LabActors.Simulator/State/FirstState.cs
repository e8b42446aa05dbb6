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
        lab.Volumes.Select(v => v.Name).Concat(simulation.Instruments.Where(i => i.Walls is not null).Select(i => i.WallsName)).ToImmutableSortedDictionary(
            name => name,
            name => simulation.Tanks.Where(t => t.Volume == name).Aggregate(default(GasAmounts), (sum, t) => sum + t.Amounts),
            StringComparer.Ordinal),
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, ImmutableArray<double>>(StringComparer.Ordinal),
        lab.ExtractionDevices.ToImmutableSortedDictionary(d => d.Name, d => Device(d, now), StringComparer.Ordinal),
        lab.Instruments.ToImmutableSortedDictionary(i => i.Name, Spectrometer, StringComparer.Ordinal),
        lab.Cryostats.ToImmutableSortedDictionary(c => c.Name, _ => Cryostat(simulation, now), StringComparer.Ordinal))
    {
        Began = now,
    };

    public static SimulationState Continuing(LabDefinition lab, SimulationDefinition simulation, SimulationState kept, DateTimeOffset now)
    {
        var fresh = Of(lab, simulation, kept.Seed, now);
        var valves = lab.Valves.Select(v => v.Name).ToHashSet();

        // By how much the clock has been set back: everything that waits for an instant goes with it.
        var back = now < kept.Instant ? kept.Instant - now : TimeSpan.Zero;
        return fresh with
        {
            Instant = kept.Instant - back,
            Began = kept.Began == default ? kept.Instant - back : kept.Began - back,
            Sorbed = fresh.Sorbed.SetItems(kept.Sorbed),
            Volumes = Merge(fresh.Volumes, kept.Volumes, gas => gas),
            OpenValves = fresh.OpenValves.Union(kept.OpenValves.Where(valves.Contains)),
            Grains = fresh.Grains.SetItems(kept.Grains),
            Devices = Merge(fresh.Devices, kept.Devices, d => d with
            {
                PatternEnd = Earlier(d.PatternEnd, back),
                BusyUntil = Earlier(d.BusyUntil, back),
                Warming = d.Warming is { } warming ? warming with { Since = warming.Since - back } : null,
            }),
            Spectrometers = Merge(fresh.Spectrometers, kept.Spectrometers, s => s.Earlier(back)),
            Cryostats = Merge(fresh.Cryostats, kept.Cryostats, c => c with { Since = Earlier(c.Since, back) }),
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
        ImmutableSortedDictionary<string, T> kept,
        Func<T, T> carry) =>
        fresh.SetItems(kept.Where(k => fresh.ContainsKey(k.Key)).Select(k => KeyValuePair.Create(k.Key, carry(k.Value))));

    // An instant that was never set, or was set long before there was a clock, has nothing to go back from.
    private static DateTimeOffset Earlier(DateTimeOffset instant, TimeSpan back) =>
        instant - DateTimeOffset.MinValue > back ? instant - back : instant;

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
