using System.Text.Json;
using LabActors.Core.Ages;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;

namespace LabActors.Simulator.Tests;

/// <summary>A laboratory in which everything is simulated that can be: readings are functions of seed, commands and instants all the same.</summary>
public sealed class EverythingTests
{
    private static readonly LabDefinition Everything = Bench.Demo.With(s => s with
    {
        Decay = RadioactiveDecay.Default,
        GetterCapacities = [new GetterCapacity("GP-50", 1e-9), new GetterCapacity("NP-10", 1e-10)],
        ColdTraps = [new SimulatedColdTrap("Cold Finger", 0.2, 60, 150, 20)],
        Heating = [.. s.Heating.Select(h => h with { TimeConstantSeconds = 10, Blank = new HotBlank(Pipes.Air(1e-18), 1400, 80) })],
        Samples =
        [
            .. s.Samples.Select(sample => sample with
            {
                KCl = 30,
                Geometry = DomainGeometry.Slab,
                Irradiation = [new IrradiationSegment(1, ManualTime.Epoch.AddDays(-60), ManualTime.Epoch.AddDays(-59))],
            }),
        ],
        Instruments =
        [
            .. s.Instruments.Select(i => i with
            {
                Walls = new SourceWalls(0.3, 1800),
                ConsumptionMassPower = 0.5,
                AbundanceSensitivity = 1e-6,
                Shape = PeakShape.Rounded,
                Field = new SimulatedField(0.8, 4e-4),
                Drift = new InstrumentDrift(1e-5, 2e-4, 1e-4),
                Interferences = [new Interference("H35Cl", 35.97668, 0.02, "", 0), new Interference("40ArH", 40.97021, 0, "Ar40", 1e-4)],
                Detectors = [.. i.Detectors.Select(d => d with { DeadTimeNs = 40, SettlingSeconds = 1.5, EfficiencyDriftPerHour = 1e-4 })],
            }),
        ],
    });

    [Fact]
    public void Reading_asking_and_going_on_from_a_snapshot_change_no_digit()
    {
        var straight = Script(_ => { });
        Script(bench =>
        {
            bench.Argus.ReadIntensities();
            bench.Laboratory.Truth();
            bench.Line.ReadPressure("bone_micro_ion_controller", "IG");
        }).ShouldBe(straight);
        Script(bench =>
        {
            var json = JsonSerializer.Serialize(bench.Laboratory.Snapshot());
            var state = JsonSerializer.Deserialize<SimulationState>(json).ShouldNotBeNull();
            bench.Replace(SimulatedLaboratory.Restore(bench.Lab, bench.Lab.Simulation!, state, bench.Time));
        }).ShouldBe(straight);
    }

    [Fact]
    public void Events_that_gas_does_not_feel_do_not_matter()
    {
        // A getter is full to the tick of 100 ns; everything else is exact.
        var straight = Script(_ => { });
        var disturbed = Script(bench =>
        {
            bench.Line.Actuate("T", true);
            bench.Line.Actuate("T", false);
        });
        for (var i = 0; i < straight.Count; i++)
        {
            disturbed[i].ShouldBe(straight[i], (Math.Abs(straight[i]) * 1e-6) + 1e-22);
        }
    }

    [Fact]
    public void A_clock_that_starts_anew_takes_all_that_waits_for_an_instant_along()
    {
        var bench = new Bench(Everything);
        bench.Pass(7200);
        bench.Laboratory.Cryostats["Cold Finger"].SetTemperature(20);
        bench.Argus.PositionMagnet(5);
        bench.Laser.MoveTo("3");
        bench.Laser.Enable();
        bench.Laser.SetOutput(2, "watts");
        bench.Laboratory.ExtractionDevices["APIS"].Load("small_air", false);
        bench.Pass(5);
        var before = bench.Laboratory.Truth();
        var time = new ManualTime();
        var restored = SimulatedLaboratory.Restore(bench.Lab, bench.Lab.Simulation!, bench.Laboratory.Snapshot(), time);
        time.Pass(5);
        var after = restored.Truth();
        after.CryostatsKelvin["Cold Finger"].ShouldBe(before.CryostatsKelvin["Cold Finger"], 1e-9);
        after.ExtractionDevices["Fusions CO2"].Kelvin.ShouldBe(before.ExtractionDevices["Fusions CO2"].Kelvin, 1e-9);
        after.Spectrometers["Argus"].Field.ShouldBe(before.Spectrometers["Argus"].Field, 1e-12);
        restored.ExtractionDevices["APIS"].IsIdle().ShouldBeFalse();
        time.Pass(30);
        restored.ExtractionDevices["APIS"].IsIdle().ShouldBeTrue();
    }

    /// <summary>Half an hour of work with readings and truths kept; <paramref name="between"/> happens in the middle of every wait.</summary>
    private static List<double> Script(Action<Bench> between)
    {
        var bench = new Bench(Everything);
        var kept = new List<double>();
        void Wait(double seconds)
        {
            bench.Pass(seconds / 2);
            between(bench);
            bench.Pass(seconds / 2);
        }

        void Keep()
        {
            var truth = bench.Laboratory.Truth();
            kept.AddRange(truth.Spectrometers["Argus"].Detectors.Values.Select(d => d.ExpectedFa));
            kept.AddRange(truth.Volumes.Values.SelectMany(v => Enumerable.Range(0, GasAmounts.Count).Select(g => v.Mol[g])));
        }

        bench.PumpOut(60);
        bench.Close("B");
        bench.Laboratory.Cryostats["Cold Finger"].SetTemperature(20);
        GasTests.AirShot(bench);
        bench.Open("EDF");
        bench.Laser.Enable();
        bench.Laser.MoveTo("3");
        foreach (var watts in new[] { 1.5, 2.5 })
        {
            bench.Laser.SetOutput(watts, "watts");
            Wait(40);
            Keep();
        }

        bench.Laser.Disable();
        Wait(150);
        Keep();
        bench.Laboratory.Cryostats["Cold Finger"].SetTemperature(300);
        Wait(90);
        bench.Equilibrate();
        bench.Argus.PositionMagnet(5.6);
        Wait(1);
        bench.Argus.PositionMagnet(5.8956);
        for (var i = 0; i < 8; i++)
        {
            Wait(2.1);
            Keep();
        }

        return kept;
    }
}
