using LabActors.Actors.Lines;
using LabActors.Actors.Monitoring;
using LabActors.Actors.Operators;
using LabActors.Actors.Safety;
using LabActors.Devices.Ports;
using static LabActors.Actors.Instruments.InstrumentProtocol;
using static LabActors.Core.Journal.Events.HealthEvents;
using static LabActors.Core.Journal.Events.TripEvents;

namespace LabActors.Node.Tests.Hardware;

/// <summary>Acceptance scenarios of safety: a node as it is, over pseudo-terminals and sockets, and at the end what is really so.</summary>
[Collection(WiredSafety.Name)]
public sealed class SafetyOnWiresTests(WiredSafety bench) : IAsyncLifetime
{
    public Task InitializeAsync() => bench.CalmAsync();

    public Task DisposeAsync() => bench.CalmAsync();

    [Theory]
    [InlineData("interlock-open", "External")]
    [InlineData("coolant-hot", "Coolant")]
    public async Task Hardware_35_An_interlock_that_opens_while_it_fires_has_the_laser_off_within_a_second(string fault, string word)
    {
        await bench.FireAsync();
        DateTimeOffset opened;
        using (bench.Wired.Node.Clock.Holds.Hold("an interlock opens"))
        {
            opened = bench.Wired.Node.Clock.Now;
            bench.Instruments.Fault("laser_board", fault);
        }

        var off = await bench.Heard<ErrorRaised>(e => e.Text.StartsWith("Fusions CO2 was switched off: interlocks are open", StringComparison.Ordinal));
        (bench.Emission, bench.Instruments.Truth("laser_board", "enabled")).ShouldBe((0, "false"));
        off.Text.ShouldContain(word, Case.Insensitive);
        (off.At - opened).TotalSeconds.ShouldBeInRange(0, 1);
        (await bench.Device<Refused>(WiredSafety.Laser, new SetEnabled(bench.Next(), true))).Reason.ShouldContain("interlocks are open");
    }

    [Fact]
    public async Task Hardware_35_A_board_that_refuses_to_switch_off_is_an_alarm_and_never_said_to_be_off_however_often_it_is_told()
    {
        await bench.FireAsync();
        bench.Instruments.Fault("laser_board", "refused");
        for (var told = 0; told < 3; told++)
            await bench.Device<Refused>(WiredSafety.Laser, new SetEnabled(bench.Next(), false));
        await bench.Heard<ErrorRaised>(e => e.Text.StartsWith("laser state unknown: Fusions CO2 has not confirmed that it is off", StringComparison.Ordinal));
        bench.Emission.ShouldBe(12.5, "it fires all the time");
        bench.Journaled<ErrorRaised>(e => e.Text.Contains("was switched off", StringComparison.Ordinal)).ShouldBeEmpty();
        bench.Journaled<ErrorCleared>().ShouldBeEmpty();
        await bench.Device<Refused>(WiredSafety.Laser, new SetEnabled(bench.Next(), true));

        bench.Instruments.Mend("laser_board");
        await bench.Heard<ErrorCleared>(e => e.Source == WiredSafety.Laser);
        bench.Emission.ShouldBe(0);
    }

    [Fact]
    public async Task Hardware_35_No_laser_is_on_for_longer_than_it_may()
    {
        await bench.FireAsync();
        var off = await bench.Heard<ErrorRaised>(e => e.Text == "Fusions CO2 was switched off: it has been on for 0.5 min");
        bench.Emission.ShouldBe(0);
        (await bench.Device<Refused>(WiredSafety.Laser, new LeaveOff(bench.Next()))).Reason.ShouldContain("it has been on for 0.5 min");
        off.Source.ShouldBe(WiredSafety.Laser);
    }

    [Fact]
    public async Task A_motor_whose_power_was_away_goes_home_before_it_is_moved()
    {
        await bench.Device<Done>(WiredSafety.Laser, new SetMotor(bench.Next(), "beam", 2));
        bench.Instruments.TrueNumber("laser_board", "counts 1").ShouldBe(2000);
        bench.Instruments.Fault("laser_board", "power-loss");
        bench.Instruments.Mend("laser_board");
        await bench.Device<Done>(WiredSafety.Laser, new SetMotor(bench.Next(), "beam", 1));
        bench.Instruments.TrueNumber("laser_board", "counts 1").ShouldBe(1000, "and not 3000, from where it stood");
    }

