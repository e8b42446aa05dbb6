namespace LabActors.Simulator.Tests;

/// <summary>Beams, peaks and noise of the simulated multicollector, and the signals that the demo laboratory is meant to give.</summary>
public sealed class SpectrometerTests
{
    private static readonly double Collection = Bench.Demo.Instruments[0].Magnet.Table.Single(p => p is { Isotope: "Ar39", Detector: "AX" }).Dac;

    [Fact]
    public void An_air_shot_reads_its_amount_times_the_sensitivity()
    {
        var bench = Measuring("air");
        var source = bench.Line.Amounts("spectrometer");
        var readings = bench.Many("H1", 200);
        var expected = (source.Ar40 * 2e16) + 0.21;
        readings.Average().ShouldBe(expected, 4 / Math.Sqrt(200) * Deviation(expected, 1.048576) + 0.5);
        expected.ShouldBeInRange(4500, 5500);
        (bench.Many("H1", 2000).Average() / bench.Many("CDD", 2000).Average()).ShouldBe(298.56, 5);
    }

    [Fact]
    public void The_demo_laboratory_gives_the_signals_of_a_real_one()
    {
        Mean(Measuring("cocktail"), "H1").ShouldBeInRange(600, 1000);
        Mean(Measuring("cocktail"), "AX").ShouldBeInRange(60, 100);
        Mean(Measuring("unknown"), "H1").ShouldBeInRange(500, 1500);
        Mean(Measuring("unknown"), "AX").ShouldBeInRange(50, 120);
        Mean(Measuring("unknown"), "CDD").ShouldBeInRange(0.2, 2);
        Mean(Measuring("blank"), "H1").ShouldBeInRange(3, 12);
    }

    [Fact]
    public void Pumping_brings_the_spectrometer_from_an_air_shot_to_its_background()
    {
        var bench = Measuring("air");
        bench.PumpOut(60);
        Mean(bench, "H1").ShouldBeLessThan(3);
    }

    [Theory]
    [InlineData(0.262144)]
    [InlineData(1.048576)]
    [InlineData(8.388608)]
    public void Faraday_noise_falls_with_the_root_of_the_integration_time(double integration)
    {
        var bench = Measuring("air");
        bench.Argus.SetIntegrationTime(integration).ShouldBe(integration);
        bench.Argus.PositionMagnet(Collection + 0.03);
        var readings = bench.Many("H1", 4000);
        readings.Average().ShouldBe(0.21, 4 * Deviation(0, integration) / Math.Sqrt(4000));
        Bench.Spread(readings).ShouldBe(Deviation(0, integration), Deviation(0, integration) * 0.05);
    }

    [Fact]
    public void Shot_noise_adds_in_quadrature()
    {
        var bench = Measuring("air");
        var readings = bench.Many("H1", 4000);
        Bench.Spread(readings).ShouldBe(Deviation(readings.Average(), 1.048576), 0.06);
    }

    [Fact]
    public void A_peak_is_flat_on_top_and_falls_to_nothing_within_a_peak_centers_window()
    {
        var bench = Measuring("air");
        var center = Collection + 0.0003;
        double At(double offset)
        {
            bench.Argus.PositionMagnet(center + offset);
            return Mean(bench, "H1", 20);
        }

        var top = At(0);
        At(0.0028).ShouldBe(top, top * 0.002);
        At(-0.0028).ShouldBe(top, top * 0.002);
        At(0.004).ShouldBe(top / 2, top * 0.01);
        At(-0.004).ShouldBe(top / 2, top * 0.01);
        At(0.0055).ShouldBe(0.2, 0.3);
        At(-0.0055).ShouldBe(0.2, 0.3);
    }

    [Fact]
    public void Moving_the_magnet_brings_another_isotope_to_a_detector()
    {
        var bench = Measuring("air");
        var h1 = Mean(bench, "H1");
        bench.Argus.PositionMagnet(Bench.Demo.Instruments[0].Magnet.Table.Single(p => p is { Isotope: "Ar40", Detector: "AX" }).Dac);
        Mean(bench, "AX").ShouldBe(h1, h1 * 0.01);
        Mean(bench, "H1").ShouldBe(0.2, 0.3);
    }

    [Fact]
    public void Protecting_and_blanking_turn_the_beam_away_and_back()
    {
        var bench = Measuring("air");
        var ar40 = Mean(bench, "H1");
        bench.Argus.Protect("H1", true);
        Mean(bench, "H1").ShouldBe(0.21, 0.2);
        bench.Argus.Protect("H1", false);
        Mean(bench, "H1").ShouldBe(ar40, 5);
        bench.Argus.Blank(true);
        Mean(bench, "CDD").ShouldBeLessThan(0.001);
        bench.Argus.Blank(false);
        Mean(bench, "CDD").ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Deflection_and_high_voltage_shift_the_peaks()
    {
        var bench = Measuring("air");
        var ar40 = Mean(bench, "H1");
        bench.Argus.SetDeflection("H1", 2000);
        Mean(bench, "H1").ShouldBe(0.21, 0.3);
        bench.Argus.SetDeflection("H1", 0);
        bench.Argus.SetParameter("High Voltage", 4400);
        Mean(bench, "H1").ShouldBe(0.21, 0.3);
        bench.Argus.SetParameter("HighVoltage", 4500);
        bench.Argus.SetParameter("TrapCurrent", 100);
        Mean(bench, "H1").ShouldBe(ar40 / 2, 5);
    }

    [Fact]
    public void What_the_spectrometer_has_not_is_refused()
    {
        var argus = new Bench(Bench.Demo).Argus;
        Should.Throw<SimulationRefusalException>(() => argus.PositionMagnet(11)).Message.ShouldBe("Argus: magnet DAC 11 is not from 0 to 10");
        Should.Throw<SimulationRefusalException>(() => argus.Protect("L9", true));
        Should.Throw<SimulationRefusalException>(() => argus.SetParameter("Warp", 1));
        Should.Throw<SimulationRefusalException>(() => argus.SetParameter("TrapCurrent", double.NaN));
    }

    private static Bench Measuring(string what)
    {
        var bench = new Bench(Bench.Demo);
        bench.PumpOut();
        bench.Close("B");
        switch (what)
        {
            case "air":
                GasTests.AirShot(bench);
                break;
            case "cocktail":
                bench.Close("EGF");
                bench.Open("Z");
                bench.Pass(5);
                bench.Close("Z");
                bench.Pass(1);
                bench.Open("Y");
                bench.Pass(5);
                break;
            case "unknown":
                bench.Laser.MoveTo("12");
                bench.Laser.Enable();
                bench.Laser.SetOutput(3, "watts");
                bench.Pass(30);
                bench.Laser.Disable();
                break;
        }

        bench.Pass(60);
        if (what is "air" or "cocktail")
        {
            bench.Close("WY");
            bench.Open("F");
        }
        else
        {
            bench.Pass(240);
        }

        bench.Pass(30);
        bench.Equilibrate();
        bench.Argus.PositionMagnet(Collection);
        return bench;
    }

    private static double Mean(Bench bench, string detector, int count = 100) => bench.Many(detector, count).Average();

    /// <summary>Thermal noise of 1e12 ohm at 295 K and shot noise, fA.</summary>
    private static double Deviation(double signal, double integration) =>
        Math.Sqrt((4 * 1.380649e-23 * 295 / (1e12 * integration)) + (signal * 1e-15 * 1.602176634e-19 / integration)) * 1e15;
}
