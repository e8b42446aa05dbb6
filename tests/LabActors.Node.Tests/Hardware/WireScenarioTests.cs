using System.Diagnostics;
using System.Text;
using LabActors.Devices.Drivers.Modbus;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Node.Tests.Hardware;

/// <summary>What goes wrong on wires, by the numbers of the acceptance scenarios: drivers on pseudo-terminals and sockets, and what is really so beside what they say.</summary>
public sealed class WireScenarioTests
{
    private const string Oven = "furnace_controller";
    private const string Bone = "bone_gauges";
    private const string Gauge = "spectrometer_gauge";

    // Which no file of the example says, and no volume of it has.
    private const double Odd = 5e-3;

    private static readonly (string, string)[] Watlow =
    [
        (", data_bits: 7, parity: even", ""),
        ("driver: eurotherm, port: furnace, address: '01', settings: {max_celsius: 1700}", "driver: watlow, port: furnace, address: '1', settings: {max_celsius: 1700, word_order: high_low, modbus: rtu}"),
    ];

    // After a failure a socket is left behind; a serial port must be left alone for a while.
    private static readonly (string, string)[] Socket = [("kind: serial, path: /dev/ttyUSB3, baud: 9600", "kind: tcp, host: 192.0.2.33, port: 4001}  # ")];

    private static readonly (string, string)[] MaxiGauge = [("driver: mks-937", "driver: maxigauge"), ("kind: tcp, host: 192.0.2.32, port: 4001", "kind: serial, path: /dev/ttyUSB9")];

    [Theory]
    [InlineData("eurotherm", false, "wrong-checksum")]
    [InlineData("eurotherm", true, "garbled")]
    [InlineData("watlow", true, "garbled")]
    public async Task Hardware_22_a_reading_with_a_wrong_check_is_asked_for_once_more_and_no_oftener(string driver, bool isOnSocket, string kind)
    {
        await using var bench = await WireBench.StartAsync([Oven], 0.8, [.. driver == "watlow" ? Watlow : [], .. isOnSocket ? Socket : []]);
        var oven = bench.Driver<ITemperaturePort>(Oven);

        bench.Instruments.Fault(Oven, kind, ("count", 1));
        var reading = await oven.ReadTemperature("", default);
        (reading.Quality, reading.Simulated).ShouldBe((Quality.Good, true));
        reading.Value.ShouldBe(bench.Instruments.TrueNumber(Oven, "temperature"), 0.06);
        (bench.Last.Outcome, bench.Last.Attempts, Requests(bench.Last)).ShouldBe((LinkOutcome.Answered, 2, 2));

        bench.Instruments.Fault(Oven, kind);
        var failure = await Should.ThrowAsync<LinkException>(async () => await oven.ReadTemperature("", default));
        failure.Reply.Outcome.ShouldBe(LinkOutcome.ChecksumError);
        (bench.Last.Outcome, bench.Last.Attempts, Requests(bench.Last)).ShouldBe((LinkOutcome.ChecksumError, 2, 2));
    }

    [Fact]
    public async Task Hardware_22_a_valve_whose_answer_is_garbled_is_not_opened_again_but_read_back()
    {
        await using var bench = await WireBench.StartAsync(["switch_controller"], 2, ("driver: agilent-34970a, port: valve box, settings: {invert: true}", "driver: proxr, port: valve box"), ("'30", "'"));
        var box = bench.Driver<IValveSwitch>("switch_controller");

        // Relay 6 on, of the bank that is selected before.
        bench.Instruments.Fault("switch_controller", "garbled", ("request", "\u00FE\u000E"));
        await Should.ThrowAsync<DeviceRefusedException>(async () => await box.Actuate("6", true, default));

        (bench.Last.What, bench.Last.Attempts, Requests(bench.Last)).ShouldBe(("open 6", 1, 2));
        (await box.ReadState("6", default)).ShouldSatisfyAllConditions(r => r.Quality.ShouldBe(Quality.Good), r => r.Value.ShouldBe(ValveState.Open));
        bench.Instruments.Truth("switch_controller", "valve X").ShouldBe("open");
        bench.Traces.Count(t => t.What == "open 6").ShouldBe(1);
    }