    [Theory]
    [InlineData("out-of-range", "heater Chiller reads 26, above 25")]
    [InlineData("silent", "heater Chiller gave no value 3 times in a row: ")]
    public async Task Hardware_35_and_37_Warm_coolant_and_a_silent_chiller_switch_laser_furnace_and_pump_off_as_read_back(string fault, string reason)
    {
        await bench.HeatAsync();
        await bench.FireAsync();
        if (fault == "silent")
            bench.Instruments.Fault("chiller", fault);
        else
            bench.Instruments.Fault("chiller", fault, ("part", "PV"), ("value", 26));
        var acted = await bench.Tripped("coolant");
        (bench.Emission, bench.Setpoint, bench.Instruments.TrueNumber("furnace_controller", "output")).ShouldBe((0, 0, 0));
        bench.Instruments.Truth("turbo", "running").ShouldBe("false");
        acted.Steps.Select(s => s.What).ShouldBe(["Fusions CO2 off", "Furnace off", "pump Line Turbo stopped"]);
        bench.Journaled<Tripped>().ShouldHaveSingleItem().Reason.ShouldStartWith(reason);
        (await bench.Trips<TripProtocol.Reset>(new TripProtocol.ResetTrip("coolant", "anna", ""))).Done.ShouldBeFalse();

        bench.Instruments.Mend("chiller");
        (await bench.ResetAsync("coolant")).Lines.ShouldBe(["coolant is reset"]);
        (bench.Emission, bench.Setpoint).ShouldBe((0, 0), "a reset switches nothing on");
    }

    [Fact]
    public async Task Hardware_36_A_pressure_that_is_too_high_or_missing_closes_as_read_back_and_a_reset_enables_and_the_monitor_goes_on()
    {
        await bench.Move("C", true);
        await bench.Move("R", true);
        bench.Instruments.Fault("bone_gauges", "out-of-range", ("part", "IG"), ("value", 3e-4));
        await bench.Tripped("bone vacuum");
        (bench.Instruments.Truth("switch_controller", "valve C"), bench.Instruments.Truth("argus", "valve R")).ShouldBe(("closed", "closed"));
        (await bench.Wired.Line<ExtractionLineProtocol.ActuationRefused>(new ExtractionLineProtocol.Actuate(bench.Next(), "C", "", true, "anna", "")))
            .Reason.ShouldContain("bone vacuum: gauge bone_gauges IG reads 0.0003, above 0.0001");
        (await bench.Trips<TripProtocol.Reset>(new TripProtocol.ResetTrip("bone vacuum", "anna", ""))).Done.ShouldBeFalse();
        bench.Instruments.Truth("switch_controller", "valve C").ShouldBe("closed");

        bench.Instruments.Mend("bone_gauges");
        (await bench.ResetAsync("bone vacuum")).Lines.ShouldBe(["bone vacuum is reset", "valve C enabled: done"]);
        bench.Instruments.Truth("switch_controller", "valve C").ShouldBe("closed", "nothing is opened by a reset");
        await bench.Move("C", true);

        bench.Instruments.Fault("bone_gauges", "gauge-off", ("part", "IG"));
        await bench.Tripped("bone vacuum", times: 2);
        bench.Instruments.Truth("switch_controller", "valve C").ShouldBe("closed");
        bench.Journaled<Tripped>()[1].Reason.ShouldStartWith("gauge bone_gauges IG gave no value 3 times in a row: ");
        bench.Instruments.Mend("bone_gauges");
        await bench.ResetAsync("bone vacuum");
    }

    [Fact]
    public async Task Hardware_37_A_furnace_whose_thermocouple_opens_gives_no_output()
    {
        await bench.HeatAsync();
        bench.Instruments.Fault("furnace_controller", "sensor-open");
        (await bench.Heard<ErrorRaised>(e => e.Text.Contains("was switched off", StringComparison.Ordinal))).Text.ShouldStartWith("Furnace was switched off: no temperature");
        (bench.Setpoint, bench.Instruments.TrueNumber("furnace_controller", "output")).ShouldBe((0, 0));
        (await bench.Device<Refused>("Furnace", new SetEnabled(bench.Next(), true))).Reason.ShouldContain("it has no temperature");
    }

    [Fact]
    public async Task Hardware_37_A_furnace_whose_controller_is_silent_is_an_alarm_and_its_temperature_is_marked_as_stale()
    {
        await bench.HeatAsync();
        await Crucible(Quality.Good);
        bench.Instruments.Fault("furnace_controller", "silent");
        await bench.Heard<ErrorRaised>(e => e.Text.StartsWith("furnace state unknown: Furnace has not confirmed that it is off", StringComparison.Ordinal));
        (await bench.Device<Refused>("Furnace", new ReadStatus(bench.Next()))).Unavailable.ShouldBeTrue();
        (await Crucible(Quality.Stale)).Words.ShouldContain("stale since");
        bench.Journaled<ErrorRaised>(e => e.Text.Contains("was switched off", StringComparison.Ordinal)).ShouldBeEmpty();

        bench.Instruments.Mend("furnace_controller");
        await bench.Heard<ErrorRaised>(e => e.Text.Contains("was switched off", StringComparison.Ordinal));
        bench.Setpoint.ShouldBe(0);
    }

    private Task<MonitoredValue> Crucible(Quality quality) => WiredNode.Until(
        async () => ((MonitorProtocol.ValuesAre)await ((IOperatedLab)bench.Wired.Node).TellMonitorAsync(new MonitorProtocol.GetValues())).Values.Single(v => v.Name == "Crucible"),
        value => value.Quality == quality);
}
