using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Pychron;
using LabActors.Devices.Drivers.PychronValves;
using LabActors.Devices.Ports;
using LabActors.Devices.Tests.Transports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class PychronValvesTests
{
    private static readonly LabDefinition Lab = new()
    {
        Name = "client",
        Valves = [.. new[] { "A", "B", "C" }.Select(n => new ValveDefinition(n, n, "x", "y", "line", [], [], TimeSpan.Zero, ValveKind.Valve) { Device = "device" })],
        Gauges = [.. DriverScripts.LabWithGauges(("IG", "bone,IG", PressureUnit.Torr), ("XX", "bone,XX", PressureUnit.Torr)).Gauges],
    };

    private readonly ScriptedDevice _device = new("pychron-valves", lab: Lab, endsAfterAnswers: true);

    public static IEnumerable<object[]> Words => HardwareVectors.Of("word_crc");

    public static IEnumerable<object[]> States => HardwareVectors.Of("state_crc32");

    [Theory]
    [MemberData(nameof(Words))]
    public void Checks_of_words_are_as_Pychron_makes_them(string word, string check)
    {
        PychronWord.WithCheck(word).ShouldBe(word + check);
        PychronWord.WithoutCheck(word + check, out _).ShouldBe(word);
        PychronWord.WithoutCheck(word + "0000", out var problem).ShouldBeNull();
        problem.ShouldContain(check);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Checksums_of_states_are_as_Pychron_makes_them(string states, string checksum)
    {
        var valves = states.Split(["VALVE-", "MANUAL_SWITCH-"], StringSplitOptions.RemoveEmptyEntries)
            .Select(v => new PychronValve(v[..1], v[1..].StartsWith("True", StringComparison.Ordinal), v.EndsWith("True", StringComparison.Ordinal), states.StartsWith('M')));
        PychronStateChecksum.Of(valves).ShouldBe(checksum);
    }

    [Fact]
    public void A_word_comes_back_from_its_text()
    {
        var word = PychronWord.Read("A0,B1,C03446", out _)!;
        word.Items.ShouldBe([("A", false), ("B", true), ("C", false)]);
        word.ToString().ShouldBe("A0,B1,C03446");
        PychronWord.Read(PychronWord.WithCheck("A0|Valve AUX 11"), out _)!.Items.ShouldBe([("A", false), ("Valve AUX 1", true)]);
        PychronWord.Read(PychronWord.WithCheck(""), out _)!.Items.ShouldBeEmpty();
        PychronWord.Read(PychronWord.WithCheck("A0,B"), out var problem).ShouldBeNull();
        problem.ShouldContain("found 'B'");
        PychronWord.Read("A", out _).ShouldBeNull();
    }

    [Fact]
    public async Task OK_is_done_and_reading_back_asks_the_hardware()
    {
        var driver = new PychronValvesDriver(_device.Context);
        _device.Wire.On("Open A<CR><LF>", "OK");
        _device.Wire.On("GetIndicatorState A<CR><LF>", "True", "False", "No");
        await driver.Actuate("A", true, default);
        (await driver.ReadState("A", default)).Value.ShouldBe(ValveState.Open);
        (await driver.ReadState("A", default)).Value.ShouldBe(ValveState.Closed);
        (await driver.ReadState("A", default)).Quality.ShouldBe(Quality.Fault);
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("False", false)]
    public async Task Small_ok_is_a_lock_or_a_valve_that_stands_so_already(string locked, bool isRefused)
    {
        var driver = new PychronValvesDriver(_device.Context);
        _device.Wire.On("Open A<CR><LF>", "ok");
        _device.Wire.On("GetValveLockState A<CR><LF>", locked);
        if (isRefused)
            (await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Actuate("A", true, default))).Reason.ShouldContain("locked at the server");
        else
            await driver.Actuate("A", true, default);
    }

    [Theory]
    [InlineData("ERROR 015 : failed to actuate A", typeof(DeviceRefusedException))]
    [InlineData("ERROR 014 : A is locked", typeof(DeviceRefusedException))]
    [InlineData("ERROR 010 : no response", typeof(IOException))]
    [InlineData("No Response", typeof(IOException))]
    [InlineData("Opened", typeof(DeviceRefusedException))]
    public async Task Refusals_keep_their_code_and_words(string answer, Type exception)
    {
        _device.Wire.On("Open A<CR><LF>", answer);
        var failure = await Record.ExceptionAsync(async () => await new PychronValvesDriver(_device.Context).Actuate("A", true, default));
        failure.ShouldBeOfType(exception);
        failure.Message.ShouldContain(answer);
        _device.Wire.Written.ShouldBe(["Open A<CR><LF>"]);
    }

    [Fact]
    public async Task A_request_that_the_server_does_not_know_and_one_that_it_leaves_open_are_failures()
    {
        var driver = new PychronValvesDriver(_device.Context);
        _device.Wire.On("GetIndicatorState A<CR><LF>", ScriptedTransport.End);
        (await Should.ThrowAsync<IOException>(async () => await driver.ReadState("A", default))).Message.ShouldContain("ended the connection without an answer");
        await Should.ThrowAsync<TimeoutException>(async () => await driver.Actuate("A", true, default));
        _device.Wire.Written.Count(w => w == "Open A<CR><LF>").ShouldBe(1);
    }

    [Fact]
    public async Task Hardware_16_Partial_words_are_merged_and_what_they_do_not_name_is_not_closed()
    {
        var driver = new PychronValvesDriver(_device.Context);
        _device.Wire.On("GetStateWord<CR><LF>", Word("A1,B0"), Word("C1"));
        _device.Wire.On("GetLockWord<CR><LF>", Word("A0,B1,C0"));
        _device.Wire.On("GetStateChecksum A,B,C<CR><LF>", Checksum((true, false), (false, true), (true, false)));
        var reading = await driver.ReadAll(default);
        reading.States.Select(s => (s.Key, s.Value.Value, s.Value.Quality)).OrderBy(s => s.Key)
            .ShouldBe([("A", ValveState.Open, Quality.Good), ("B", ValveState.Closed, Quality.Good), ("C", ValveState.Open, Quality.Good)]);
        reading.Locked.ShouldBe(["B"]);
        reading.Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hardware_16_A_valve_that_the_server_never_tells_of_is_missing()
    {
        _device.Wire.On("GetStateWord<CR><LF>", Word("A1,B0"), Word(""));
        _device.Wire.On("GetLockWord<CR><LF>", Word("A0,B0"));
        var states = (await new PychronValvesDriver(_device.Context).ReadAll(default)).States;
        (states["A"].Quality, states["C"].Quality, states["C"].Value).ShouldBe((Quality.Good, Quality.Missing, ValveState.Unknown));
        _device.Wire.Written.Count(w => w == "GetStateWord<CR><LF>").ShouldBe(3);
    }

    [Fact]
    public async Task Hardware_15_A_word_with_a_wrong_check_makes_states_stale_and_the_third_in_a_row_faults()
    {
        var driver = new PychronValvesDriver(_device.Context);
        _device.Wire.On("GetStateWord<CR><LF>", Word("A1,B0,C0"), "A0,B1,C03447", "A0,B1,C0", "x", Word("A0,B0,C0"));
        _device.Wire.On("GetLockWord<CR><LF>", Word("A0,B0,C0"));
        _device.Wire.On("GetStateChecksum A,B,C<CR><LF>", Checksum((true, false), (false, false), (false, false)), Checksum((false, false), (false, false), (false, false)));
        var first = (await driver.ReadAll(default)).States["A"];
        _device.Time.Pass(5);
        for (var bad = 1; bad <= 2; bad++)
        {
            var stale = (await driver.ReadAll(default)).States["A"];
            (stale.Value, stale.Quality, stale.Instant).ShouldBe((ValveState.Open, Quality.Stale, first.Instant));
        }

        (await driver.ReadAll(default)).States["A"].Quality.ShouldBe(Quality.Fault);
        var again = (await driver.ReadAll(default)).States["A"];
        (again.Value, again.Quality).ShouldBe((ValveState.Closed, Quality.Good));
    }

    [Fact]
    public async Task Hardware_17_Another_checksum_has_every_valve_read_one_by_one_and_the_differences_told()
    {
        var driver = new PychronValvesDriver(_device.Context);
        _device.Wire.On("GetStateWord<CR><LF>", Word("A1,B0,C0"));
        _device.Wire.On("GetLockWord<CR><LF>", Word("A0,B0,C0"));
        _device.Wire.On("GetStateChecksum A,B,C<CR><LF>", "1");
        _device.Wire.On("GetIndicatorState A<CR><LF>", "True");
        _device.Wire.On("GetIndicatorState B<CR><LF>", "True");
        _device.Wire.On("GetIndicatorState C<CR><LF>", "False");
        foreach (var name in "ABC")
            _device.Wire.On($"GetValveLockState {name}<CR><LF>", name == 'C' ? "True" : "False");
        var reading = await driver.ReadAll(default);
        (reading.States["B"].Value, reading.States["B"].Quality).ShouldBe((ValveState.Open, Quality.Good));
        reading.Locked.ShouldBe(["C"]);
        reading.Differences.ShouldBe(["B is open, the server's word had it closed", "C is locked, the server's word had it otherwise"]);
    }

    [Fact]
    public async Task Gauges_and_flags_are_read_set_and_pinged()
    {
        var driver = new PychronValvesDriver(_device.Context);
        _device.Wire.On("GetPressure bone,IG<CR><LF>", "1.2e-08");
        _device.Wire.On("GetPressure bone,XX<CR><LF>", "ERROR 016 : XX not available");
        _device.Wire.On("Read PipetteFlag<CR><LF>", "1");
        _device.Wire.On("Set PipetteFlag 1<CR><LF>", "OK");
        _device.Wire.On("Ping PipetteFlag<CR><LF>", "1448.2");
        (await driver.ReadPressure("IG", default)).Value.ShouldBe(1.2e-8);
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.ReadPressure("XX", default));
        (await driver.ReadFlag("PipetteFlag", default)).Value.ShouldBeTrue();
        await driver.SetFlag("PipetteFlag", true, default);
        await driver.Ping("PipetteFlag", default);
        _device.Wire.On("GetLockWord<CR><LF>", Word("A0,B0"), "A0");
        (await driver.Identify(default)).ShouldContain("2 valves");
        await Should.ThrowAsync<IOException>(async () => await driver.Identify(default));
    }

    private static string Word(string body) => PychronWord.WithCheck(body);

    private static string Checksum(params (bool Open, bool Locked)[] valves) => PychronStateChecksum.Of(valves.Select((v, i) => new PychronValve("ABC"[i].ToString(), v.Open, v.Locked)));
}
