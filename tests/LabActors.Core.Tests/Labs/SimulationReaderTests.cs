using LabActors.Core.Ages;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Core.Tests.Labs;

/// <summary>The keys of <c>simulation:</c> that a laboratory may leave out.</summary>
public sealed class SimulationReaderTests
{
    /// <summary>Every key that may be left out, put into the demo laboratory's file.</summary>
    private static readonly (string From, string To)[] Everything =
    [
        ("  gauges: {noise", "  gauges: {argon_factor: 1.29, noise"),
        ("Ca_K: 1.96}", "Ca_K: 1.96, K3739: 1.0e-4, Cl3638: 320, Cl_K: 0.2}"),
        ("  tanks: #", """
          decay: {Ar37_per_d: 0.0198}
          getters:
            - {getter: NP-10, capacity_mol: 1.0e-6}
          cryostats:
            - {cryostat: Cold Finger, speed_l_s: 0.5, argon_below_k: 40, reactive_below_k: 120, release_s: 8}
          tanks: #
        """),
        ("      peak: {", """
              consumption_mass_power: 0.5
              walls: {implanted: 0.2, release_s: 3600}
              abundance_sensitivity: 1.0e-6
              interferences:
                - {name: H35Cl, mass: 35.97668, fa: 0.05}
                - {name: ArH, mass: 40.97021, of: Ar40, ratio: 2.0e-4}
              focus: [{parameter: IonRepeller, best: 10, width: 25}]
              field: {settling_s: 0.3, hysteresis_dac: 4.0e-4}
              drift: {dac_per_h: 1.0e-5, daily_dac: 2.0e-4, sensitivity_per_h: -1.0e-3}
              peak: {shape: rounded,
        """),
        ("dark_cps: 0.3,", "dark_cps: 0.3, dead_time_ns: 20, saturation_fa: 300, efficiency_per_h: 1.0e-4,"),
        ("{name: H1, baseline_fa: 0.21,", "{name: H1, baseline_fa: 0.21, settling_s: 0.6, baseline_fa_per_h: 0.01,"),
        ("{percent: 17}}", "{percent: 17}, time_constant_s: 60, blank: {gas: wall, ar40_mol_s: 1.0e-18, at_k: 1673, activation_kj_mol: 90}}"),
        ("      k_ca: 60", """
              k_ca: 60
              k_cl: 30
              geometry: sphere
              irradiation:
                - {power: 1, start: 2025-06-01T08:00:00Z, end: 2025-06-01T20:00:00Z}
                - {start: "2025-06-02 10:00+02:00", end: 2025-06-02T20:00:00Z}
        """),
        ("{fraction: 0.2, trapped_fraction: 0.7,", "{fraction: 0.2, trapped_fraction: 0.7, age_ma: 15, k_ca: 3, k_cl: 2,"),
    ];

    [Fact]
    public void What_the_demo_laboratory_leaves_out_is_not_there()
    {
        var simulation = DemoLab.Read().Simulation.ShouldNotBeNull();
        simulation.Decay.ShouldBeNull();
        simulation.GetterCapacities.ShouldBeEmpty();
        simulation.ColdTraps.ShouldBeEmpty();
        simulation.GaugeArgonFactor.ShouldBe(1);
        var argus = simulation.Instruments.ShouldHaveSingleItem();
        (argus.Walls, argus.Field, argus.Drift, argus.AbundanceSensitivity, argus.Shape, argus.ConsumptionMassPower)
            .ShouldBe((null, null, null, 0, PeakShape.Trapezoid, 0));
        argus.Interferences.ShouldBeEmpty();
        argus.Focus.ShouldBeEmpty();
        argus.Detectors.ShouldAllBe(d => d.DeadTimeNs == 0 && d.SettlingSeconds == 0 && double.IsPositiveInfinity(d.SaturationFa));
        simulation.Samples.ShouldAllBe(s => s.Irradiation.IsEmpty && s.KCl == null && s.Geometry == DomainGeometry.Box);
    }

