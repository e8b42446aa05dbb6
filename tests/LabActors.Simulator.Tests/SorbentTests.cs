using FsCheck.Xunit;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Tests;

/// <summary>Getters that fill up, traps that trap, walls that remember: all gas that goes in is held or comes back.</summary>
public sealed class SorbentTests
{
    private const double Trap = 100, Speed = 500;

    [Fact]
    public void A_getter_takes_its_capacity_and_no_more()
    {
        const double start = 31773e-12 / 298.56, capacity = 0.7 * start;
        var bench = new Bench(WithGetter(capacity));

        // n = n0 e^(-S t/V) until n0 - n is the capacity.
        var full = -Math.Log(0.3) * Trap / Speed;
        bench.Pass(full * 0.9);
        bench.In("trap").Reactive.ShouldBeNear(start * Math.Exp(-0.9 * full * Speed / Trap), 1e-6);
        bench.Pass(1000);
        bench.In("trap").Reactive.ShouldBeNear(start - capacity, 1e-6);
        bench.In("trap").Ar40.ShouldBe(1e-12);
        var held = bench.Laboratory.Truth().Held["getter Zr"];
        held.Reactive.ShouldBeNear(capacity, 1e-6);
        (held.Reactive + bench.In("trap").Reactive).ShouldBeNear(start, 1e-14);
    }

    [Fact]
    public void A_full_getter_stays_full_when_the_laboratory_goes_on_from_its_snapshot()
    {
        var bench = new Bench(WithGetter(1e-12));
        bench.Pass(1000);
        var kept = bench.Laboratory.Snapshot();
        bench.Replace(SimulatedLaboratory.Restore(bench.Lab, bench.Lab.Simulation!, kept, bench.Time));
        var before = bench.In("trap").Reactive;
        bench.Pass(1000);
        bench.In("trap").Reactive.ShouldBe(before);
    }

    [Fact]
    public void A_cold_trap_takes_argon_when_it_is_cold_and_gives_all_of_it_back()
    {
        var bench = new Bench(WithTrap());
        bench.Laboratory.Cryostats["Cold Finger"].SetTemperature(20);

        // 295 K to 20 K with a time constant of a minute: 40 K after 60 ln(275/20) s.
        var cold = 60 * Math.Log(275.0 / 20);
        bench.Pass(cold - 0.01);
        bench.In("trap").Ar40.ShouldBe(1e-12);
        bench.Pass(1.01);
        bench.In("trap").Ar40.ShouldBeNear(1e-12 * Math.Exp(-Speed / Trap), 1e-6);
        var light = Math.Sqrt(Pipes.Masses[0] / Pipes.Masses[4]);
        bench.In("trap").Ar36.ShouldBeNear(1e-12 / 298.56 * Math.Exp(-Speed / Trap * light), 1e-6);
        bench.Pass(100);
        bench.In("trap").Ar40.ShouldBeLessThan(1e-24);
        bench.Laboratory.Truth().Held["trap Cold Finger"].Ar40.ShouldBeNear(1e-12, 1e-12);

        bench.Laboratory.Cryostats["Cold Finger"].SetTemperature(300);
        bench.Pass(1000);
        bench.In("trap").Ar40.ShouldBeNear(1e-12, 1e-12);
        bench.In("trap").Ar36.ShouldBeNear(1e-12 / 298.56, 1e-12);
    }

    [Fact]
    public void A_trap_that_is_not_cold_enough_for_argon_holds_what_freezes_earlier()
    {
        var bench = new Bench(WithTrap());
        bench.Laboratory.Cryostats["Cold Finger"].SetTemperature(78);
        bench.Pass(1000);
        bench.In("trap").Ar40.ShouldBe(1e-12);
        bench.In("trap").Reactive.ShouldBeLessThan(1e-20);
    }

