using LabActors.Core.Ages;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.Gas;

namespace LabActors.Simulator.Tests;

/// <summary>Decay of 37Ar and 39Ar.</summary>
public sealed class DecayTests
{
    private const double Lambda37 = 0.01975;
    private static readonly DateTimeOffset Reactor = new(2025, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Gas_in_the_line_decays_while_it_flows()
    {
        var bench = new Bench(Pipes.Of(
                [("one", 50), ("two", 150)],
                [("V", "one", "two", 1e-7)],
                new TankFilling("one", new GasAmounts(1e-12, 1e-12, 1e-12, 1e-12, 1e-12)))
            .With(s => s with { Decay = RadioactiveDecay.Default }));
        bench.Open("V");
        const double days = 10;
        bench.Pass(days * 86400);
        var c = 1e-4 * Math.Sqrt(Pipes.Masses[0] / Pipes.Masses[3]);
        var passed = 0.75 * (1 - Math.Exp(-c * ((1 / 50.0) + (1 / 150.0)) * days * 86400));
        bench.In("two").Ar37.ShouldBeNear(1e-12 * passed * Math.Exp(-Lambda37 * days), 1e-11);
        (bench.In("one").Ar37 + bench.In("two").Ar37).ShouldBeNear(1e-12 * Math.Exp(-Lambda37 * days), 1e-12);
        (bench.In("one").Ar39 + bench.In("two").Ar39).ShouldBeNear(1e-12 * Math.Exp(-7.068e-6 * days), 1e-12);
        (bench.In("one").Ar40 + bench.In("two").Ar40).ShouldBeNear(1e-12, 1e-13);
    }

    [Fact]
    public void Nothing_decays_where_the_file_does_not_say_so()
    {
        var bench = new Bench(Pipes.Of([("one", 50)], [], new TankFilling("one", new GasAmounts(Ar37: 1e-12))));
        bench.Pass(1e7);
        bench.In("one").Ar37.ShouldBe(1e-12);
    }

    [Fact]
    public void What_is_left_of_an_irradiation_is_what_an_integration_of_it_leaves()
    {
        // Two parts of unequal power with a pause: n' = P - lambda n by the midpoint rule, then a month of decay.
        IrradiationSegment[] parts = [new(1, Reactor, Reactor.AddDays(4)), new(0.5, Reactor.AddDays(10), Reactor.AddDays(16))];
        const int steps = 46_000;
        const double days = 46, step = days / steps;
        var left = 0.0;
        for (var i = 0; i < steps; i++)
        {
            var day = (i + 0.5) * step;
            var power = day < 4 ? 1 : day is > 10 and < 16 ? 0.5 : 0;
            left = (left * Math.Exp(-Lambda37 * step)) + (power * step * Math.Exp(-Lambda37 * step / 2));
        }

        SampleGas.Survival([.. parts], Lambda37, Reactor.AddDays(days)).ShouldBeNear(left / 7, 1e-6);
    }

    [Fact]
    public void The_reductions_factor_makes_the_decay_good()
    {
        IrradiationSegment[] parts = [new(1, Reactor, Reactor.AddHours(7)), new(0.7, Reactor.AddDays(1), Reactor.AddDays(1.5))];
        var at = Reactor.AddDays(211.5);
        foreach (var lambda in new[] { Lambda37, 7.068e-6 })
        {
            var factor = IrradiationDecay.Factor(IrradiationDecay.Doses(parts, at, true), lambda);
            (SampleGas.Survival([.. parts], lambda, at) * factor).ShouldBeNear(1, 1e-9);
        }
    }
}
