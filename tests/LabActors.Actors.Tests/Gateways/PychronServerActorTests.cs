using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Gateways;
using LabActors.Actors.Instruments;
using LabActors.Actors.Leases;
using LabActors.Actors.Lines;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Pychron;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Tests.Gateways;

public sealed class PychronServerActorTests
{
    private static readonly LabDefinition Lab = new()
    {
        Name = "test",
        Sections = [new SectionDefinition("bone", "")],
        Valves = [Valve("C"), Valve("D"), Valve("W", "X"), Valve("X", "W"), Valve("T", kind: ValveKind.Manual)],
        Gauges = [new GaugeDefinition("ion", "IG", "bone", PressureUnit.Torr, [])],
        Resources = [new ResourceDefinition("PipetteFlag")],
        ExtractionDevices = [new ExtractionDeviceDefinition("CO2", [], ExtractionDeviceKind.Laser, "bone", "bone", [], [], [], [], [], false, false)],
    };

    [Fact]
    public async Task A_client_of_Pychron_moves_reads_locks_and_counts_valves()
    {
        await using var bench = await Bench.Start();
        (await bench.Ask("Open C\r\n")).ShouldBe("OK");
        (await bench.Ask("Open C")).ShouldBe("ok");
        (await bench.Ask("GetIndicatorState C\r\n")).ShouldBe("True");
        (await bench.Ask("{\"command\": \"Close\", \"value\": \"C\"}")).ShouldBe("OK");
        (await bench.Ask("GetValveState C\r\n")).ShouldBe("False");
        (await bench.Ask("Open X\r\n")).ShouldBe("OK");
        (await bench.Ask("Open W\r\n")).ShouldStartWith("ERROR 015 : ");
        (await bench.Ask("Open Z\r\n")).ShouldStartWith("ERROR 004 : ");
        (await bench.Ask("GetIndicatorState Z\r\n")).ShouldStartWith("ERROR 005 : ");
        (await bench.Ask("Open T\r\n")).ShouldBe("OK");
        PychronWord.Read(await bench.Ask("GetStateWord\r\n"), out _)!.Items.ShouldBe([("C", false), ("D", false), ("W", false), ("X", true), ("T", true)]);
        (await bench.Ask("GetStateChecksum C,X,T\r\n")).ShouldBe(PychronStateChecksum.Of([new("C", false, false), new("X", true, false), new("T", true, false, true)]));
        PychronWord.WithoutCheck(await bench.Ask("GetValveOwners\r\n"), out _).ShouldBe("C,D,W,X,T");
        (await bench.Ask("GetPressure ion,IG\r\n")).ShouldBe("2");
        (await bench.Ask("GetPressure ion,XX\r\n")).ShouldStartWith("ERROR 016 : ");
        (await bench.Ask("GetPipetteCounts\r\n")).ShouldBe("[]");
    }

    [Fact]
    public async Task A_lock_is_a_refusal_or_the_old_ok_where_that_is_asked_for()
    {
        await using var bench = await Bench.Start();
        await bench.Lock("C");
        (await bench.Ask("Open C\r\n")).ShouldStartWith("ERROR 014 : ");
        (await bench.Ask("GetValveLockState C\r\n")).ShouldBe("True");
        PychronWord.Read(await bench.Ask("GetLockWord\r\n"), out _)!.Items.ShouldBe([("C", true), ("D", false), ("W", false), ("X", false)]);
        bench.Valves.Calls.ShouldNotContain("open C");

        await using var old = await Bench.Start(new PychronServerDefinition(0) { Compatible = true });
        await old.Lock("C");
        (await old.Ask("Open C\r\n")).ShouldBe("ok");
        old.Valves.Calls.ShouldNotContain("open C");
    }

    [Fact]
    public async Task Hardware_19_Unknown_requests_end_their_connections_and_the_server_goes_on()
    {
        await using var bench = await Bench.Start();
        for (var n = 0; n < 100; n++)
            (await bench.Ask(n % 2 == 0 ? $"Nonsense {n}\r\n" : "{\"command\"\r\n")).ShouldBe("");
        (await bench.Ask("GetIndicatorState C\r\n")).ShouldBe("False");
    }

    [Fact]
    public async Task Hardware_20_A_client_that_is_gone_has_its_valve_moved_once()
    {
        await using var bench = await Bench.Start();
        var gate = bench.Valves.Gates["D"] = new TaskCompletionSource();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(bench.At);
            await client.GetStream().WriteAsync("Open D\r\n"u8.ToArray());
            for (var tries = 0; !bench.Valves.Calls.Contains("open D") && tries < 500; tries++)
                await bench.Ask("GetIndicatorState C\r\n");
        }

        gate.SetResult();
        for (var tries = 0; await bench.Ask("GetIndicatorState D\r\n") != "True" && tries < 500; tries++)
        {
        }