    [Fact]
    public void Every_key_is_read()
    {
        var simulation = Read(Everything);
        simulation.GaugeArgonFactor.ShouldBe(1.29);
        (simulation.Production.K3739, simulation.Production.Cl3638, simulation.Production.ClK).ShouldBe((1e-4, 320, 0.2));
        simulation.Decay.ShouldBe(new RadioactiveDecay(0.0198, ArgonConstants.Default.LambdaAr39, ArgonConstants.Default.LambdaCl36));
        simulation.GetterCapacities.ShouldBe([new GetterCapacity("NP-10", 1e-6)]);
        simulation.ColdTraps.ShouldBe([new SimulatedColdTrap("Cold Finger", 0.5, 40, 120, 8)]);
        var argus = simulation.Instruments.ShouldHaveSingleItem();
        argus.ConsumptionMassPower.ShouldBe(0.5);
        argus.Walls.ShouldBe(new SourceWalls(0.2, 3600));
        argus.AbundanceSensitivity.ShouldBe(1e-6);
        argus.Interferences.ShouldBe([new Interference("H35Cl", 35.97668, 0.05, "", 0), new Interference("ArH", 40.97021, 0, "Ar40", 2e-4)]);
        argus.Focus.ShouldBe([new SourceFocus("IonRepeller", 10, 25)]);
        argus.Field.ShouldBe(new SimulatedField(0.3, 4e-4));
        argus.Drift.ShouldBe(new InstrumentDrift(1e-5, 2e-4, -1e-3));
        argus.Shape.ShouldBe(PeakShape.Rounded);
        var counter = argus.Detectors.Single(d => d.Name == "CDD");
        (counter.DeadTimeNs, counter.SaturationFa, counter.EfficiencyDriftPerHour).ShouldBe((20, 300, 1e-4));
        var cup = argus.Detectors.Single(d => d.Name == "H1");
        (cup.SettlingSeconds, cup.BaselineDriftFaPerHour, cup.MisalignmentDac).ShouldBe((0.6, 0.01, 0.0003));
        var blank = simulation.Heating.Single(h => h.Device == "NMGRL Furnace").Blank.ShouldNotBeNull();
        simulation.Heating.Select(h => h.TimeConstantSeconds).ShouldBe([0, 60]);
        (blank.Rate.Ar40, blank.AtKelvin, blank.ActivationKilojoulePerMol).ShouldBe((1e-18, 1673, 90));
        var sample = simulation.Samples.Single(s => s.Name == "FC-2");
        (sample.KCl, sample.Geometry).ShouldBe((30, DomainGeometry.Sphere));
        sample.Irradiation.ShouldBe(
        [
            new IrradiationSegment(1, new(2025, 6, 1, 8, 0, 0, TimeSpan.Zero), new(2025, 6, 1, 20, 0, 0, TimeSpan.Zero)),
            new IrradiationSegment(1, new(2025, 6, 2, 8, 0, 0, TimeSpan.Zero), new(2025, 6, 2, 20, 0, 0, TimeSpan.Zero)),
        ]);
        (sample.Domains[0].AgeMa, sample.Domains[0].KCa, sample.Domains[0].KCl).ShouldBe((15, 3, 2));
        sample.Domains[1].AgeMa.ShouldBeNull();
    }

