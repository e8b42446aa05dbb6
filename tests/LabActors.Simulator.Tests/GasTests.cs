using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Tests;

/// <summary>Gas against closed forms that the test writes down for itself.</summary>
public sealed class GasTests
{
    private const double Exact = 1e-12;

    [Fact]
    public void An_air_shot_is_the_tanks_share_of_the_pipette()
    {
        var bench = new Bench(Bench.Quiet);
        var tank = bench.Line.Amounts("air-tank");
        AirShot(bench);
        var share = bench.Volume("air-pipette") / (bench.Volume("air-pipette") + bench.Volume("air-tank"));
        for (var gas = 0; gas < GasAmounts.Count; gas++)
        {
            var shot = bench.Line.Amounts("minibone")[gas] + bench.Line.Amounts("air-pipette")[gas];
            ShouldBe(shot, tank[gas] * share);
        }
    }

    [Fact]
    public void A_shot_spreads_by_volume()
    {
        var bench = new Bench(Bench.Quiet);
        AirShot(bench);
        var minibone = bench.Line.Amounts("minibone").Ar40;
        ShouldBe(bench.Line.Amounts("air-pipette").Ar40, minibone * bench.Volume("air-pipette") / bench.Volume("minibone"));
    }

    [Fact]
    public void The_tank_declines_by_the_same_factor_with_every_shot()
    {
        var bench = new Bench(Bench.Quiet);
        var full = bench.Line.Amounts("air-tank").Ar40;
        var factor = bench.Volume("air-tank") / (bench.Volume("air-tank") + bench.Volume("air-pipette"));
        for (var shot = 1; shot <= 300; shot++)
        {
            AirShot(bench);
            Relative(bench.Line.Amounts("air-tank").Ar40, full * Math.Pow(factor, shot)).ShouldBeLessThan(Exact);
            bench.PumpOut();
        }
    }

    [Fact]
    public void Twenty_thousand_valve_actions_lose_nothing()
    {
        var bench = new Bench(Bench.Closed);
        var random = new Random(4711);
        var before = bench.Total();
        for (var action = 0; action < 20_000; action++)
        {
            bench.Line.Actuate(bench.Lab.Valves[random.Next(bench.Lab.Valves.Length)].Name, random.Next(2) == 0);
            bench.Pass(random.NextDouble() * 10);
        }

        var after = bench.Total();
        bench.Line.Amounts("spectrometer").Ar40.ShouldBeGreaterThan(0);
        for (var gas = 0; gas < GasAmounts.Count; gas++)
        {
            Relative(after[gas], before[gas]).ShouldBeLessThan(Exact, $"seed 4711, {GasAmounts.Names[gas]}");
        }
    }

    [Fact]
    public void A_pump_empties_a_volume_exponentially()
    {
        // Without conductances the turbo sees bone and manifold as one volume.
        var bench = new Bench(Bench.Quiet with { Simulation = Bench.Quiet.Simulation! with { Conductances = [] } });
        AirShot(bench);
        bench.Open("E");
        bench.Pass(1);
        bench.Close("EW");
        var start = bench.Line.Amounts("bone").Ar40;
        bench.Open("C");
        bench.Pass(0.05);
        var rate = 60_000 / (bench.Volume("bone") + bench.Volume("turbo-manifold"));
        var share = bench.Volume("bone") / (bench.Volume("bone") + bench.Volume("turbo-manifold"));
        ShouldBe(bench.Line.Amounts("bone").Ar40, start * share * Math.Exp(-rate * 0.05));
        ShouldBe(bench.Line.Amounts("bone").Ar36, start * share * Math.Exp(-rate * 0.05) / 298.56);
    }

    [Fact]
    public void The_inlet_equalises_with_the_time_constant_of_the_two_volumes()
    {
        var bench = new Bench(Bench.Quiet);
        AirShot(bench);
        bench.Close("W");
        var start = bench.Line.Amounts("minibone");
        bench.Open("R");
        bench.Pass(1.7);
        double line = bench.Volume("minibone"), source = bench.Volume("spectrometer");
        foreach (var (gas, mass) in new[] { (0, 39.9623831), (4, 35.9675451) })
        {
            var conductance = 50 * Math.Sqrt(39.9623831 / mass);
            var rate = conductance * (line + source) / (line * source);
            var expected = start[gas] * source / (line + source) * (1 - Math.Exp(-rate * 1.7));
            ShouldBe(bench.Line.Amounts("spectrometer")[gas], expected);
        }
    }