    [Fact]
    public async Task Hardware_22_a_valve_whose_answer_is_cut_short_is_not_opened_again_but_read_back()
    {
        await using var bench = await WireBench.StartAsync(["switch_controller"], 0.8);
        var box = bench.Driver<IValveSwitch>("switch_controller");
        await box.Actuate("301", true, default);
        bench.Instruments.Truth("switch_controller", "valve A").ShouldBe("open");

        bench.Instruments.Fault("switch_controller", "truncated", ("request", "SYST:ERR?"));
        await Should.ThrowAsync<TimeoutException>(async () => await box.Actuate("302", true, default));

        bench.Traces.SelectMany(t => t.Bytes).Count(b => b.Direction == WireDirection.Out && Encoding.ASCII.GetString(b.Bytes.Span).Contains("(@302)", StringComparison.Ordinal)).ShouldBe(1);
        (bench.Last.Outcome, bench.Last.Attempts).ShouldBe((LinkOutcome.TimedOut, 1));
        (await box.ReadState("302", default)).Value.ShouldBe(ValveState.Open);
        bench.Instruments.Truth("switch_controller", "valve B").ShouldBe("open");
    }

    [Theory]
    [InlineData(Bone, "IG", "split", 0.5, 1.2)]
    [InlineData(Bone, "IG", "late", 0.8, 1.2)]
    [InlineData(Gauge, "1", "late", 0.5, 0.8)]
    public async Task Hardware_23_what_comes_too_late_is_no_answer_to_what_is_asked_next(string device, string channel, string kind, double timeout, double seconds)
    {
        await using var bench = await WireBench.StartAsync([device], timeout);
        var gauge = bench.Driver<IGaugePort>(device);
        var truth = bench.Instruments.TrueNumber(device, $"pressure {channel}");
        bench.Instruments.Fault(device, "out-of-range", ("part", channel), ("value", Odd), ("count", 1));
        if (kind == "split")
            bench.Instruments.Fault(device, kind, ("value", 2), ("seconds", seconds), ("count", 1));
        else
            bench.Instruments.Fault(device, kind, ("seconds", seconds), ("count", 1));

        // A whole answer that is later than twice the time-out cannot be told from the next; a serial port has nothing by which. Asked on and on, so that the late one comes in between or in the middle.
        var since = Stopwatch.GetTimestamp();
        do
        {
            var reading = await gauge.ReadPressure("IG", default);
            reading.Quality.ShouldBe(Quality.Good, reading.Word);
            reading.Value.ShouldBeInRange(truth * 0.95, bench.Instruments.TrueNumber(device, $"pressure {channel}") * 1.05);
        }
        while (Stopwatch.GetElapsedTime(since).TotalSeconds < seconds + 0.1);
        bench.Traces.First().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task Hardware_23_a_datagram_that_comes_too_late_is_no_answer_to_what_is_asked_next()
    {
        await using var bench = await WireBench.StartAsync(["argus"], 0.5);
        var argus = bench.Driver<ISpectrometerPort>("argus");
        var since = Stopwatch.GetTimestamp();
        bench.Instruments.Fault("argus", "late", ("seconds", 0.7), ("request", "GetMagnetDAC"), ("count", 2));
        await Should.ThrowAsync<TimeoutException>(async () => await argus.ReadMagnet(default));
        bench.Last.Attempts.ShouldBe(2);

        var volts = bench.Instruments.TrueNumber("argus", "source HighVoltage");
        do
        {
            (await argus.ReadParameter("HighVoltage", default)).Value.ShouldBe(volts, 1e-3);
        }
        while (Stopwatch.GetElapsedTime(since).TotalSeconds < 1.4);
        (await argus.ReadMagnet(default)).Value.ShouldBe(bench.Instruments.TrueNumber("argus", "dac"), 1e-6);
    }

    [Fact]
    public async Task Hardware_24_an_answer_in_three_pieces_and_two_in_one_are_what_they_are_in_one()
    {
        await using var bench = await WireBench.StartAsync([Gauge], 2);
        var gauge = bench.Driver<IGaugePort>(Gauge);
        var truth = bench.Instruments.TrueNumber(Gauge, "pressure 1");

        bench.Instruments.Fault(Gauge, "split", ("value", 3), ("seconds", 0.02), ("count", 1));
        (await gauge.ReadPressure("IG", default)).Value.ShouldBeInRange(truth * 0.95, bench.Instruments.TrueNumber(Gauge, "pressure 1") * 1.05);
        bench.Last.Attempts.ShouldBe(1);
        bench.Last.Bytes.Count(b => b.Direction == WireDirection.In).ShouldBeGreaterThan(1);

        bench.Instruments.Fault(Gauge, "out-of-range", ("part", "1"), ("value", Odd), ("count", 1));
        bench.Instruments.Fault(Gauge, "doubled", ("count", 1));
        (await gauge.ReadPressure("IG", default)).Value.ShouldBe(Odd);
        (await gauge.ReadPressure("IG", default)).Value.ShouldBeInRange(truth * 0.95, bench.Instruments.TrueNumber(Gauge, "pressure 1") * 1.05);
        bench.Last.Bytes.Single(b => b.Direction == WireDirection.Drained).Bytes.Span.SequenceEqual("@001ACK5.00E-03;FF"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task Hardware_25_values_whose_check_is_white_space_are_exact()
    {
        await using var bench = await WireBench.StartAsync([Oven], 2);
        var oven = bench.Driver<ITemperaturePort>(Oven);
        foreach (var celsius in new[] { 2.9, 25.0, 102.8 })
        {
            bench.Instruments.Fault(Oven, "out-of-range", ("part", "PV"), ("value", celsius), ("count", 1));
            (await oven.ReadTemperature("", default)).Value.ShouldBe(celsius);
            IsStripped(Received(bench.Last)[^1]).ShouldBeTrue();
            await SetAndReadBack(celsius);
        }

        // Every value whose check somebody might strip or take for the end of something; of those that there are, some.
        var odd = Enumerable.Range(0, 17_000).Select(i => i / 10m).Where(v => IsStripped(Checksums.Xor(Encoding.ASCII.GetBytes(System.FormattableString.Invariant($"SL{v:F1}\u0003"))))).ToArray();
        odd.Length.ShouldBeGreaterThan(300);
        foreach (var celsius in odd.Where((_, i) => i % (odd.Length / 25) == 0))
            await SetAndReadBack((double)celsius);
        bench.Traces.ShouldAllBe(t => t.Attempts == 1 && t.Outcome == LinkOutcome.Answered);

        async Task SetAndReadBack(double celsius)
        {
            await oven.SetSetpoint("", celsius, default);
            (await oven.ReadSetpoint("", default)).Value.ShouldBe(celsius);
            bench.Instruments.TrueNumber(Oven, "set point").ShouldBe(celsius);
        }
    }

    [Fact]
    public async Task Hardware_26_an_exception_is_a_refusal_and_the_answer_of_another_slave_is_none()
    {
        await using var bench = await WireBench.StartAsync([Oven], 2, Watlow);
        var oven = bench.Driver<ITemperaturePort>(Oven);
        bench.Instruments.Fault(Oven, "refused", ("part", "3"), ("text", "2"), ("count", 1));
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await oven.ReadTemperature("", default))).Message.ShouldContain("exception 02: it has no such register");
        (bench.Last.Outcome, Requests(bench.Last)).ShouldBe((LinkOutcome.Answered, 1));

        // What slave 2 says: 999 °C.
        var registers = ModbusGrammar.Registers(999, WordOrder.HighLow);
        var other = ModbusGrammar.Rtu(2, [3, 6, (byte)(registers[0] >> 8), (byte)registers[0], (byte)(registers[1] >> 8), (byte)registers[1], 0, 61]);
        bench.Instruments.Fault(Oven, "noise", ("text", Encoding.Latin1.GetString(other)), ("count", 1));
        var reading = await oven.ReadTemperature("", default);
        reading.Quality.ShouldBe(Quality.Good);
        reading.Value.ShouldBe(bench.Instruments.TrueNumber(Oven, "temperature"), 0.01);
        await bench.Instruments.FaultsAreUsedAsync(default);
    }

    [Fact]
    public async Task Hardware_26_a_float_whose_words_are_interchanged_is_a_fault_and_no_temperature()
    {
        await using var bench = await WireBench.StartAsync([Oven], 2, Watlow);
        var oven = bench.Driver<ITemperaturePort>(Oven);
        await oven.SetSetpoint("", 612.5, default);
        bench.Instruments.TrueNumber(Oven, "set point").ShouldBe(612.5);
        (await oven.ReadSetpoint("", default)).Value.ShouldBe(612.5);
        bench.Instruments.Fault(Oven, "out-of-range", ("value", 295.15));
        (await oven.ReadTemperature("", default)).Value.ShouldBe(295.15, 1e-3);

        var wrong = bench.Lab with { Devices = [.. bench.Lab.Devices.Select(d => d with { Settings = d.Settings.Remove("word_order") })] };
        var other = WireBench.Driver<ITemperaturePort>(Oven, wrong, bench.Link);
        ShouldBeNoNumber(await other.ReadTemperature("", default), Quality.Fault, "4393 9333 is no temperature: is word_order right?");
        (await other.ReadSetpoint("", default)).Quality.ShouldBe(Quality.Fault);
    }

    [Fact]
    public async Task Hardware_27_words_of_gauges_are_words_and_never_numbers()
    {
        await using var bench = await WireBench.StartAsync([Bone, Gauge], 2);
        var mks = bench.Driver<IGaugePort>(Gauge);
        foreach (var word in new[] { "OFF", "NO_GAUGE", "LO<E-11", "PROT_OFF" })
        {
            bench.Instruments.Fault(Gauge, "gauge-off", ("part", "1"), ("text", word), ("count", 1));
            ShouldBeNoNumber(await mks.ReadPressure("IG", default), Quality.Missing, word);
        }

        bench.Instruments.Fault(Gauge, "gauge-off", ("part", "1"), ("text", "7.6E+0Z"), ("count", 1));
        ShouldBeNoNumber(await mks.ReadPressure("IG", default), Quality.Fault, "7.6E+0Z");
        bench.Instruments.Fault(Gauge, "out-of-range", ("part", "1"), ("value", 760), ("count", 1));
        var atmosphere = await mks.ReadPressure("IG", default);
        (atmosphere.Quality, atmosphere.Value).ShouldBe((Quality.Good, 760.0));
        bench.Instruments.Fault(Gauge, "refused", ("text", "169"), ("count", 1));
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await mks.ReadPressure("IG", default))).Message.ShouldContain("NAK169");

