using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Devices.Drivers;
using LabActors.Devices.Drivers.Ngx;
using LabActors.Devices.Drivers.PychronValves;
using LabActors.Devices.Drivers.Qtegra;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;
using LabActors.Node.Hardware;
using LabActors.Node.Simulation.Serving;

namespace LabActors.Node.Tests.Hardware;

/// <summary>Acceptance scenarios of Pychron's valve server, Qtegra and NGX: the drivers as they are, over sockets of this computer, to instruments that answer wrongly, late or not at all.</summary>
public sealed class SocketScenarioTests : IDisposable
{
    private const double Factor = 10;
    private const int Tries = 2_000;
    private static readonly LabDefinition Demo = LabFile.Read(File.ReadAllText(LabPath), LabPath).Lab!;
    private static readonly PortDefinition Server = new("net", PortKind.Tcp) { Host = "192.0.2.1", Number = 1061, ConnectsEachTime = true };

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));
    private readonly string _data = Directory.CreateTempSubdirectory("labactors-").FullName;

    private static string LabPath => Path.Combine(SourceTree.DemoLab, "lab.yaml");

    public void Dispose()
    {
        _limit.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Hardware_15_A_state_word_with_a_bad_CRC_keeps_what_was_known_as_stale_and_the_third_is_a_fault_of_the_link()
    {
        await using var bench = await Bench.StartAsync(Valves(), _data);
        var driver = bench.Driver<PychronValvesDriver>("valves");
        await driver.Actuate("A", true, _limit.Token);
        var good = (await driver.ReadAll(_limit.Token)).States["A"];
        (good.Value, good.Quality, good.Simulated).ShouldBe((ValveState.Open, Quality.Good, true));
        bench.Instruments.Fault("valves", "garbled", ("request", "GetStateWord"));
        for (var bad = 1; bad <= 2; bad++)
        {
            var stale = (await driver.ReadAll(_limit.Token)).States["A"];
            (stale.Value, stale.Quality, stale.Instant).ShouldBe((ValveState.Open, Quality.Stale, good.Instant));
        }

        (await driver.ReadAll(_limit.Token)).States["A"].Quality.ShouldBe(Quality.Fault);
        bench.Instruments.Mend("valves");
        (await driver.ReadAll(_limit.Token)).States["A"].Quality.ShouldBe(Quality.Good);
    }

    [Fact]
    public async Task Hardware_16_Words_of_a_slow_server_that_name_a_part_of_the_valves_are_put_together()
    {
        // Reading one takes the server 10 ms, and a word has 250 ms.
        var many = Enumerable.Range(1, 20).Select(n => Demo.FindValve("C")! with { Name = $"E{n}", Device = "valves", Address = $"E{n}", Interlocks = [], PositiveInterlocks = [] });
        var lab = Valves();
        await using var bench = await Bench.StartAsync(lab with { Valves = [.. lab.Valves, .. many] }, _data);
        var driver = bench.Driver<PychronValvesDriver>("valves");
        await driver.Actuate("A", true, _limit.Token);
        await driver.Actuate("E20", true, _limit.Token);
        var states = (await driver.ReadAll(_limit.Token)).States;
        states.Count.ShouldBe(lab.Valves.Count(v => v.Kind != ValveKind.Manual) + 20);
        states.Values.ShouldAllBe(s => s.Quality == Quality.Good);
        states.Where(s => s.Value.Value == ValveState.Open).Select(s => s.Key).Order().ShouldBe(["A", "E20"]);
        bench.Asked("GetStateWord").ShouldBe(2);
    }

    [Fact]
    public async Task Hardware_17_Another_checksum_has_every_valve_read_anew_which_is_told_and_stands_in_the_trace()
    {
        await using var bench = await Bench.StartAsync(Valves(), _data);
        var driver = bench.Driver<PychronValvesDriver>("valves");
        await driver.Actuate("B", true, _limit.Token);
        bench.Instruments.Fault("valves", "garbled", ("request", "GetStateChecksum"), ("count", 1));
        var read = await driver.ReadAll(_limit.Token);
        read.Differences.ShouldHaveSingleItem().ShouldContain("checksum");
        read.States.Values.ShouldAllBe(s => s.Quality == Quality.Good);
        read.States["B"].Value.ShouldBe(ValveState.Open);
        bench.Asked("GetIndicatorState").ShouldBe(Demo.Valves.Count(v => v.Kind != ValveKind.Manual));
        (await driver.ReadAll(_limit.Token)).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hardware_18_A_server_that_starts_anew_is_lost_meanwhile_and_its_valves_are_as_they_were()
    {
        await using var bench = await Bench.StartAsync(Valves(), _data);
        var driver = bench.Driver<PychronValvesDriver>("valves");
        await driver.Actuate("A", true, _limit.Token);
        bench.Instruments.Fault("valves", "power-loss");
        var lost = bench.Driver<PychronValvesDriver>("valves", bench.Impatient);
        await Should.ThrowAsync<Exception>(async () => await lost.ReadState("A", _limit.Token));
        await Should.ThrowAsync<Exception>(async () => await lost.Actuate("A", false, _limit.Token));
        bench.Instruments.Mend("valves");
        var back = await Until(async () =>
        {
            try
            {
                return await driver.ReadState("A", _limit.Token);
            }
            catch (IOException)
            {
                return null;
            }
        });
        (back.Value, back.Quality).ShouldBe((ValveState.Open, Quality.Good));
        bench.Instruments.Truth("valves", "valve A").ShouldBe("open");
    }

    [Fact]
    public async Task Hardware_19_A_thousand_unknown_and_malformed_requests_end_their_connections_and_the_server_goes_on()
    {
        await using var bench = await Bench.StartAsync(Valves(), _data);
        for (var n = 0; n < 1_000; n++)
            (await SayAsync(bench, n % 2 == 0 ? $"Nonsense {n}\r\n" : "{\"command\": \"Open\", ")).ShouldBe("");
        (await bench.Driver<PychronValvesDriver>("valves").ReadState("A", _limit.Token)).Value.ShouldBe(ValveState.Closed);
    }

    [Fact]
    public async Task Hardware_20_A_client_that_is_gone_before_the_answer_has_its_valve_opened_once()
    {
        await using var bench = await Bench.StartAsync(Valves(), _data);
        await SayAsync(bench, "Open X");
        await SayAsync(bench, "Close X");
        using (var client = new TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", bench.Number, _limit.Token);
            await client.GetStream().WriteAsync("Open W"u8.ToArray(), _limit.Token);
        }

        var opened = await Until(() => Task.FromResult(bench.Instruments.Truth("valves") is var truth && truth["valve W"]!.ToString() == "open" ? truth : null));
        opened["shots Air"]!.ToString().ShouldBe("1");

        // Whoever is not sure looks first, as the driver does, and needs not open it again.
        (await bench.Driver<PychronValvesDriver>("valves").ReadState("W", _limit.Token)).Value.ShouldBe(ValveState.Open);
        bench.Instruments.Truth("valves", "shots Air").ShouldBe("1");
    }

    [Fact]
    public async Task Hardware_20_An_answer_that_is_lost_does_not_have_a_valve_opened_twice()
    {
        await using var bench = await Bench.StartAsync(Valves(), _data);
        await SayAsync(bench, "Open X");
        await SayAsync(bench, "Close X");
        bench.Instruments.Fault("valves", "silent", ("request", "Open W"));
        await Should.ThrowAsync<TimeoutException>(async () => await bench.Driver<PychronValvesDriver>("valves", bench.Impatient).Actuate("W", true, _limit.Token));
        bench.Asked("Open W").ShouldBe(1);
        bench.Instruments.Truth("valves", "valve W").ShouldBe("open");
        bench.Instruments.Truth("valves", "shots Air").ShouldBe("1");
    }

    [Fact]
    public async Task Hardware_30_Qtegra_that_has_no_scan_gives_no_reading_and_one_that_gives_the_same_25_times_is_frozen()
    {
        await using var bench = await Bench.StartAsync(Spectrometer("qtegra", PortKind.Udp), _data);
        var clock = new Passing();
        var driver = bench.Driver<QtegraDriver>("spectrometer", time: clock);
        bench.Instruments.Fault("spectrometer", "no-data");
        var none = await bench.Driver<QtegraDriver>("spectrometer", bench.Impatient).ReadIntensities(_limit.Token);
        none.Quality.ShouldBe(Quality.Missing);
        none.Value.Detectors.ShouldBeEmpty();
        bench.Instruments.Mend("spectrometer");
        await Until(async () => await driver.ReadIntensities(_limit.Token) is { Quality: Quality.Good } read ? read : null);
        bench.Instruments.Fault("spectrometer", "frozen");
        await driver.ReadIntensities(_limit.Token);
        for (var same = 2; same <= FrozenScans.Limit; same++)
        {
            clock.Seconds += 1.1;
            (await driver.ReadIntensities(_limit.Token)).Quality.ShouldBe(same < FrozenScans.Limit ? Quality.Good : Quality.Fault);
        }
    }

    [Fact]
    public async Task Hardware_31_A_jump_over_the_wire_protects_blanks_moves_tells_when_it_stands_and_lets_the_beam_in()
    {
        await using var bench = await Bench.StartAsync(Spectrometer("qtegra", PortKind.Udp), _data);
        var driver = bench.Driver<QtegraDriver>("spectrometer");
        driver.BlanksForJumps.ShouldBeTrue();
        var from = (await driver.ReadMagnet(_limit.Token)).Value;
        await driver.Protect("CDD", true, _limit.Token);
        await driver.Blank(true, _limit.Token);
        await driver.PositionMagnet(from - 1, _limit.Token);
        (await driver.IsMagnetMoving(_limit.Token)).ShouldBe(true);
        var shut = bench.Instruments.Truth("spectrometer");
        await Until(async () => await driver.IsMagnetMoving(_limit.Token) == false ? driver : null);
        (await driver.ReadMagnet(_limit.Token)).Value.ShouldBe(from - 1, 1e-9);
        await driver.Blank(false, _limit.Token);
        await driver.Protect("CDD", false, _limit.Token);
        var open = bench.Instruments.Truth("spectrometer");
        open["blanked"]!.ToString().ShouldNotBe(shut["blanked"]!.ToString());
        open["protected CDD"]!.ToString().ShouldNotBe(shut["protected CDD"]!.ToString());
    }

    [Fact]
    public async Task Hardware_33_An_NGX_that_tells_events_between_is_busy_or_lets_nobody_in()
    {
        var lab = Spectrometer("ngx", PortKind.Tcp);
        await using var bench = await Bench.StartAsync(lab, _data);
        var stranger = bench.Driver<NgxDriver>("spectrometer", bench.Lab with { Devices = [.. bench.Lab.Devices.Select(d => d with { Settings = Login("wrong") })] });
        (await Should.ThrowAsync<IOException>(async () => await stranger.Identify(_limit.Token))).Message.ShouldContain("E42");
        bench.HangUp();

        var driver = bench.Driver<NgxDriver>("spectrometer");
        var whole = await Until(async () => await driver.ReadIntensities(_limit.Token) is { Quality: Quality.Good } read ? read : null);
        whole.Value.Detectors.Count.ShouldBe(lab.Instruments[0].Detectors.Length);
        bench.Instruments.Fault("spectrometer", "stray-event");
        await driver.Actuate("R", true, _limit.Token);
        (await driver.ReadState("R", _limit.Token)).Value.ShouldBe(ValveState.Open);
        bench.Instruments.Mend("spectrometer");
        bench.Instruments.Fault("spectrometer", "busy", ("count", 1));
        await driver.Actuate("R", false, _limit.Token);
        bench.Instruments.Truth("spectrometer", "valve R").ShouldBe("closed");

        // With a value missing nobody knows whose they are: no reading is made of it.
        await driver.PositionMagnet(39.9624, _limit.Token);
        bench.Instruments.Fault("spectrometer", "missing-value", ("count", 2));
        await Until(async () =>
        {
            (await driver.ReadIntensities(_limit.Token)).Quality.ShouldBe(Quality.Missing);
            return bench.Instruments.HasFaults ? null : bench;
        });
        (await driver.ReadIntensities(_limit.Token)).Quality.ShouldBe(Quality.Missing);
    }

    private static LabDefinition Valves() => Demo with
    {
        Ports = [Server],
        Devices = [new DeviceDefinition("valves", "pychron-valves", "net")],
        Valves = [.. Demo.Valves.Select(v => v with { Device = "valves", Address = v.Name })],
    };

    private static LabDefinition Spectrometer(string driver, PortKind kind) => Demo with
    {
        Ports = [new PortDefinition("net", kind) { Host = "192.0.2.1", Number = 1069 }],
        Devices = [new DeviceDefinition("spectrometer", driver, "net") { Settings = driver == "ngx" ? Login("secret") : [] }],
        Valves = [.. Demo.Valves.Select(v => v.Name == "R" ? v with { Device = "spectrometer", Address = "R" } : v)],
        Instruments = [Demo.Instruments[0] with { Device = "spectrometer" }],
    };

    private static ImmutableDictionary<string, DeviceSetting> Login(string password) => new[] { new DeviceSetting("user", "ana", 1), new DeviceSetting("password", password, 1) }.ToImmutableDictionary(s => s.Key);

    private async Task<string> SayAsync(Bench bench, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", bench.Number, _limit.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), _limit.Token);
        using var reader = new StreamReader(client.GetStream());
        return (await reader.ReadToEndAsync(_limit.Token)).Trim();
    }

    private async Task<T> Until<T>(Func<Task<T?>> look)
        where T : class
    {
        for (var n = 0; n < Tries; n++)
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(5, _limit.Token);
        }

        throw new TimeoutException("it did not happen");
    }

    /// <summary>A clock that the test moves: only what a driver says of its readings goes by it.</summary>
    private sealed class Passing : TimeProvider
    {
        public double Seconds { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Seconds);
    }

    /// <summary>Simulated instruments behind sockets, ten times as fast as real ones, and the real way to them.</summary>
    private sealed class Bench : IAsyncDisposable
    {
        private readonly ServedLaboratory _served;
        private readonly List<LinkTrace> _traces = [];
        private PortReader _reader;

        private Bench(LabDefinition lab, ServedLaboratory served)
        {
            (_served, Lab, Instruments) = (served, served.Redirection.Apply(lab), new ServedInstruments(served.Desk));
            _reader = new PortReader(Lab, TimeProvider.System, _traces.Add);
        }

        public LabDefinition Lab { get; }

        public ServedInstruments Instruments { get; }

        /// <summary>Where an answer does not come, it is not awaited for long.</summary>
        public LabDefinition Impatient => Lab with { Devices = [.. Lab.Devices.Select(d => d with { Timeout = TimeSpan.FromSeconds(0.2) })] };

        public int Number => _served.Redirection.Ports[0].Number;

        public static async Task<Bench> StartAsync(LabDefinition lab, string data) =>
            new(lab, await ServedLaboratory.StartAsync(lab, data, 1, Factor, new FaultPlan("faults.yaml", []), _ => { }));

        public T Driver<T>(string device, LabDefinition? lab = null, TimeProvider? time = null)
            where T : class, IDriver => WiredPorts.Driver(lab ?? Lab, device, _reader.Link, time ?? TimeProvider.System).ShouldBeOfType<T>();

        public void HangUp()
        {
            _reader.Dispose();
            _reader = new PortReader(Lab, TimeProvider.System, _traces.Add);
        }

        public int Asked(string what) => _traces.Count(t => t.What.StartsWith(what, StringComparison.Ordinal));

        public async ValueTask DisposeAsync()
        {
            _reader.Dispose();
            await _served.DisposeAsync();
        }
    }
}