    [Fact]
    public void Pools_pumps_and_walls_together_agree_with_a_fine_numerical_integration()
    {
        var bench = new Bench(Bench.Demo);
        AirShot(bench);
        bench.Open("GRO");
        double[] v = [bench.Volume("turbo-manifold"), bench.Volume("minibone") + bench.Volume("air-pipette"), bench.Volume("spectrometer"), bench.Volume("ion-pump")];
        double[] n =
        [
            bench.Line.Amounts("turbo-manifold").Ar40,
            bench.Line.Amounts("minibone").Ar40 + bench.Line.Amounts("air-pipette").Ar40,
            bench.Line.Amounts("spectrometer").Ar40,
            bench.Line.Amounts("ion-pump").Ar40,
        ];
        var molPerMillibar = 1e-4 / (8.314462618 * 295);
        var wall = 298.56 / (298.56 + 0.1885 + 1 + 600000);
        double[] sources = [60000 * 1e-9 * molPerMillibar * wall, 2e-19, 2e-19, 8000 * 5e-10 * molPerMillibar * wall];
        double[] losses = [60000 / v[0], 0, 2e-5, 8000 / v[3]];
        double[] conductances = [5000, 50, 500];
        double[] Slope(double[] x)
        {
            var d = new double[4];
            for (var i = 0; i < 4; i++)
            {
                d[i] = sources[i] - (losses[i] * x[i]);
            }

            for (var i = 0; i < 3; i++)
            {
                var flow = conductances[i] * ((x[i] / v[i]) - (x[i + 1] / v[i + 1]));
                d[i] -= flow;
                d[i + 1] += flow;
            }

            return d;
        }

        const double step = 1e-4;
        for (var i = 0; i < 5000; i++)
        {
            var k1 = Slope(n);
            var k2 = Slope([.. n.Select((x, j) => x + (step / 2 * k1[j]))]);
            var k3 = Slope([.. n.Select((x, j) => x + (step / 2 * k2[j]))]);
            var k4 = Slope([.. n.Select((x, j) => x + (step * k3[j]))]);
            n = [.. n.Select((x, j) => x + (step / 6 * (k1[j] + (2 * k2[j]) + (2 * k3[j]) + k4[j])))];
        }

        bench.Pass(0.5);
        Relative(bench.Line.Amounts("turbo-manifold").Ar40, n[0]).ShouldBeLessThan(1e-7);
        Relative(bench.Line.Amounts("minibone").Ar40, n[1] * bench.Volume("minibone") / v[1]).ShouldBeLessThan(1e-7);
        Relative(bench.Line.Amounts("spectrometer").Ar40, n[2]).ShouldBeLessThan(1e-7);
        Relative(bench.Line.Amounts("ion-pump").Ar40, n[3]).ShouldBeLessThan(1e-7);
    }

    [Fact]
    public void A_static_volume_rises_linearly_with_its_walls()
    {
        var bench = new Bench(Bench.Demo);
        bench.Pass(600);
        ShouldBe(bench.Line.Amounts("bone").Ar40, 600 * 4e-19);
        ShouldBe(bench.Line.Amounts("bone").Ar36, 600 * 4e-19 / 298.56);
    }

    [Fact]
    public void The_source_uses_its_gas_up_exponentially()
    {
        var bench = new Bench(Bench.Demo with
        {
            Simulation = Bench.Demo.Simulation! with
            {
                Outgassing = [],
                Instruments = [.. Bench.Demo.Simulation!.Instruments.Select(i => i with { Memory = default })],
            },
        });
        AirShot(bench);
        bench.Equilibrate();
        var admitted = bench.Line.Amounts("spectrometer").Ar40;
        bench.Pass(1200);
        ShouldBe(bench.Line.Amounts("spectrometer").Ar40, admitted * Math.Exp(-2e-5 * 1200));
    }

    [Fact]
    public void A_getter_takes_the_reactive_gas_and_leaves_argon()
    {
        var bench = new Bench(Bench.Quiet);
        AirShot(bench);
        bench.Close("W");
        var before = bench.Line.Amounts("minibone");
        bench.Open("F");
        bench.Pass(0.2);
        var (minibone, getter) = (bench.Volume("minibone"), bench.Volume("getter-np10"));
        ShouldBe(bench.Line.Amounts("minibone").Ar40, before.Ar40 * minibone / (minibone + getter));
        ShouldBe(bench.Line.Amounts("minibone").Reactive, before.Reactive * minibone / (minibone + getter) * Math.Exp(-1000 / (minibone + getter) * 0.2));
    }

    [Fact]
    public void An_unknown_valve_or_gauge_is_refused_by_name()
    {
        var bench = new Bench(Bench.Quiet);
        Should.Throw<SimulationRefusalException>(() => bench.Line.OpenValve("Q")).Message.ShouldBe("extraction line: has no valve 'Q'");
        Should.Throw<SimulationRefusalException>(() => bench.Line.ReadPressure("bone_micro_ion_controller", "IG9")).Message.ShouldContain("IG9");
    }

    [Fact]
    public void A_gauge_shows_the_ideal_gas_pressure_in_its_own_units()
    {
        var bench = new Bench(Bench.Quiet with { Simulation = Bench.Quiet.Simulation! with { GaugeNoise = 0 } });
        AirShot(bench);
        var millibar = bench.Line.Amounts("minibone").Total * 8.314462618 * 295 / (bench.Volume("minibone") * 1e-6) / 100;
        ShouldBe(bench.Line.ReadPressure("microbone_micro_ion_controller", "IG"), millibar / 1.333223684);
    }

    internal static void AirShot(Bench bench)
    {
        bench.Close("EGFW");
        bench.Open("X");
        bench.Pass(5);
        bench.Close("X");
        bench.Pass(1);
        bench.Open("W");
        bench.Pass(5);
    }

    private static void ShouldBe(double found, double expected) => Relative(found, expected).ShouldBeLessThan(Exact, $"found {found:R}, expected {expected:R}");

    private static double Relative(double found, double expected) => found == expected ? 0 : Math.Abs(found - expected) / Math.Abs(expected);
}
