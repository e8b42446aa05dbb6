using LabActors.Core.Labs.Simulation;
using LabActors.Core.Reduction;
using LabActors.Simulator.Truth;

namespace LabActors.Simulator.Tests;

/// <summary>What a laboratory's file can add to beams, peaks, magnet and detectors.</summary>
public sealed class IonOpticsTests
{
    private const double Dac = 5.8956;

    // 40Ar of 5000 fA.
    private static readonly GasAmounts Gas = Pipes.Air(2.5e-13) with { Ar39 = 4e-15, Reactive = 1e-11 };

    [Fact]
    public void A_dead_counter_loses_ions_and_the_reduction_finds_them_again()
    {
        var bench = Source(i => i, ("CDD", d => d with { DeadTimeNs = 800, Efficiency = 40, DarkCountsPerSecond = 0 }));
        var rate = Detector(bench, "CDD").BeamFa * 40 * 6241.509;
        var expected = rate / (1 + (rate * 800e-9));
        (Detector(bench, "CDD").ExpectedFa * 6241.509).ShouldBeNear(expected, 1e-6);
        rate.ShouldBeGreaterThan(expected * 2);

        var readings = bench.Many("CDD", 2000);
        var counts = expected * 1.048576;
        var narrow = Math.Pow(expected / rate, 2);
        readings.Average().ShouldBe(expected / 6241.509, 4 * Math.Sqrt(counts * narrow / 2000) / 1.048576 / 6241.509);
        Bench.Spread(readings).ShouldBeNear(Math.Sqrt(counts * narrow) / 1.048576 / 6241.509, 0.08);
        IonCounting.TrueIntensity(readings.Average(), 800).ShouldBeNear(rate / 6241.509, 2e-3);
    }

    [Fact]
    public void A_detector_shows_no_more_than_it_can()
    {
        var bench = Source(i => i, ("H1", d => d with { SaturationFa = 3000 }), ("CDD", d => d with { SaturationFa = 10 }));
        Detector(bench, "H1").BeamFa.ShouldBeNear(5000, 1e-6);
        bench.Many("H1", 20).ShouldAllBe(r => r == 3000);
        bench.Many("CDD", 20).ShouldAllBe(r => r == 10);
        bench.Argus.Protect("H1", true);
        bench.Many("H1", 20).ShouldAllBe(r => Math.Abs(r) < 2);
    }

