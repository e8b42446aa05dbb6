using System.Collections.Concurrent;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;
using static LabActors.Actors.Devices.PortProtocol;

namespace LabActors.Node.Tests.Hardware;

/// <summary>Ports that actors own, on pseudo-terminals and sockets, by the numbers of the acceptance scenarios.</summary>
public sealed class BusScenarioTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ActorSystem _system = ActorSystem.Create("wires", "akka.loglevel = OFF, akka.stdout-loglevel = OFF, labactors.dispatchers.serial-port.type = PinnedDispatcher");
    private readonly ConcurrentQueue<LinkTrace> _traces = [];

    public async ValueTask DisposeAsync() => await _system.Terminate().WaitAsync(Patience);

    [Theory]
    [InlineData("bone_gauges", "IG")]
    [InlineData("spectrometer_gauge", "1")]
    public async Task Hardware_21_unplugged_in_the_middle_of_a_question_it_is_told_at_once_and_plugged_in_again_it_works(string device, string channel)
    {
        using var limit = new CancellationTokenSource(Patience);
        await using var bench = await WireBench.StartAsync([device], 8);
        using var inbox = Inbox.Create(_system);
        _system.EventStream.Subscribe(inbox.Receiver, typeof(LinkChanged));
        var gauge = WireBench.Driver<IGaugePort>(device, bench.Lab, Over(bench.Lab));
        var truth = bench.Instruments.TrueNumber(device, $"pressure {channel}");
        (await gauge.ReadPressure("IG", limit.Token)).Value.ShouldBeInRange(truth * 0.95, bench.Instruments.TrueNumber(device, $"pressure {channel}") * 1.05);
        (await StateAsync()).ShouldBe(LinkState.Up);

        // The question has come to the device, and its answer is on its way when the cable goes out.
        bench.Instruments.Fault(device, "late", ("seconds", 5), ("count", 1));
        var asked = gauge.ReadPressure("IG", limit.Token).AsTask();
        await bench.Instruments.FaultsAreUsedAsync(limit.Token);
        bench.Instruments.Fault(device, "link-down");
        (await Should.ThrowAsync<LinkException>(asked)).Reply.Outcome.ShouldBe(LinkOutcome.PortLost);
        (await StateAsync()).ShouldBe(LinkState.Lost);
        (await Should.ThrowAsync<LinkException>(async () => await gauge.ReadPressure("IG", limit.Token))).Reply.Outcome.ShouldBe(LinkOutcome.PortLost);

        bench.Instruments.Mend(device);
        (await StateAsync()).ShouldBe(LinkState.Untried);
        (await gauge.ReadPressure("IG", limit.Token)).Value.ShouldBeInRange(truth * 0.95, bench.Instruments.TrueNumber(device, $"pressure {channel}") * 1.05);
        (await StateAsync()).ShouldBe(LinkState.Up);

        async Task<LinkState> StateAsync() => ((LinkChanged)await inbox.ReceiveAsync(Patience)).State;
    }

    [Fact]
    public async Task Hardware_29_of_three_devices_on_a_bus_none_gets_the_answer_of_another_and_a_dead_one_costs_its_own_time()
    {
        using var limit = new CancellationTokenSource(Patience);
        await using var bench = await WireBench.StartAsync(
            ["bone_gauges", "turbo_gauges", "spectrometer_gauge"],
            0.8,
            ("driver: mks-937, port: spectrometer gauge", "driver: micro-ion, port: gauge bus, address: '03'"),
            ("name: IG, channel: '1', volume: spectrometer", "name: IG, channel: IG, volume: spectrometer"));
        var link = Over(bench.Lab);
        bench.Instruments.Fault("bone_gauges", "out-of-range", ("part", "IG"), ("value", 1.11e-3));
        bench.Instruments.Fault("turbo_gauges", "out-of-range", ("part", "IG"), ("value", 2.22e-5));
        bench.Instruments.Fault("spectrometer_gauge", "silent");

        await ReadAsync("bone_gauges");
        var dead = WireBench.Driver<IGaugePort>("spectrometer_gauge", bench.Lab, link).ReadPressure("IG", limit.Token).AsTask();
        var alive = await Task.WhenAll(ReadAsync("bone_gauges"), ReadAsync("turbo_gauges"));
        alive[0].ShouldAllBe(p => p == 1.11e-3);
        alive[1].ShouldAllBe(p => p == 2.22e-5);
        await Should.ThrowAsync<TimeoutException>(dead);

        // It was asked twice, and left alone in between, while the others were asked.
        var order = _traces.Select(t => (t.Device, t.Attempts, t.Outcome)).ToList();
        var (first, second) = (order.IndexOf(("spectrometer_gauge", 1, LinkOutcome.TimedOut)), order.IndexOf(("spectrometer_gauge", 2, LinkOutcome.TimedOut)));
        order.Count(t => t.Device == "spectrometer_gauge").ShouldBe(2);
        (second - first).ShouldBeGreaterThan(1);

        bench.Instruments.Mend("spectrometer_gauge");
        (await WireBench.Driver<IGaugePort>("spectrometer_gauge", bench.Lab, link).ReadPressure("IG", limit.Token)).Quality.ShouldBe(Quality.Good);

        async Task<double[]> ReadAsync(string device)
        {
            var gauge = WireBench.Driver<IGaugePort>(device, bench.Lab, link);
            var read = new List<double>();
            for (var i = 0; i < 10; i++)
                read.Add((await gauge.ReadPressure("IG", limit.Token)).Value);
            return [.. read];
        }
    }

    // Each port has one owner, whoever asks.
    private Func<DeviceDefinition, ILink> Over(LabDefinition lab)
    {
        var options = PortOptions.Default with { ShortestBackOff = TimeSpan.FromMilliseconds(50), LongestBackOff = TimeSpan.FromMilliseconds(100) };
        var owners = lab.Ports.ToDictionary(p => p.Name, p => _system.ActorOf(PortActor.Props(p, () => PortTransport.Of(p), options, TimeProvider.System, _traces.Enqueue)));
        return device => new PortLink(owners[device.Port], device.Name, simulated: true, TimeProvider.System);
    }
}
