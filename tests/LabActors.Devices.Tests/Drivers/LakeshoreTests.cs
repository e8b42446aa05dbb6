using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Lakeshore;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class LakeshoreTests
{
    private readonly ScriptedDevice _device = new("lakeshore", lab: Lab("B"));

    private ICryostatPort Port => _device.Driver<ICryostatPort>();

    [Fact]
    public async Task A_temperature_is_read_from_the_input_of_the_trap()
    {
        _device.Wire.On("KRDG? B<CR><LF>", "+077.350<CR><LF>");
        (await Port.ReadTemperature(default)).ShouldBe(new Reading<double>(77.35, Quality.Good, _device.Time.GetUtcNow()));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(10, 2)]
    [InlineData(30, 2)]
    [InlineData(75, 3)]
    public async Task The_range_goes_before_the_set_point_which_is_read_back(double kelvin, int range)
    {
        _device.Wire.On("SETP? 1<CR><LF>", $"+{kelvin:000.000}<CR><LF>");
        await Port.SetTemperature(kelvin, default);
        _device.Wire.Written.ShouldBe([$"RANGE 1,{range}<CR><LF>", $"SETP 1,{kelvin:0.000}<CR><LF>", "SETP? 1<CR><LF>"]);
    }

    [Fact]
    public async Task A_set_point_that_reads_otherwise_is_a_failure()
    {
        _device.Wire.On("SETP? 1<CR><LF>", "+010.000<CR><LF>");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.SetTemperature(75, default))).Message.ShouldContain("+010.000");
    }

    [Fact]
    public async Task A_dead_link_has_no_temperature_and_not_zero()
    {
        await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadTemperature(default));
        _device.Wire.Written.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Zero_is_an_input_without_a_sensor()
    {
        _device.Wire.On("KRDG? B<CR><LF>", "+000.000<CR><LF>");
        (await Port.ReadTemperature(default)).Quality.ShouldBe(Quality.Fault);
    }

    [Theory]
    [InlineData("+07?.350")]
    [InlineData("LSCI,MODEL331S")]
    public async Task A_garbled_answer_is_no_temperature(string answer)
    {
        _device.Wire.On("KRDG? B<CR><LF>", answer + "<CR><LF>");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadTemperature(default))).Message.ShouldContain(answer);
    }

    [Fact]
    public async Task A_late_answer_is_not_the_answer_to_the_next_question()
    {
        _device.Wire.Late("KRDG? B<CR><LF>", "+300.000<CR><LF>");
        _device.Wire.On("KRDG? B<CR><LF>", "+077.350<CR><LF>");
        await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadTemperature(default));
        (await Port.ReadTemperature(default)).Value.ShouldBe(77.35);
    }

    [Fact]
    public async Task Two_traps_at_one_controller_are_refused_since_one_would_read_the_other()
    {
        var device = new ScriptedDevice("lakeshore", lab: Lab("A", "B"));
        await Should.ThrowAsync<DeviceRefusedException>(async () => await device.Driver<ICryostatPort>().ReadTemperature(default));
        device.Wire.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_says_what_answers()
    {
        _device.Wire.On("*IDN?<CR><LF>", "LSCI,MODEL331S,1234567/7654321,1.0<CR><LF>");
        (await _device.Driver<LakeshoreDriver>().Identify(default)).ShouldBe("LSCI,MODEL331S,1234567/7654321,1.0");
    }

    private static LabDefinition Lab(params string[] inputs) => new()
    {
        Name = "test",
        Cryostats = [.. inputs.Select(i => new CryostatDefinition($"trap {i}", "bone", 4, 400, ImmutableDictionary<string, double>.Empty) { Device = "device", Channel = i })],
    };
}