    [Fact]
    public void The_page_about_the_simulation_tells_of_every_key()
    {
        string[] maps = ["walls: {", "field: {", "drift: {", "decay: {", "blank: {", "peak: {", "reference: {", "nominal: {", "production: {", "gauges: {", "memory: {"];
        string[] lists =
        [
            "{name: H35Cl,", "{parameter: IonRepeller,", "{name: CDD,", "{fraction: 0.3,", "{power: 1,", "{getter: NP-10,", "{cryostat: Cold Finger,", "{volume: air-tank,", "{volume: bone,",
            "{pump: Line Turbo,", "{valve: R,", "{sensor: lab_temperature,", "{device: NMGRL Furnace,", "{device: APIS,",
        ];
        var text = Changed([
            .. Everything,
            .. maps.Select(m => (m, $"{m}zzz: 1, ")),
            .. lists.Select(l => (l, $"{{zzz: 1, {l[1..]}")),
            ("  temperature_k", "  zzz: 1\n  temperature_k"),
            ("    - instrument: Argus", "    - instrument: Argus\n      zzz: 1"),
            ("    - name: FC-2", "    - name: FC-2\n      zzz: 1"),
        ]);
        var unknown = LabFile.Read(text, "lab.yaml").Problems;
        unknown.ShouldAllBe(p => p.Message.StartsWith("unknown key 'zzz', expected "));
        unknown.Length.ShouldBe(maps.Length + lists.Length + 3);
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "simulation.md"));
        unknown.SelectMany(p => p.Message["unknown key 'zzz', expected ".Length..].Split(", "))
            .Distinct()
            .Where(key => !page.Contains($"`{key}`", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_sample_that_was_irradiated_makes_argon_decay() =>
        Read(("      k_ca: 60", """
                  k_ca: 60
                  irradiation: [{start: 2025-06-01T08:00:00Z, end: 2025-06-01T20:00:00Z}]
            """)).Decay.ShouldBe(RadioactiveDecay.Default);

    [Fact]
    public void What_cannot_be_is_reported_with_its_place()
    {
        var text = Changed(
            ("      k_ca: 60", """
                  k_ca: 60
                  geometry: cube
                  irradiation:
                    - {power: 0, start: yesterday, end: 2025-06-01T20:00:00Z}
                    - {power: 0, start: 2025-06-02T20:00:00Z, end: 2025-06-02T08:00:00Z}
            """),
            ("      consumption_per_s: 2.0e-5", "      walls: {implanted: 0.2, release_s: 3600}\n      interferences: [{name: X, mass: 36, of: Xe132}] #"),
            ("  tanks: #", """
              getters: [{getter: Q, capacity_mol: 1}, {getter: NP-10, capacity_mol: 0}, {getter: NP-10, capacity_mol: 1}]
              tanks: #
            """));
        var problems = LabFile.Read(text, "lab.yaml").Problems.GroupBy(p => p.Field).ToDictionary(p => p.Key, p => p.Last().Message);
        problems.Keys.ShouldBe(
            [
                "simulation.samples[0].geometry",
                "simulation.samples[0].irradiation[0].start",
                "simulation.samples[0].irradiation[1].end",
                "simulation.samples[0].irradiation",
                "simulation.instruments[0].walls",
                "simulation.instruments[0].interferences[0].of",
                "simulation.instruments[0].interferences[0].ratio",
                "simulation.getters[0].getter",
                "simulation.getters[1].capacity_mol",
                "simulation.getters[2].getter",
            ],
            ignoreOrder: true);
        problems["simulation.samples[0].geometry"].ShouldBe("found 'cube', expected one of box, slab, sphere");
        problems["simulation.samples[0].irradiation[0].start"].ShouldBe("found 'yesterday', expected a date and time as 2025-06-01T12:00:00Z");
        problems["simulation.samples[0].irradiation[1].end"].ShouldStartWith("found 2025-06-02 08:00:00Z, expected an instant after the start");
        problems["simulation.instruments[0].walls"].ShouldBe("found walls that remember gas, expected a consumption_per_s above 0 with them");
    }

    private static SimulationDefinition Read(params (string From, string To)[] changes)
    {
        var result = LabFile.Read(Changed(changes), "lab.yaml");
        result.Problems.ShouldBeEmpty();
        return result.Lab.ShouldNotBeNull().Simulation.ShouldNotBeNull();
    }

    /// <summary>The demo laboratory's file with the first of each text replaced.</summary>
    private static string Changed(params (string From, string To)[] changes)
    {
        var text = DemoLab.Text;
        foreach (var (from, to) in changes)
        {
            var at = text.IndexOf(from, text.IndexOf("\nsimulation:", StringComparison.Ordinal), StringComparison.Ordinal);
            at.ShouldBeGreaterThan(0, from);
            text = text[..at] + to + text[(at + from.Length)..];
        }

        return text;
    }
}
