using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Simulator;
using LabActors.Simulator.Wire;
using LabActors.Simulator.Wire.Carriers;
using LabActors.Simulator.Wire.Faults;

namespace LabActors.Node.Simulation.Serving;

/// <summary>
/// A simulated laboratory whose devices are reached from outside: every port of its definition is a pseudo-terminal or a socket of this computer. No address of the definition is ever opened.
/// It is kept in a data folder, as the one of a node is, and goes on from there.
/// </summary>
public sealed class ServedLaboratory : IAsyncDisposable
{
    private readonly SimulationStore _store;
    private readonly FaultBoard _board;
    private readonly ImmutableArray<IPortCarrier> _carriers;
    private readonly FaultScheduler _scheduler;
    private readonly ControlSocket _control;

    private ServedLaboratory(LabDefinition lab, SimulationStore store, FaultBoard board, ImmutableArray<IPortCarrier> carriers, FaultScheduler scheduler, SimulatorDesk desk)
    {
        (_store, _board, _carriers, _scheduler, Desk) = (store, board, carriers, scheduler, desk);
        _control = new ControlSocket(desk);
        Redirection = new PortRedirection(lab.Name, _control.Port, [.. carriers.Select(c => c.Where)]);
    }

    /// <summary>Where everything is.</summary>
    public PortRedirection Redirection { get; }

    /// <summary>Takes faults and tells the truth.</summary>
    public SimulatorDesk Desk { get; }

    /// <summary>Fails when a port cannot be served any more.</summary>
    public Task Failed => Task.WhenAny(_carriers.Select(c => c.Ended)).Unwrap();

    /// <summary>Begins to serve.</summary>
    /// <param name="lab">A laboratory with devices and a simulation.</param>
    /// <param name="data">Its data folder; made when it is not there.</param>
    /// <param name="seed">Of a laboratory that the data folder does not keep yet.</param>
    /// <param name="factor">Laboratory seconds a second; 1 for the clock of this computer.</param>
    /// <param name="plan">The faults that come by themselves, and those that can be typed by their names.</param>
    /// <param name="tell">Told what happens by itself, by several threads.</param>
    /// <exception cref="SimulationInUseException">A node, or another simulator, has this data folder.</exception>
    /// <exception cref="SimulationRefusalException">The laboratory's devices cannot be simulated.</exception>
    /// <exception cref="FaultsRefusedException">They cannot have the faults of the plan.</exception>
    /// <exception cref="IOException">A port is not to be had.</exception>
    public static async Task<ServedLaboratory> StartAsync(LabDefinition lab, string data, ulong seed, double factor, FaultPlan plan, Action<string> tell)
    {
        Directory.CreateDirectory(data);
        var store = SimulationStore.Open(data, tell);
        var carriers = new List<IPortCarrier>();
        try
        {
            var time = Time(store.Kept?.Instant, factor);
            var laboratory = store.Kept is { } kept
                ? SimulatedLaboratory.Restore(lab, lab.Simulation!, kept, time)
                : new SimulatedLaboratory(lab, lab.Simulation!, seed, time);
            laboratory.KeepBy(store.Keep);
            var instruments = WireInstruments.Of(lab, laboratory);
            ImmutableArray<InstrumentBus> buses = [.. lab.Ports.Select(p => new InstrumentBus(p, instruments.GetValueOrDefault(p.Name, [])))];
            var board = new FaultBoard(laboratory, buses, time);
            var links = Directory.CreateDirectory(Path.Combine(data, "ports")).FullName;
            foreach (var bus in buses)
                carriers.Add(Carrier(bus, Path.Combine(links, LinkName(bus.Port.Name, carriers.Count)), time));
            var scheduler = new FaultScheduler(plan, board, time, fault => tell($"fault: {fault}"));
            return new ServedLaboratory(lab, store, board, [.. carriers], scheduler, new SimulatorDesk(lab, laboratory, plan, board));
        }
        catch
        {
            foreach (var carrier in carriers)
                await carrier.DisposeAsync();
            store.Dispose();
            throw;
        }
    }

    /// <summary>The devices of a port.</summary>
    public ImmutableArray<string> DevicesOf(RedirectedPort port) => _board.Buses.First(b => b.Port.Name == port.Name).Devices;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        _scheduler.Dispose();
        _board.Dispose();
        foreach (var carrier in _carriers)
            await carrier.DisposeAsync();
        _store.Dispose();
    }

    // A laboratory that was left later than this computer's clock stands, since it ran faster, does not go back.
    private static TimeProvider Time(DateTimeOffset? left, double factor)
    {
        var wall = TimeProvider.System;
        var now = wall.GetUtcNow();
        return factor == 1 && !(left > now) ? wall : new ScaledTime(left > now ? left.Value : now, factor, wall);
    }

    private static IPortCarrier Carrier(InstrumentBus bus, string link, TimeProvider time) => bus.Port.Kind switch
    {
        PortKind.Serial => new PseudoTerminal(bus, link, time),
        PortKind.Tcp => new TcpCarrier(bus, time),
        PortKind.Udp => new UdpCarrier(bus, time),
        _ => throw new InvalidOperationException($"unknown port kind {bus.Port.Kind}"),
    };

    // Names of ports are free text, and two of them may differ in what a file's name cannot have.
    private static string LinkName(string port, int number) =>
        string.Concat(port.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')) is { Length: > 0 and < 60 } name ? $"{number + 1}-{name}" : $"{number + 1}";
}
