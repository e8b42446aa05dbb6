using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Tests;

/// <summary>Molecular flow through networks of valves, each against a closed form.</summary>
public sealed class NetworkTests
{
    private const double Exact = 1e-11;

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Three_valves_meet_at_a_tee(double seconds)
    {
        // Three equal arms: their differences fade with C/V, arms and tee together with C/V + 3 C/v.
        const double arm = 50, tee = 1, litres = 0.02;
        var bench = new Bench(Pipes.Of(
            [("one", arm), ("two", arm), ("three", arm), ("tee", tee)],
            [("1", "one", "tee", litres), ("2", "two", "tee", litres), ("3", "tee", "three", litres)],
            new TankFilling("one", Pipes.Air(1e-12))));
        bench.Open("123");
        bench.Pass(seconds);
        for (var gas = 0; gas < GasAmounts.Count; gas++)
        {
            var start = Pipes.Air(1e-12)[gas];
            var c = litres * 1000 * Math.Sqrt(Pipes.Masses[0] / Pipes.Masses[gas]);
            var all = start * 3 * arm / ((3 * arm) + tee);
            var arms = all + ((start - all) * Math.Exp(-((c / arm) + (3 * c / tee)) * seconds));
            var apart = start * Math.Exp(-c / arm * seconds);
            bench.In("one")[gas].ShouldBeNear((arms + (2 * apart)) / 3, Exact);
            bench.In("two")[gas].ShouldBe((arms - apart) / 3, (start * 1e-14) + 1e-300);
            bench.In("three")[gas].ShouldBe(bench.In("two")[gas], (start * 1e-15) + 1e-300);
            bench.In("tee")[gas].ShouldBe(start - arms, (start * 1e-14) + 1e-300);
        }
    }

    [Theory]
    [InlineData("one", "")]
    [InlineData("", "")]
    [InlineData("one", "one")]
    [InlineData("one", "the neighbour's line")]
    public void A_valve_that_does_not_part_two_volumes_carries_nothing(string a, string b)
    {
        var bench = new Bench(Pipes.Of([("one", 50), ("two", 50)], [("V", a, b, 1)], new TankFilling("one", Pipes.Air(1e-12))));
        bench.Open("V");
        bench.Line.IsOpen("V").ShouldBeTrue();
        bench.Pass(100);
        bench.In("one").ShouldBe(Pipes.Air(1e-12));
        bench.In("two").ShouldBe(default);
    }

    [Theory]
    [InlineData(20, 1e-6)]
    [InlineData(2, 0.0204)]
    public void An_inlet_that_closes_too_early_lets_the_light_isotope_through(double seconds, double light)
    {
        // 50 + 50 cm3 through 0.02 l/s: a time constant of 1.25 s, less for 36Ar by the root of the masses.
        var bench = new Bench(Pipes.Of([("prep", 50), ("source", 50)], [("R", "prep", "source", 0.02)], new TankFilling("prep", Pipes.Air(1e-12))));
        bench.Open("R");
        bench.Pass(seconds);
        bench.Close("R");
        double Share(double mass) => (1 - Math.Exp(-0.8 * Math.Sqrt(Pipes.Masses[0] / mass) * seconds)) / 2;
        bench.In("source").Ar40.ShouldBeNear(1e-12 * Share(Pipes.Masses[0]), Exact);
        bench.In("source").Ar36.ShouldBeNear(1e-12 / 298.56 * Share(Pipes.Masses[4]), Exact);
        var ratio = bench.In("source").Ar40 / bench.In("source").Ar36;
        (1 - (ratio / 298.56)).ShouldBe(light, 2e-4);
    }

    [Fact]
    public void A_shot_spreads_and_the_tank_declines_as_peers_have_it()
    {
        // 9.5e-5 mbar of 40Ar in 50 cm3; a pipette of 0.1 cm3; 100.1 cm3 behind it: 9.47e-8 mbar, 0.998 of it the next time.
        var bench = new Bench(Pipes.Of(
            [("tank", 50), ("pipette", 0.1), ("line", 100)],
            [("X", "tank", "pipette", double.PositiveInfinity), ("W", "pipette", "line", double.PositiveInfinity)],
            new TankFilling("tank", Pipes.Air(9.5e-5 * 50 * Pipes.MolPerMillibarCubic))));
        double Shot()
        {
            var before = bench.In("line").Ar40 + bench.In("pipette").Ar40;
            bench.Open("X");
            bench.Pass(1);
            bench.Close("X");
            bench.Open("W");
            bench.Pass(1);
            bench.Close("W");
            return bench.In("line").Ar40 + bench.In("pipette").Ar40 - before;
        }

        Shot();
        (bench.In("line").Ar40 / 100 / Pipes.MolPerMillibarCubic).ShouldBeNear(9.5e-5 * 50 / 50.1 * 0.1 / 100.1, Exact);
        var tank = bench.In("tank").Ar40;
        Shot();
        (bench.In("tank").Ar40 / tank).ShouldBe(50 / 50.1, 1e-5);
    }

    [Fact]
    public void A_pump_behind_a_valve_empties_a_source_with_the_two_roots_of_both()
    {
        const double source = 50, manifold = 50, c = 20, speed = 50_000;
        var lab = Pipes.Of([("source", source), ("manifold", manifold)], [("O", "source", "manifold", c / 1000)], new TankFilling("source", Pipes.Air(1e-12)));
        var bench = new Bench(lab with { Pumps = [new PumpDefinition("turbo", PumpKind.Turbo, "manifold", speed / 1000)] });
        bench.Open("O");
        bench.Pass(20);

        // x' = -a x + b y, y' = a x - d y, by the eigenvalues of the matrix.
        double a = c / source, b = c / manifold, d = (c + speed) / manifold;
        var root = Math.Sqrt(((a - d) * (a - d)) + (4 * a * b));
        double slow = (a + d - root) / 2, fast = (a + d + root) / 2;
        var expected = 1e-12 * (((d - slow) * Math.Exp(-slow * 20)) + ((fast - d) * Math.Exp(-fast * 20))) / (fast - slow);
        bench.In("source").Ar40.ShouldBeNear(expected, 1e-9);
        bench.In("source").Ar40.ShouldBeLessThan(1e-12 * 4e-4);
    }

    [Fact]
    public void A_leak_makes_a_blank()
    {
        // 1e-12 mbar l/s of 40Ar for a minute into 100 cm3 are 6e-10 mbar: 600 fA at 1e12 fA/mbar.
        var leak = Pipes.Air(1e-12 * 1000 * Pipes.MolPerMillibarCubic);
        var bench = new Bench(Pipes.Of([("line", 100)], []).With(s => s with { Outgassing = [new Outgassing("line", leak)] }));
        bench.Pass(60);
        (bench.In("line").Ar40 / 100 / Pipes.MolPerMillibarCubic * 1e12).ShouldBeNear(600, Exact);
    }
}