    [Fact]
    public void An_amplifier_follows_a_jump_with_its_time_constant()
    {
        var bench = Source(i => i, ("H1", d => d with { SettlingSeconds = 0.5, BaselineFa = 0 }));
        double Now() => Detector(bench, "H1").ExpectedFa;
        var beam = Now();
        bench.Argus.Protect("H1", true);
        Now().ShouldBeNear(beam, 1e-12);
        bench.Pass(1);
        Now().ShouldBeNear(beam * Math.Exp(-2), 1e-9);

        // Half-way back the next jump begins where it stands.
        bench.Argus.Protect("H1", false);
        bench.Pass(0.5);
        var back = beam - ((beam - (beam * Math.Exp(-2))) * Math.Exp(-1));
        Now().ShouldBeNear(back, 1e-9);
        bench.Argus.SetIntegrationTime(2);
        Now().ShouldBeNear(back, 1e-9);
        Detector(bench, "AX").ExpectedFa.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Johnson_noise_goes_with_the_resistor()
    {
        var quiet = Bench.Demo.Instruments[0];
        foreach (var ohm in new[] { 1e11, 1e13 })
        {
            var lab = Bench.Quiet with { Instruments = [quiet with { Detectors = [.. quiet.Detectors.Select(d => d with { ResistorOhm = d.ResistorOhm > 0 ? ohm : 0 })] }] };
            var readings = new Bench(lab).Many("H2", 2000);
            Bench.Spread(readings).ShouldBeNear(Math.Sqrt(4 * 1.380649e-23 * 295 / (ohm * 1.048576)) * 1e15, 0.08);
        }
    }

    [Fact]
    public void Tails_fall_with_the_square_of_the_distance_and_are_lower_above()
    {
        var bench = Source(i => i with { AbundanceSensitivity = 1e-5, MassBias = 0 }, gas: new GasAmounts(Ar40: 2.5e-13));

        // H1 has mass 40 here; AX stands one below, L1 two below, H2 one above.
        Detector(bench, "AX").BeamFa.ShouldBeNear(5000 * 1e-5, 0.05);
        Detector(bench, "L1").BeamFa.ShouldBeNear(5000 * 1e-5 / 4, 0.07);
        Detector(bench, "H2").BeamFa.ShouldBeNear(5000 * 1e-5 / 2, 0.05);
        Detector(bench, "H1").BeamFa.ShouldBeNear(5000, 1e-9);
    }

    [Fact]
    public void A_rounded_peak_is_half_as_high_where_a_straight_one_is_and_smooth_elsewhere()
    {
        var straight = Source(i => i);
        var rounded = Source(i => i with { Shape = PeakShape.Rounded });
        double At(Bench bench, double offset)
        {
            bench.Argus.PositionMagnet(Dac + 0.0003 + offset);
            return Detector(bench, "H1").BeamFa / 5000;
        }

        At(rounded, 0).ShouldBe(1, 1e-6);
        At(rounded, 0.004).ShouldBe(0.5, 1e-4);
        At(straight, 0.004).ShouldBe(0.5, 1e-9);
        At(straight, 0.003).ShouldBe(1, 1e-9);
        At(rounded, 0.003).ShouldBeInRange(0.9, 0.99);
        At(rounded, -0.0048).ShouldBe(1 - At(rounded, 0.0032), 0.002);
        At(rounded, 0.012).ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void The_field_settles_and_stands_higher_when_it_came_from_above()
    {
        var bench = Source(i => i with { Field = new SimulatedField(0.4, 0.0006) });
        double Field() => bench.Laboratory.Truth().Spectrometers["Argus"].Field;
        Field().ShouldBe(Dac);
        bench.Argus.PositionMagnet(5);
        bench.Pass(0.4);
        Field().ShouldBe(5.0003 + ((Dac - 5.0003) * Math.Exp(-1)), 1e-12);
        bench.Argus.ReadMagnet().ShouldBe(5);
        bench.Pass(20);
        bench.Argus.PositionMagnet(Dac);
        bench.Pass(20);
        Field().ShouldBe(Dac - 0.0003, 1e-12);
        bench.Argus.PositionMagnet(Dac);
        Field().ShouldBe(Dac - 0.0003, 1e-12);

        // Past it and back: from above.
        bench.Argus.PositionMagnet(6);
        bench.Pass(20);
        bench.Argus.PositionMagnet(Dac);
        bench.Pass(20);
        Field().ShouldBe(Dac + 0.0003, 1e-12);
    }

    [Fact]
    public void Peaks_sensitivity_baselines_and_efficiencies_drift_with_the_hours()
    {
        var bench = Source(
            i => i with { Drift = new InstrumentDrift(1e-4, 2e-4, -0.001) },
            ("H1", d => d with { BaselineFa = 1, BaselineDriftFaPerHour = 0.5, EfficiencyDriftPerHour = 0.002 }));
        var center = Detector(bench, "H1").CentersDac["Ar40"];
        bench.Pass(10 * 3600);
        var swing = Math.Sin(2 * Math.PI / 24) - Math.Sin(2 * Math.PI * -9 / 24);
        (Detector(bench, "H1").CentersDac["Ar40"] - center).ShouldBe(1e-3 + (2e-4 * swing), 1e-12);
        Detector(bench, "H1").BeamFa.ShouldBeNear(5000 * 0.99, 1e-9);
        Detector(bench, "H1").ExpectedFa.ShouldBeNear((5000 * 0.99 * 1.02) + 1 + 5, 1e-9);
    }

    [Fact]
    public void A_source_out_of_tune_gives_weaker_beams()
    {
        var bench = Source(i => i with { Focus = [new SourceFocus("IonRepeller", 10, 25)] });
        Detector(bench, "H1").BeamFa.ShouldBeNear(5000, 1e-9);
        bench.Argus.SetParameter("IonRepeller", -15);
        Detector(bench, "H1").BeamFa.ShouldBeNear(5000 * Math.Exp(-0.5), 1e-9);
    }

    [Fact]
    public void Other_ions_fall_on_the_peaks_of_argon()
    {
        var bench = Source(i => i with
        {
            Interferences =
            [
                new Interference("H35Cl", 35.97668, 0.3, "", 0),
                new Interference("C3H3", 39.02348, 0.1, "reactive", 1e-4),
                new Interference("40ArH", 40.97021, 0, "Ar40", 2e-4),
            ],
        });
        var clean = Source(i => i);
        double Added(string detector) => Detector(bench, detector).BeamFa - Detector(clean, detector).BeamFa;
        Added("CDD").ShouldBe(0.3, 1e-9);
        Added("H2").ShouldBe(5000 * 2e-4, 1e-6);

        // 0.06 u above 39Ar: on the flank.
        Added("AX").ShouldBeInRange(0, 0.1 + (1e-11 * 2e16 * 1e-4));
        bench.Argus.SetParameter("TrapCurrent", 100);
        clean.Argus.SetParameter("TrapCurrent", 100);
        Added("CDD").ShouldBe(0.15, 1e-9);
    }

    [Fact]
    public void A_gauge_shows_more_for_argon_when_it_is_said_to()
    {
        double Shown(double factor)
        {
            var bench = new Bench(Bench.Quiet.With(s => s with
            {
                GaugeNoise = 0,
                GaugeArgonFactor = factor,
                Tanks = [new TankFilling("bone", new GasAmounts(Ar40: 1e-10, Reactive: 3e-10))],
            }));
            return bench.Line.ReadPressure("bone_micro_ion_controller", "IG");
        }

        (Shown(1.29) / Shown(1)).ShouldBe((1.29 + 3) / 4, 1e-12);
    }

    private static Bench Source(
        Func<SimulatedInstrument, SimulatedInstrument> change,
        params (string Name, Func<SimulatedDetector, SimulatedDetector> Change)[] detectors) => Source(change, Gas, detectors);

    private static Bench Source(
        Func<SimulatedInstrument, SimulatedInstrument> change,
        GasAmounts gas,
        params (string Name, Func<SimulatedDetector, SimulatedDetector> Change)[] detectors) => new(Bench.Quiet.With(s => s with
        {
            Tanks = [new TankFilling("spectrometer", gas)],
            Instruments =
        [
            .. s.Instruments.Select(i => change(i with
            {
                Detectors = [.. i.Detectors.Select(d => detectors.Where(c => c.Name == d.Name).Select(c => c.Change).DefaultIfEmpty(same => same).Single()(d))],
            })),
        ],
        }));

    private static TrueDetector Detector(Bench bench, string name) => bench.Laboratory.Truth().Spectrometers["Argus"].Detectors[name];
}
