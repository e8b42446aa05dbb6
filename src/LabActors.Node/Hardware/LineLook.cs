using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Devices.Ports;
using LabActors.Node.Recovery;

namespace LabActors.Node.Hardware;

/// <summary>How the valves of a laboratory stand, looked at while no node runs: ports are opened, valves are read, nothing is commanded, and ports are closed.</summary>
/// <param name="State">As read; a valve that could not be read is unknown, and one that is moved by hand too, since only a node's journal has what was said of it.</param>
/// <param name="Unread">What could not be read, and why.</param>
public sealed record LineLook(LineState State, ImmutableSortedDictionary<string, string> Unread)
{
    /// <summary>Looks at a laboratory that has devices.</summary>
    public static async Task<LineLook> ReadAsync(LabDefinition lab, TimeProvider time, CancellationToken stop)
    {
        using var reader = new PortReader(lab, time, _ => { });
        var valvesOnly = reader.Ports with
        {
            ExtractionDevices = ImmutableDictionary<string, Func<IExtractionDevicePort>>.Empty,
            Spectrometers = ImmutableDictionary<string, Func<ISpectrometerPort>>.Empty,
        };
        var read = await LabReader.ReadAsync(lab, valvesOnly, stop);
        var (now, simulated) = (time.GetUtcNow(), LabPorts.AnyValve(lab, reader.Ports.Simulated));
        var state = read.Valves.Aggregate(LineState.Empty, (line, valve) =>
            line.Apply(new Core.Journal.Events.LineEvents.ValveObserved(now, valve.Key, valve.Value.Word(), "read now, without a node", simulated)));
        return new LineLook(state, read.Unread);
    }
}
