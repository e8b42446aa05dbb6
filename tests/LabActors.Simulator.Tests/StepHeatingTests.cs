using LabActors.Core.Ages;
using LabActors.Core.Irradiations;
using LabActors.Core.Labs.Simulation;
using LabActors.Core.Reduction;

namespace LabActors.Simulator.Tests;

/// <summary>A sample of known age that is heated in steps, its gas reduced as the laboratory's is: the truth in, the truth out.</summary>
public sealed class StepHeatingTests
{
    private static readonly double[] Watts = [1.2, 1.4, 1.6, 1.8, 1.95, 2.1, 2.3, 2.5];
    private static readonly IrradiationSegment[] Chronology =
        [new(1, ManualTime.Epoch.AddDays(-90), ManualTime.Epoch.AddDays(-89)), new(0.8, ManualTime.Epoch.AddDays(-88), ManualTime.Epoch.AddDays(-87.5))];

    private static readonly Production Production =
        new(new(1e-3), new(1.3e-2), new(1e-4), new(7e-4), new(1.96e-5), new(2.7e-4), new(320), new(1.96), new(0.2));

    private static readonly ArgonConstants Constants = ArgonConstants.Default with
    {
        Trapped4036 = new(298.56),
        Trapped4038 = 298.56 / 0.1885,
        DecayFromSegmentEnd = true,
    };

    private static readonly SampleDefinition Sample = Bench.Demo.Simulation!.Samples.Single(s => s.Name == "FC-2") with { KCa = 6, KCl = 40 };

    [Theory]
    [InlineData(DomainGeometry.Box, false)]
    [InlineData(DomainGeometry.Box, true)]
    [InlineData(DomainGeometry.Slab, false)]
    [InlineData(DomainGeometry.Sphere, true)]
    public void Steps_give_back_a_plateau_at_the_age_of_the_sample(DomainGeometry geometry, bool chlorine)
    {
        // The reduction counts the decay of 36Cl from the start of the irradiation, the truth from when it was made: a hundredth of a small correction.
        var exact = chlorine ? 1e-5 : 1e-9;
        var steps = Heat(Sample with { Geometry = geometry, Irradiation = [.. Chronology], KCl = chlorine ? 40 : null });
        foreach (var step in steps)
        {
            var result = step.Result();
            result.Age!.Value.Value.ShouldBe(28.201, 28.201 * exact);
            result.KCa!.Value.Value.ShouldBe(6, 6e-8);
            (1 / result.KCl!.Value.Value).ShouldBe(chlorine ? 1.0 / 40 : 0, 1e-6);
            result.Ar37DecayFactor.ShouldBeGreaterThan(5);
        }

        var plateau = Plateau.Find([.. steps.Select(s => new PlateauStep(s.Result().Age!.Value, s.Split.K39.Value))], new PlateauOptions()).ShouldNotBeNull();
        (plateau.First, plateau.Last).ShouldBe((0, Watts.Length - 1));
        plateau.Age.Mean.ShouldBe(28.201, 28.201 * exact);

        // Trapped argon comes first, the sample's own last.
        steps[0].Split.YieldPercent.Value.ShouldBeLessThan(steps[^1].Split.YieldPercent.Value - 5);
    }