        bench.Valves.Calls.Count(c => c == "open D").ShouldBe(1);
    }

    [Fact]
    public async Task A_laser_is_served_at_a_port_of_its_own()
    {
        await using var node = TestNode.OnRealTime();
        var laser = new Probe(node.System, command => command is InstrumentProtocol.SetEnabled set ? new InstrumentProtocol.Done(set.CommandId) : null);
        var told = new Probe(node.System);
        node.System.ActorOf(PychronServerActor.Props(
            Lab, new PychronServerDefinition(0) { Laser = "CO2" }, ActorRefs.Nobody, node.System.ActorOf(LeaseActor.Props()), laser.Ref, told.Ref));
        var at = (await told.Hears<PychronServerActor.Listening>())[0].At;
        (await Bench.Ask(at, "Enable\r\n")).ShouldBe("OK");
        (await Bench.Ask(at, "Open C\r\n")).ShouldBe("");
        (await laser.Hears<InstrumentProtocol.SetEnabled>())[0].On.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_is_not_listed_is_not_served()
    {
        await using var bench = await Bench.Start(new PychronServerDefinition(0) { Clients = ["10.0.0.5"] });
        (await bench.Ask("Open C\r\n")).ShouldBe("ERROR 013 : 127.0.0.1 is not approved");
        bench.Valves.Calls.ShouldNotContain("open C");
    }

    [Fact]
    public async Task A_section_that_a_run_has_is_a_flag_that_is_set_and_its_valves_are_only_closed()
    {
        await using var bench = await Bench.Start();
        (await bench.Ask("Read bone\r\n")).ShouldBe("0");
        await bench.Node.Ask<LeaseProtocol.Granted>(bench.Leases, new LeaseProtocol.Acquire(new LeaseHolder("run-1", "run 66001-01A"), ["line:bone"], "test"));
        (await bench.Ask("Read bone\r\n")).ShouldBe("1");
        (await bench.Ask("Set bone 1\r\n")).ShouldBe("ERROR 012 : bone is held by run 66001-01A");
        (await bench.Ask("Open C\r\n")).ShouldBe("ERROR 012 : bone is held by run 66001-01A");
        (await bench.Ask("Close C\r\n")).ShouldBe("ok");
        (await bench.Ask("Set nothing 1\r\n")).ShouldStartWith("ERROR 008 : ");
    }

    [Fact]
    public async Task Hardware_14_What_a_client_owns_is_told_with_its_address_and_what_another_owns_it_is_refused_with_his()
    {
        await using var bench = await Bench.Start();
        await bench.Node.Ask<OwnedAre>(bench.Line, new OwnValves("o", ["C"], "10.0.0.5", TimeSpan.FromSeconds(60)));
        (await bench.Ask("Open C\r\n")).ShouldBe("ERROR 015 : C (valve C) belongs to 10.0.0.5");
        (await bench.Ask("Close C\r\n")).ShouldBe("ok", "closing is always allowed");
        await bench.Node.Ask<OwnedAre>(bench.Line, new OwnValves("p", ["C"], "10.0.0.5", TimeSpan.Zero));

        (await bench.Ask("Set bone 1\r\n")).ShouldBe("OK");
        for (var tries = 0; await OwnersAsync() != "127.0.0.1-C,D,W,X,T" && tries < 500; tries++)
            continue;
        (await bench.Ask("Open C\r\n")).ShouldBe("OK");
        (await OwnersAsync()).ShouldBe("127.0.0.1-C,D,W,X,T", "each request was a connection of its own: that it has ended ends nothing");
        (await bench.Ask("Set bone 0\r\n")).ShouldBe("OK");
        for (var tries = 0; await OwnersAsync() != "C,D,W,X,T" && tries < 500; tries++)
            continue;
        (await OwnersAsync()).ShouldBe("C,D,W,X,T");

        async Task<string?> OwnersAsync() => PychronWord.WithoutCheck(await bench.Ask("GetValveOwners\r\n"), out _);
    }

    private static ValveDefinition Valve(string name, string? interlock = null, ValveKind kind = ValveKind.Valve) =>
        new(name, $"valve {name}", "a", "b", "bone", interlock is null ? [] : [interlock], [], TimeSpan.Zero, kind);

    private sealed class Bench : IAsyncDisposable
    {
        private Bench(TestNode node, FakeValves valves, IActorRef line, IActorRef leases, IPEndPoint at) => (Node, Valves, Line, Leases, At) = (node, valves, line, leases, at);

        public TestNode Node { get; }

        public FakeValves Valves { get; }

        public IActorRef Line { get; }

        public IActorRef Leases { get; }

        public IPEndPoint At { get; }

        public static async Task<Bench> Start(PychronServerDefinition? server = null)
        {
            var node = TestNode.OnRealTime();
            var valves = new FakeValves(node.Clock.Time);
            var gauges = node.System.ActorOf(DeviceActor.Props<IGaugePort>("ion", () => new FakeGauge(node.Clock.Time)));
            var line = node.System.ActorOf(ExtractionLineActor.Props(
                Lab, LineDevices.Of(Lab, node.System.ActorOf(DeviceActor.Props<IValveSwitch>("valves", () => valves)), ImmutableDictionary<string, IActorRef>.Empty.Add("ion", gauges))));
            var leases = node.System.ActorOf(LeaseActor.Props());
            var told = new Probe(node.System);
            node.System.ActorOf(PychronServerActor.Props(Lab, server ?? new PychronServerDefinition(0), line, leases, told: told.Ref));
            return new Bench(node, valves, line, leases, (await told.Hears<PychronServerActor.Listening>())[0].At);
        }

        public Task Lock(string valve) => Node.Ask<ValveIs>(Line, new SetLock("lock", valve, "", true, "test", "test"));

        public Task<string> Ask(string request) => Ask(At, request);

        /// <summary>One request on a connection of its own, and what came until it ended.</summary>
        public static async Task<string> Ask(IPEndPoint at, string request)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(at);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
            using var answer = new StreamReader(client.GetStream(), Encoding.ASCII);
            return await answer.ReadToEndAsync().WaitAsync(TestNode.Patience);
        }

        public async ValueTask DisposeAsync() => await Node.DisposeAsync();
    }
}
