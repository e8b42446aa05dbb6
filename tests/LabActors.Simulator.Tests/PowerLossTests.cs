namespace LabActors.Simulator.Tests;

/// <summary>One instrument loses its power: a fault of its own.</summary>
public sealed class PowerLossTests
{
    private readonly Bench _bench = new(Bench.Demo);

    [Fact]
    public void A_laser_is_off_afterwards_and_stays_where_it_was()
    {
        _bench.Laser.MoveTo("31");
        _bench.Laser.Enable();
        _bench.Laser.SetOutput(3, "watts");
        _bench.Open("W");

        _bench.Laboratory.LosePower("fusions co2");

        var laser = _bench.Laser.Read();
        (laser.Enabled, laser.Output, laser.Position).ShouldBe((false, 0, "31"));
        _bench.Line.IsOpen("W").ShouldBeTrue();
    }

    [Fact]
    public void A_spectrometer_stands_as_it_does_when_it_is_switched_on()
    {
        var first = _bench.Argus.ReadMagnet();
        _bench.Argus.PositionMagnet(5.1);
        _bench.Argus.Protect("CDD", true);
        _bench.Argus.SetParameter("HighVoltage", 4000);

        _bench.Laboratory.LosePower("Argus");

        _bench.Argus.ReadMagnet().ShouldBe(first);
        _bench.Argus.IsProtected("CDD").ShouldBeFalse();
        _bench.Argus.ReadParameter("HighVoltage").ShouldBe(4500);
    }

    [Fact]
    public void The_valve_box_lets_go_of_every_valve()
    {
        _bench.Open("WCG");
        _bench.Laser.Enable();

        _bench.Laboratory.LosePower(SimulatedLaboratory.ValveBox);

        "WCG".ShouldAllBe(v => !_bench.Line.IsOpen($"{v}"));
        _bench.Laser.Read().Enabled.ShouldBeTrue();
    }

    [Fact]
    public void What_there_is_not_is_refused_with_what_there_is() =>
        Should.Throw<SimulationRefusalException>(() => _bench.Laboratory.LosePower("kettle")).Message
            .ShouldBe("kettle: there is no such instrument, only valves, Argus, Fusions CO2, NMGRL Furnace, APIS, Cold Finger");
}
