using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
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
        Lab = served.Redirection.Apply(lab);
        _reader = new PortReader(Lab, TimeProvider.System, _traces.Enqueue);
    }

    /// <summary>Its ports lead to the simulator.</summary>
    public LabDefinition Lab { get; }

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
        var path = Path.Combine(SourceTree.Root, "examples", "wired-lab", "lab.yaml");
        var text = File.ReadAllText(path);
        foreach (var (from, to) in changes.Append(("noise: 0.01, floor_mbar: 1.0e-11", "noise: 0, floor_mbar: 1.0e-9")))
        {
            text.ShouldContain(from);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        var read = LabFile.Read(text, path);
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

    /// <summary>Something goes wrong.</summary>
    public void Fault(string device, string kind, params (string Key, JsonNode Value)[] more)
    {
        var fault = new JsonObject { ["device"] = device, ["kind"] = kind };
        foreach (var (key, value) in more)
            fault[key] = value;
        Do("fault", fault);
    }

    /// <summary>Nothing of a device is wrong any more.</summary>
    public void Mend(string device) => Do("mend", new JsonObject { ["device"] = device });

    /// <summary>Waits until nothing is wrong any more: what had so many answers has had them.</summary>
    public async Task FaultsAreUsedAsync(CancellationToken limit)
    {
        while (Do("faults", [])["faults"]!.AsArray().Count > 0)
            await Task.Delay(5, limit);
    }

    /// <summary>What is really so.</summary>
    public string Truth(string device, string fact) => Do("truth", new JsonObject { ["device"] = device })["truth"]![fact].ShouldNotBeNull().ToString();

    /// <summary>A number that is really so.</summary>
    public double TrueNumber(string device, string fact) => double.Parse(Truth(device, fact), CultureInfo.InvariantCulture);

    private JsonObject Do(string what, JsonObject about)
    {
        var answer = _served.Desk.Do(new JsonObject { [what] = about });
        answer["ok"]!.GetValue<bool>().ShouldBeTrue(answer.ToJsonString());
        return answer;
    }

    /// <summary>Waits for a wire on a thread of its own, as the actor of a port does: the simulator at the other end needs those of the pool.</summary>
    private sealed class OwnThread(ILink link) : ILink
    {
        public bool Simulated => link.Simulated;

        public async ValueTask<LinkReply> Exchange(Transaction transaction, CancellationToken cancellation) =>
            await await Task.Factory.StartNew(() => link.Exchange(transaction, cancellation).AsTask(), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public ValueTask<ImmutableArray<DeviceEvent>> TakeEvents(CancellationToken cancellation) => link.TakeEvents(cancellation);
    }
}