        bench.Instruments.Fault(Bone, "gauge-off", ("part", "IG"), ("count", 1));
        ShouldBeNoNumber(await bench.Driver<IGaugePort>(Bone).ReadPressure("IG", default), Quality.Missing, "9.90E+09");
    }

    [Fact]
    public async Task Hardware_27_every_status_of_a_MaxiGauge_is_a_word()
    {
        await using var bench = await WireBench.StartAsync([Gauge], 2, MaxiGauge);
        var gauge = bench.Driver<IGaugePort>(Gauge);
        foreach (var (status, quality, word) in new[]
        {
            ("1", Quality.Missing, "1: under range"),
            ("2", Quality.Missing, "2: over range"),
            ("3", Quality.Fault, "3: sensor error"),
            ("4", Quality.Missing, "4: sensor off"),
            ("5", Quality.Missing, "5: no sensor"),
            ("6", Quality.Fault, "6: identification error"),
        })
        {
            bench.Instruments.Fault(Gauge, "gauge-off", ("part", "1"), ("text", status), ("count", 1));
            ShouldBeNoNumber(await gauge.ReadPressure("IG", default), quality, word);
        }

        var truth = bench.Instruments.TrueNumber(Gauge, "pressure 1");
        (await gauge.ReadPressure("IG", default)).Value.ShouldBeInRange(truth * 0.95, bench.Instruments.TrueNumber(Gauge, "pressure 1") * 1.05);
    }

    [Fact]
    public async Task Hardware_28_a_lost_enquiry_costs_one_more_pair_and_a_refusal_is_its_error_word()
    {
        await using var bench = await WireBench.StartAsync([Gauge], 0.8, MaxiGauge);
        var gauge = bench.Driver<IGaugePort>(Gauge);
        var truth = bench.Instruments.TrueNumber(Gauge, "pressure 1");
        bench.Instruments.Fault(Gauge, "silent", ("request", "\u0005"), ("count", 1));
        (await gauge.ReadPressure("IG", default)).Value.ShouldBeInRange(truth * 0.95, bench.Instruments.TrueNumber(Gauge, "pressure 1") * 1.05);
        bench.Last.Bytes.Where(b => b.Direction == WireDirection.Out).Select(b => WireText.Of(b.Bytes.Span)).ShouldBe(["PR1<CR>", "<ENQ>", "PR1<CR>", "<ENQ>"]);

        bench.Instruments.Fault(Gauge, "refused", ("part", "PR1"), ("text", "0010"), ("count", 1));
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await gauge.ReadPressure("IG", default))).Message.ShouldContain("0010: wrong parameter");
        bench.Last.Bytes.Where(b => b.Direction == WireDirection.Out).Select(b => WireText.Of(b.Bytes.Span)).ShouldBe(["PR1<CR>", "<ENQ>"]);
    }

    private static void ShouldBeNoNumber(Reading<double> reading, Quality quality, string word)
    {
        (reading.Quality, reading.Word).ShouldBe((quality, word));
        reading.Value.ShouldBe(double.NaN);
    }

    // What trimming takes away, or what ends something else.
    private static bool IsStripped(byte b) => b is (>= 9 and <= 13) or (>= 0x1C and <= 0x20) or (>= 2 and <= 6) or 0x15;

    private static byte[] Received(LinkTrace trace) => [.. trace.Bytes.Where(b => b.Direction == WireDirection.In).SelectMany(b => b.Bytes.ToArray())];

    private static int Requests(LinkTrace trace) => trace.Bytes.Count(b => b.Direction == WireDirection.Out);
}
