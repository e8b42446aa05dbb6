using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Core.Recovery;
using LabActors.Devices.Ports;

namespace LabActors.Node.Recovery;

/// <summary>Reads valves, extraction devices and spectrometers of a laboratory through their ports, and commands nothing.</summary>
internal static class LabReader
{
    public static async Task<LabReadback> ReadAsync(LabDefinition lab, LabPorts ports, CancellationToken stop)
    {
        var unread = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var valves = ImmutableSortedDictionary.CreateBuilder<string, ValveStand>(StringComparer.Ordinal);
        var boxes = ports.Valves.ToImmutableDictionary(b => b.Key, b => b.Value());
        foreach (var valve in lab.Valves.Where(v => v.IsDriven && boxes.ContainsKey(LabPorts.StateBoxOf(v))))
        {
            var read = ImmutableArray.CreateBuilder<ValveStand>();
            foreach (var address in ValveWiring.ReadAddresses(valve))
            {
                if (await Try($"valve {valve.Name}", () => boxes[LabPorts.StateBoxOf(valve)].ReadState(address, stop)) is { } reading)
                    read.Add(StandOf(reading.Value));
            }

            if (read.Count == ValveWiring.ReadAddresses(valve).Length)
                valves[valve.Name] = ValveWiring.Stand(valve, read.ToImmutable());
        }

        var devices = ImmutableSortedDictionary.CreateBuilder<string, DeviceReadback>(StringComparer.Ordinal);
        foreach (var (name, open) in ports.ExtractionDevices)
        {
            if (await Try(name, () => open().ReadStatus(stop)) is { } reading)
                devices[name] = new DeviceReadback(reading.Value.Enabled, reading.Value.Output, reading.Value.Units, reading.Value.Position, reading.Simulated);
        }

        var spectrometers = ImmutableSortedDictionary.CreateBuilder<string, SpectrometerReadback>(StringComparer.Ordinal);
        foreach (var (name, open) in ports.Spectrometers)
        {
            if (lab.FindInstrument(name) is not { } instrument || await Try(name, () => open().ReadMagnet(stop)) is not { } magnet)
                continue;
            var (deflections, source) = (ImmutableDictionary.CreateBuilder<string, double>(), ImmutableDictionary.CreateBuilder<string, double>());
            foreach (var detector in instrument.Detectors)
            {
                if (await Try($"{name}, deflection of {detector.Name}", () => open().ReadDeflection(detector.Name, stop)) is { } reading)
                    deflections[detector.Name] = reading.Value;
            }

            foreach (var parameter in instrument.Source)
            {
                if (await Try($"{name}, {parameter.Name}", () => open().ReadParameter(parameter.Name, stop)) is { } reading)
                    source[parameter.Name] = reading.Value;
            }

            spectrometers[name] = new SpectrometerReadback(magnet.Value, deflections.ToImmutable(), source.ToImmutable(), magnet.Simulated);
        }

        return new LabReadback(valves.ToImmutable(), devices.ToImmutable(), spectrometers.ToImmutable(), unread.ToImmutable());

        static ValveStand StandOf(ValveState state) => state switch
        {
            ValveState.Open => ValveStand.Open,
            ValveState.Closed => ValveStand.Closed,
            ValveState.Moving => ValveStand.Moving,
            ValveState.Fault => ValveStand.Fault,
            _ => ValveStand.Unknown,
        };

        async Task<Reading<T>?> Try<T>(string what, Func<ValueTask<Reading<T>>> read)
        {
            try
            {
                var reading = await read();
                if (reading.Quality == Quality.Good)
                    return reading;
                unread[what] = $"its value is {reading.Quality.ToString().ToLowerInvariant()}";
            }
            catch (Exception failure) when (failure is IOException or DeviceRefusedException or TimeoutException)
            {
                unread[what] = failure.Message;
            }

            return null;
        }
    }
}
