using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.Gas;

namespace LabActors.Simulator.Tests;

/// <summary>Gas that heat frees from samples.</summary>
public sealed class SampleTests
{
    private static readonly SampleDefinition FishCanyon = Bench.Demo.Simulation!.Samples.Single(s => s.Name == "FC-2");

    [Fact]
    public void Released_gas_follows_first_order_kinetics_of_each_domain()
    {
        var bench = Alone(FishCanyon with { Spread = 0 });
        bench.Laser.Enable();
        bench.Laser.MoveTo("7");
        bench.Laser.SetOutput(2, "watts");
        bench.Laser.Temperature.ShouldBe(295 + 900, 1e-9);
        bench.Pass(30);
        var whole = SampleGas.Irradiated(FishCanyon, bench.Lab.Simulation!);
        var expected = FishCanyon.Domains.Sum(d =>
        {
            var rate = Math.Pow(10, d.Log10Frequency) * Math.Exp(-d.ActivationKilojoulePerMol * 1000 / (8.314462618 * 1195));
            return ((whole.Ar40 * d.Fraction) + (FishCanyon.Trapped.Ar40 * d.TrappedFraction)) * (1 - Math.Exp(-rate * 30));
        });
        (bench.Line.Amounts("laser-stage").Ar40 / expected).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Steps_release_what_one_heating_releases_and_nothing_twice()
    {
        var fused = Fuse(FishCanyon with { Spread = 0 }, 5);
        var stepped = Fuse(FishCanyon with { Spread = 0 }, 1, 1.5, 2, 2.5, 5);
        (stepped.Ar40 / fused.Ar40).ShouldBe(1, 1e-9);
        var whole = SampleGas.Irradiated(FishCanyon, Bench.Demo.Simulation!);
        (fused.Ar39 / whole.Ar39).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Low_steps_free_trapped_argon_and_high_steps_the_sample()
    {
        double Yield(params double[] watts)
        {
            var gas = Fuse(FishCanyon with { Spread = 0 }, watts);
            return 1 - (298.56 * gas.Ar36 / gas.Ar40);
        }

        Yield(1.3).ShouldBeLessThan(Yield(1.3, 3) - 0.05);
    }

    [Theory]
    [InlineData(28.201, 0.00163, 60)]
    [InlineData(64.1, 0.0038, 0.8)]
    [InlineData(1072, 0.012, 9)]
    public void The_gas_of_a_fused_grain_gives_the_age_that_it_was_made_with(double age, double j, double kca)
    {
        var sample = FishCanyon with { AgeMa = age, J = j, KCa = kca };
        var gas = Fuse(sample, 6);

        // The usual reduction: calcium from 37, potassium from the rest of 39, atmosphere from the rest of 36.
        var p = Bench.Demo.Simulation!.Production;
        var ar39K = gas.Ar39 - (p.Ca3937 * gas.Ar37);
        var atmospheric36 = gas.Ar36 - (p.Ca3637 * gas.Ar37);
        var radiogenic = gas.Ar40 - (298.56 * atmospheric36) - (p.K4039 * ar39K);
        var found = Math.Log(1 + (j * radiogenic / ar39K)) / 5.463e-10 / 1e6;
        (found / age).ShouldBe(1, 1e-9);
        (ar39K / gas.Ar37 / p.CaK).ShouldBe(kca, kca * 1e-9);
    }

    [Fact]
    public void Grains_differ_in_size_but_not_in_age()
    {
        var sizes = Enumerable.Range(1, 20).Select(hole =>
        {
            var bench = Alone(FishCanyon);
            Heat(bench, $"{hole}", 6);
            var gas = bench.Line.Amounts("laser-stage");
            return (gas.Ar39, Ratio: gas.Ar40 / gas.Ar39);
        }).ToArray();
        sizes.Select(s => s.Ar39).Distinct().Count().ShouldBe(20);
        (sizes.Max(s => s.Ar39) / sizes.Min(s => s.Ar39)).ShouldBeInRange(1.05, 1.2 / 0.8);
        sizes.ShouldAllBe(s => Math.Abs((s.Ratio / sizes[0].Ratio) - 1) < 1e-9);
    }

    [Fact]
    public void What_is_off_disabled_or_aims_at_nothing_frees_no_gas()
    {
        var bench = Alone(FishCanyon);
        bench.Laser.MoveTo("4");
        Should.Throw<SimulationRefusalException>(() => bench.Laser.SetOutput(3, "watts")).Message.ShouldBe("Fusions CO2: is not enabled");
        bench.Laser.Enable();
        Should.Throw<SimulationRefusalException>(() => bench.Laser.SetOutput(3, "volts")).Message.ShouldContain("watts, percent");
        Should.Throw<SimulationRefusalException>(() => bench.Laser.SetOutput(300, "")).Message.ShouldContain("0 to 40");
        bench.Laser.SetOutput(5, "");
        bench.Laser.Disable();
        bench.Pass(100);
        bench.Line.Amounts("laser-stage").Total.ShouldBe(0);
        bench.Laser.Read().Output.ShouldBe(0);
    }

    [Fact]
    public void A_furnace_heats_what_lies_in_its_crucible()
    {
        var bench = new Bench(Bench.Quiet);
        var furnace = bench.Laboratory.ExtractionDevices["NMGRL Furnace"];
        furnace.Enable();
        furnace.SetOutput(1400, "temp");
        furnace.Temperature.ShouldBe(1673.15, 1e-9);
        bench.Pass(600);
        var first = bench.Line.Amounts("furnace").Ar39;
        first.ShouldBeGreaterThan(2e-14);
        bench.Pass(600);
        bench.Line.Amounts("furnace").Ar39.ShouldBe(first, first * 1e-6);
        furnace.MoveTo("2");
        furnace.DumpSample();
        bench.Pass(600);
        (bench.Line.Amounts("furnace").Ar39 / first).ShouldBe(2, 1e-3);
    }

    private static GasAmounts Fuse(SampleDefinition sample, params double[] watts)
    {
        var bench = Alone(sample);
        Heat(bench, "7", watts);
        return bench.Line.Amounts("laser-stage");
    }

    private static void Heat(Bench bench, string hole, params double[] watts)
    {
        bench.Laser.Enable();
        bench.Laser.MoveTo(hole);
        foreach (var w in watts)
        {
            bench.Laser.SetOutput(w, "watts");
            bench.Pass(60);
        }

        bench.Laser.Disable();
        bench.Pass(1);
    }

    private static Bench Alone(SampleDefinition sample) =>
        new(Bench.Quiet with { Simulation = Bench.Quiet.Simulation! with { Samples = [sample] } });
}
