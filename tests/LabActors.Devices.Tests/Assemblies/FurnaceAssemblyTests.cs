using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Assemblies;
using LabActors.Devices.Ports;
using LabActors.Devices.Tests.Transports;

namespace LabActors.Devices.Tests.Assemblies;

public sealed class FurnaceAssemblyTests
{
    private static readonly ExtractionDeviceDefinition Device = new(
        "furnace", [], ExtractionDeviceKind.Furnace, "stage", "bone",
        [new OutputUnitDefinition("temp", 1600), new OutputUnitDefinition("percent", 100)], [], [], [], [], false, false)
    { Device = "controller" };

    private readonly FakeController _controller = new();
    private readonly SteppedTime _time = new();

    private FurnaceAssembly Furnace => new(Device, _controller, new TrayStage(Device, null, _ => null), _time);

    [Fact]
    public async Task A_set_point_is_read_back()
    {
        var furnace = Furnace;
        await furnace.Enable(default);
        await furnace.SetOutput(700, "temp", default);
        var status = (await furnace.ReadStatus(default)).Value;
        (status.Enabled, status.Output, status.Units, status.TemperatureCelsius, status.Fault).ShouldBe((true, 700.0, "temp", 25.0, ""));
        _controller.TakesSetpoints = false;
        (await Should.ThrowAsync<IOException>(async () => await furnace.SetOutput(800, "temp", default))).Message.ShouldContain("was to be 800 °C and reads 700");
    }

    [Fact]
    public async Task Hardware_37_Off_is_a_set_point_of_zero_that_was_read_back()
    {
        var furnace = Furnace;
        await furnace.Enable(default);
        await furnace.SetOutput(700, "temp", default);
        _controller.TakesSetpoints = false;
        (await Should.ThrowAsync<IOException>(async () => await furnace.Disable(default))).Message.ShouldContain("reads 700");
        (await furnace.ReadStatus(default)).Value.Enabled.ShouldBeTrue();
        _controller.TakesSetpoints = true;
        await furnace.Disable(default);
        var status = (await furnace.ReadStatus(default)).Value;
        (status.Enabled, status.Output, _controller.Output).ShouldBe((false, 0.0, 0.0));
    }

    [Fact]
    public async Task Hardware_37_Without_a_thermocouple_nothing_is_heated()
    {
        var furnace = Furnace;
        await furnace.Enable(default);
        await furnace.SetOutput(700, "temp", default);
        _controller.Open = "input error 65: the sensor is open";
        var status = (await furnace.ReadStatus(default)).Value;
        (status.TemperatureCelsius, status.Fault).ShouldBe((null, "no temperature: input error 65: the sensor is open"));
        await Should.ThrowAsync<DeviceRefusedException>(async () => await furnace.SetOutput(800, "temp", default));
        await Should.ThrowAsync<DeviceRefusedException>(async () => await furnace.Enable(default));
        await furnace.Disable(default);
        (_controller.Setpoint, _controller.Output).ShouldBe((0.0, 0.0));
    }

    [Fact]
    public async Task A_controller_that_only_regulates_is_off_with_its_set_point()
    {
        _controller.OnlyRegulates = true;
        var furnace = Furnace;
        await furnace.Enable(default);
        await Should.ThrowAsync<DeviceRefusedException>(async () => await furnace.SetOutput(20, "percent", default));
        await furnace.SetOutput(500, "temp", default);
        await furnace.Disable(default);
        (await furnace.ReadStatus(default)).Value.Enabled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_furnace_that_was_left_heating_is_told_as_on()
    {
        _controller.Setpoint = 900;
        (await Furnace.ReadStatus(default)).Value.Enabled.ShouldBeTrue();
    }

    [Fact]
    public async Task It_heats_only_when_it_is_enabled()
    {
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Furnace.SetOutput(700, "temp", default))).Reason.ShouldBe("it is not enabled");
        _controller.Setpoint.ShouldBe(0);
    }

    private sealed class FakeController : ITemperaturePort
    {
        public double Setpoint { get; set; }

        public double Output { get; private set; }

        public bool TakesSetpoints { get; set; } = true;

        public bool OnlyRegulates { get; set; }

        public string Open { get; set; } = "";

        public ValueTask SetSetpoint(string channel, double celsius, CancellationToken cancellation)
        {
            Setpoint = TakesSetpoints ? celsius : Setpoint;
            return ValueTask.CompletedTask;
        }

        public ValueTask SetOutput(string channel, double percent, CancellationToken cancellation)
        {
            Output = OnlyRegulates ? throw new DeviceRefusedException("controller", "it regulates") : percent;
            return ValueTask.CompletedTask;
        }

        public ValueTask<Reading<double>> ReadSetpoint(string channel, CancellationToken cancellation) => Good(Setpoint);

        public ValueTask<Reading<double>> ReadTemperature(string channel, CancellationToken cancellation) => Open.Length == 0
            ? Good(25)
            : ValueTask.FromResult(new Reading<double>(double.NaN, Quality.Fault, DateTimeOffset.UnixEpoch) { Word = Open });

        public ValueTask<Reading<double>> ReadOutput(string channel, CancellationToken cancellation) => Good(Output);

        private static ValueTask<Reading<double>> Good(double value) => ValueTask.FromResult(new Reading<double>(value, Quality.Good, DateTimeOffset.UnixEpoch));
    }
}