    [Property(MaxTest = 20)]
    public void Whatever_is_turned_no_gas_is_lost_and_steps_do_not_matter(int seed)
    {
        var lab = WithTrap() with { Getters = [new GetterDefinition("Zr", "side", 0.3)] };
        lab = lab.With(s => s with { GetterCapacities = [new GetterCapacity("Zr", 3e-11)] });
        Bench one = new(lab), many = new(lab);
        var random = new Random(seed);
        for (var action = 0; action < 12; action++)
        {
            var (kelvin, open, seconds) = (random.Next(10, 320), random.Next(2) == 0, random.NextDouble() * 200);
            foreach (var bench in new[] { one, many })
            {
                bench.Laboratory.Cryostats["Cold Finger"].SetTemperature(kelvin);
                bench.Line.Actuate("V", open);
            }

            // Moving a valve back and forth at one instant is an event that changes nothing.
            for (var step = 0; step < 5; step++)
            {
                many.Pass(seconds / 6);
                many.Line.Actuate("V", !open);
                many.Line.Actuate("V", open);
            }

            one.Pass(seconds);
            many.Time.GoTo(one.Time.GetUtcNow());
        }

        var (start, truth) = (Pipes.Air(1e-12), one.Laboratory.Truth());
        for (var gas = 0; gas < GasAmounts.Count; gas++)
        {
            (one.Total()[gas] + truth.Held.Values.Sum(h => h[gas])).ShouldBeNear(start[gas], 1e-12, $"seed {seed}");

            // A getter is full to the tick, which is 100 ns.
            one.In("trap")[gas].ShouldBe(many.In("trap")[gas], (start[gas] * 1e-6) + 1e-300, $"seed {seed}");
        }
    }

    [Fact]
    public void Walls_of_a_source_keep_what_it_used_up_and_give_it_back()
    {
        // All of it is implanted: two pools that exchange, and nothing is lost.
        const double used = 2e-3, back = 1.0 / 500;
        var bench = new Bench(Source(new SourceWalls(1, 500), 0, used));
        bench.Pass(800);
        var (source, walls) = (bench.In("spectrometer").Ar40, bench.Laboratory.Truth().Held["walls of Argus"].Ar40);
        var even = back / (used + back);
        source.ShouldBeNear(1e-14 * (even + ((1 - even) * Math.Exp(-(used + back) * 800))), 1e-11);
        (source + walls).ShouldBeNear(1e-14, 1e-13);
    }

    [Fact]
    public void A_pumped_source_remembers_the_gas_before()
    {
        var bench = new Bench(Source(new SourceWalls(0.5, 2000), 0, 2e-4));
        bench.Pass(1200);
        bench.Open("O");
        bench.Pass(120);
        bench.Close("O");
        var rest = bench.In("spectrometer");
        bench.Pass(600);
        var grown = bench.In("spectrometer");
        (grown.Ar40 - rest.Ar40).ShouldBeGreaterThan(1e-14 * 0.01);
        ((grown.Ar40 - rest.Ar40) / (grown.Ar36 - rest.Ar36)).ShouldBeNear(298.56, 1e-3, "each isotope comes back as it went");
    }

    [Fact]
    public void Light_isotopes_are_used_up_as_the_file_says()
    {
        var bench = new Bench(Source(null, 0.5, 2e-3));
        bench.Pass(300);
        bench.In("spectrometer").Ar40.ShouldBeNear(1e-14 * Math.Exp(-0.6), 1e-12);
        bench.In("spectrometer").Ar36.ShouldBeNear(1e-14 / 298.56 * Math.Exp(-0.6 * Math.Sqrt(Pipes.Masses[0] / Pipes.Masses[4])), 1e-6);
    }

    private static LabDefinition WithGetter(double capacity) =>
        (Pipes.Of([("trap", Trap)], [], new TankFilling("trap", Pipes.Air(1e-12))) with { Getters = [new GetterDefinition("Zr", "trap", Speed / 1000)] })
        .With(s => s with { GetterCapacities = [new GetterCapacity("Zr", capacity)] });

    private static LabDefinition WithTrap() =>
        (Pipes.Of([("trap", Trap), ("side", 30)], [("V", "trap", "side", 0.01)], new TankFilling("trap", Pipes.Air(1e-12))) with
        {
            Cryostats = [Bench.Demo.Cryostats[0] with { Volume = "trap" }],
        }).With(s => s with { ColdTraps = [new SimulatedColdTrap("Cold Finger", Speed / 1000, 40, 120, 10)] });

    private static LabDefinition Source(SourceWalls? walls, double power, double used) => Bench.Quiet.With(s => s with
    {
        Tanks = [new TankFilling("spectrometer", Pipes.Air(1e-14))],
        Instruments = [.. s.Instruments.Select(i => i with { ConsumptionPerSecond = used, Walls = walls, ConsumptionMassPower = power })],
    });
}
