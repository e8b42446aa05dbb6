using LabActors.Core.Labs;
using LabActors.Devices.Drivers.MicroIon;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class MicroIonTests
{
    private static readonly LabDefinition Lab = DriverScripts.LabWithGauges(("IG", "IG", PressureUnit.Torr), ("CG", "CG1", PressureUnit.Torr));
    private readonly ScriptedDevice _alone = new("micro-ion", lab: Lab);
    private readonly ScriptedDevice _onBus = new("micro-ion", lab: Lab, address: "01");

    [Theory]
    [InlineData("1.23E-08<CR><LF>", 1.23e-8)]
    [InlineData("7.60E+02<CR>", 760)]
    public async Task A_number_is_a_pressure(string answer, double torr)
    {
        _alone.Wire.On("DS IG<CR>", answer);
        var reading = await _alone.Driver<IGaugePort>().ReadPressure("IG", default);
        (reading.Value, reading.Quality).ShouldBe((torr, Quality.Good));
    }

    [Fact]
    public async Task Scenario_27_A_gauge_that_is_off_has_no_pressure()
    {
        _alone.Wire.On("DS CG1<CR>", "9.90E+09<CR><LF>");
        var reading = await _alone.Driver<IGaugePort>().ReadPressure("CG", default);
        (reading.Quality, reading.Word).ShouldBe((Quality.Missing, "9.90E+09"));
        MicroIonGrammar.Value("9.90E+09").Status.ShouldBe(GaugeStatus.Off);
    }

    [Theory]
    [InlineData("*01 1.23E-08<CR>")]
    [InlineData("*01_1.23E-08<CR><LF>")]
    [InlineData("*02 9.99E-03<CR>*01 1.23E-08<CR>")]
    public async Task On_a_bus_the_answer_of_the_own_address_counts(string answer)
    {
        _onBus.Wire.On("#01DS IG<CR>", answer);
        (await _onBus.Driver<IGaugePort>().ReadPressure("IG", default)).Value.ShouldBe(1.23e-8);
    }

    [Theory]
    [InlineData("?01 SYNTX ER<CR>", "SYNTX ER")]
    [InlineData("?01 OVERRUN<CR>", "OVERRUN")]
    public async Task An_error_is_a_refusal_in_its_words(string answer, string words)
    {
        _onBus.Wire.On("#01DS IG<CR>", answer);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await _onBus.Driver<IGaugePort>().ReadPressure("IG", default))).Message.ShouldContain($"'{words}'");
    }

    [Fact]
    public async Task A_garbled_number_is_a_fault_with_what_came()
    {
        _alone.Wire.On("DS IG<CR>", "1.2<FF>E-08<CR>");
        (await _alone.Driver<IGaugePort>().ReadPressure("IG", default)).Quality.ShouldBe(Quality.Fault);
    }

    [Fact]
    public async Task Silence_is_no_value_and_never_a_random_one()
    {
        await Should.ThrowAsync<TimeoutException>(async () => await _alone.Driver<IGaugePort>().ReadPressure("IG", default));
        _alone.Wire.Written.ShouldBe(["DS IG<CR>", "DS IG<CR>"]);
    }

    [Fact]
    public async Task A_late_answer_is_not_the_answer_to_the_next_question()
    {
        _alone.Wire.Late("DS IG<CR>", "1.00E-08<CR>");
        _alone.Wire.On("DS CG1<CR>", "2.00E+00<CR>");
        await Should.ThrowAsync<TimeoutException>(async () => await _alone.Driver<IGaugePort>().ReadPressure("IG", default));
        (await _alone.Driver<IGaugePort>().ReadPressure("CG", default)).Value.ShouldBe(2);
    }
}
