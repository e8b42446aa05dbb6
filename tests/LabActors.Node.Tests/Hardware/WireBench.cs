using System.Collections.Concurrent;
using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Devices.Drivers;
using LabActors.Devices.Transports;
using LabActors.Node.Hardware;
using LabActors.Node.Simulation.Serving;

namespace LabActors.Node.Tests.Hardware;

/// <summary>Some devices of the wired example, on pseudo-terminals and sockets of this computer, and drivers that reach them as they reach real ones.</summary>
internal sealed class WireBench : IAsyncDisposable
{
    private readonly string _data;
    private readonly ServedLaboratory _served;
    private readonly PortReader _reader;
    private readonly ConcurrentQueue<LinkTrace> _traces = [];

    private WireBench(LabDefinition lab, string data, ServedLaboratory served)
    {
        (_data, _served) = (data, served);
        Instruments = new ServedInstruments(served.Desk);
        Lab = served.Redirection.Apply(lab);
        _reader = new PortReader(Lab, TimeProvider.System, _traces.Enqueue);
    }

    /// <summary>Its ports lead to the simulator.</summary>
    public LabDefinition Lab { get; }

    /// <summary>What is done to the instruments, and known of them.</summary>
    public ServedInstruments Instruments { get; }

    /// <summary>The last transaction.</summary>
    public LinkTrace Last => _traces.Last();

    /// <summary>All transactions.</summary>
    public IReadOnlyCollection<LinkTrace> Traces => _traces;

    /// <summary>Begins to serve.</summary>
    /// <param name="devices">Those of the example that are there.</param>
    /// <param name="timeout">How long an answer may take, s.</param>
    /// <param name="changes">What else its file says.</param>
    public static async Task<WireBench> StartAsync(string[] devices, double timeout, params (string From, string To)[] changes)
    {
        var read = LabFile.Read(WiredLaboratory.With(changes), WiredLaboratory.Path);
        var lab = read.Lab.ShouldNotBeNull(string.Join("\n", read.Problems));
        var kept = lab.Devices.Where(d => devices.Contains(d.Name)).Select(d => d with { Timeout = TimeSpan.FromSeconds(timeout) }).ToArray();
        lab = lab with { Devices = [.. kept], Ports = [.. lab.Ports.Where(p => kept.Any(d => d.Port == p.Name))] };
        var data = Directory.CreateTempSubdirectory("labactors-").FullName;
        return new WireBench(lab, data, await ServedLaboratory.StartAsync(lab, data, 1, 1, FaultPlan.None, _ => { }));
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _served.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>A device's driver over the port that the bench has opened.</summary>
    public T Driver<T>(string device) => Driver<T>(device, Lab, Link);

    /// <summary>A device's driver as another file or another owner of the port has it.</summary>
    public static T Driver<T>(string device, LabDefinition lab, Func<DeviceDefinition, ILink> link) => (T)WiredPorts.Driver(lab, device, link, TimeProvider.System);

    /// <summary>The way to a device over the port that the bench has opened.</summary>
    public ILink Link(DeviceDefinition device) => new OwnThread(_reader.Link(device));

    /// <summary>Waits for a wire on a thread of its own, as the actor of a port does: the simulator at the other end needs those of the pool.</summary>
    private sealed class OwnThread(ILink link) : ILink
    {
        public bool Simulated => link.Simulated;

        public async ValueTask<LinkReply> Exchange(Transaction transaction, CancellationToken cancellation) =>
            await await Task.Factory.StartNew(() => link.Exchange(transaction, cancellation).AsTask(), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public ValueTask<ImmutableArray<DeviceEvent>> TakeEvents(CancellationToken cancellation) => link.TakeEvents(cancellation);
    }
}