    [Fact]
    public void Decay_that_is_not_made_good_gives_another_ratio_of_potassium_to_calcium()
    {
        var steps = Heat(Sample with { Irradiation = [.. Chronology] }, []);
        (steps[^1].KCa.Value / 6).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_domain_that_lost_argon_breaks_the_plateau()
    {
        var first = Sample.Domains[0] with { AgeMa = 15 };
        var steps = Heat(Sample with { Irradiation = [.. Chronology], Domains = [first, .. Sample.Domains[1..]] });
        steps[0].Result().Age!.Value.Value.ShouldBeInRange(14.9, 17);
        steps[^1].Result().Age!.Value.Value.ShouldBe(28.201, 0.01);
        var plateau = Plateau.Find([.. steps.Select(s => new PlateauStep(s.Result().Age!.Value, s.Split.K39.Value))], new PlateauOptions(MinSteps: 2)).ShouldNotBeNull();
        plateau.First.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Domains_of_their_own_chemistry_show_it()
    {
        var calcic = Sample.Domains[^1] with { KCa = 0.5, KCl = 4 };
        var steps = Heat(Sample with { Irradiation = [.. Chronology], Domains = [.. Sample.Domains[..^1], calcic] });
        steps[0].KCa.Value.ShouldBe(6, 0.6);
        steps[^1].KCa.Value.ShouldBe(0.5, 0.01);
        steps[^1].KCl.Value.ShouldBe(4, 0.1);
        steps[^1].Result().Age!.Value.Value.ShouldBe(28.201, 28.201 * 1e-4);
    }

    [Fact]
    public void A_sphere_loses_its_gas_as_the_error_function_has_it()
    {
        // Early on f = 6 sqrt(Dt/(pi a2)) - 3 Dt/a2 (Crank 1975, eq. 6.21 for small times).
        var domain = new DiffusionDomain(1, 1, 200, 6.5);
        var bench = Alone(Sample with { Spread = 0, Geometry = DomainGeometry.Sphere, Domains = [domain] });
        bench.Laser.Enable();
        bench.Laser.MoveTo("7");
        bench.Laser.SetOutput(2, "watts");
        var dimensionless = Math.Pow(10, 6.5) * Math.Exp(-200_000 / (8.314462618 * 1195));
        bench.Pass(0.03 / dimensionless);
        var whole = Gas.SampleGas.Irradiated(Sample, bench.Lab.Simulation!);
        (bench.In("laser-stage").Ar39 / whole.Ar39).ShouldBe((6 * Math.Sqrt(0.03 / Math.PI)) - 0.09, 2e-4);
    }

    [Fact]
    public void Hot_parts_of_a_furnace_give_off_a_blank_that_grows_with_temperature()
    {
        var blank = new HotBlank(Pipes.Air(1e-17), 1673.15, 100);
        var bench = new Bench(Bench.Quiet.With(s => s with
        {
            Samples = [],
            Heating = [.. s.Heating.Select(h => h.Device == "NMGRL Furnace" ? h with { Blank = blank } : h)],
        }));
        double Blank(double celsius)
        {
            var before = bench.In("furnace").Ar40;
            bench.Laboratory.ExtractionDevices["NMGRL Furnace"].Enable();
            bench.Laboratory.ExtractionDevices["NMGRL Furnace"].SetOutput(celsius, "temp");
            bench.Pass(100);
            bench.Laboratory.ExtractionDevices["NMGRL Furnace"].Disable();
            bench.Pass(100);
            return bench.In("furnace").Ar40 - before;
        }

        Blank(1400).ShouldBeNear(1e-15, 1e-12);
        Blank(900).ShouldBeNear(1e-15 * Math.Exp(-100_000 / 8.314462618 * ((1 / 1173.15) - (1 / 1673.15))), 1e-10);
    }

    [Fact]
    public void A_slow_heater_follows_its_output_and_goes_on_heating_when_it_is_off()
    {
        var bench = new Bench(Alone(Sample with { Spread = 0 }).Lab.With(s => s with
        {
            Heating = [.. s.Heating.Select(h => h with { TimeConstantSeconds = 20 })],
        }));
        bench.Laser.MoveTo("7");
        bench.Laser.Enable();
        bench.Laser.SetOutput(2, "watts");
        bench.Pass(40);
        bench.Laser.Temperature.ShouldBe(1195 - (900 * Math.Exp(-2)), 1e-9);
        var off = bench.Laser.Temperature;
        bench.Laser.Disable();
        var soFar = bench.In("laser-stage").Ar39;
        bench.Pass(10);
        bench.Laser.Temperature.ShouldBe(295 + ((off - 295) * Math.Exp(-0.5)), 1e-9);
        bench.In("laser-stage").Ar39.ShouldBeGreaterThan(soFar);
        bench.Pass(500);

        // The same with a fine integration of the rates.
        var whole = Gas.SampleGas.Irradiated(Sample, bench.Lab.Simulation!).Ar39;
        var expected = Sample.Domains.Sum(d =>
        {
            double Rate(double kelvin) => Math.Pow(10, d.Log10Frequency) * Math.Exp(-d.ActivationKilojoulePerMol * 1000 / (8.314462618 * kelvin));
            var exponent = Enumerable.Range(0, 30_000).Sum(i =>
            {
                var t = (i + 0.5) * 0.005;
                return 0.005 * Rate(t < 40 ? 1195 - (900 * Math.Exp(-t / 20)) : 295 + ((off - 295) * Math.Exp(-(t - 40) / 20)));
            });
            return d.Fraction * whole * (1 - Math.Exp(-exponent));
        });
        bench.In("laser-stage").Ar39.ShouldBeNear(expected, 0.005);

        // The next grain is cold.
        bench.Laser.Enable();
        bench.Laser.SetOutput(2, "watts");
        bench.Pass(60);
        bench.Laser.MoveTo("8");
        bench.Laser.Temperature.ShouldBe(295, 1e-9);
    }

    private static Bench Alone(SampleDefinition sample) => new(Bench.Quiet.With(s => s with
    {
        Samples = [sample],
        Decay = sample.Irradiation.IsEmpty ? null : RadioactiveDecay.Default,
        Production = s.Production with { K3739 = 1e-4, Cl3638 = 320, ClK = 0.2 },
    }));

    private static ArgonAnalysis[] Heat(SampleDefinition sample, IrradiationSegment[]? chronology = null)
    {
        var bench = Alone(sample);
        bench.PumpOut();
        bench.Laser.MoveTo("7");
        return [.. Watts.Select(watts =>
        {
            bench.Close("A");
            bench.Laser.Enable();
            bench.Laser.SetOutput(watts, "watts");
            bench.Pass(60);
            bench.Laser.Disable();
            bench.Pass(30);
            var gas = bench.In("laser-stage") * 2e16;
            var measured = bench.Time.GetUtcNow();
            bench.Open("AC");
            bench.Pass(60);
            Uncertain Of(string isotope, double value) => Uncertain.Of(isotope, value, value * 1e-4);
            var position = new IrradiationPosition("1", "NM-1", "A", 1, new(0.00163), 0, new(5.463e-10), [.. chronology ?? Chronology], "p", Production);
            return new ArgonAnalysis(
                new ArgonIntensities(Of("Ar40", gas.Ar40), Of("Ar39", gas.Ar39), Of("Ar38", gas.Ar38), Of("Ar37", gas.Ar37), Of("Ar36", gas.Ar36)),
                position,
                Constants,
                measured);
        })];
    }
}
