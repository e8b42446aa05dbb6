using BenchmarkDotNet.Attributes;
using LabActors.Core.Ages;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator;
using LabActors.Simulator.Truth;
using LabActors.Testing;

namespace LabActors.Benchmarks.Simulation;

/// <summary>
/// A reading of six detectors with air in the source and the inlet open, the same while a laser heats a sample whose gas diffuses out of three spheres, and
/// everything that is hidden.
/// </summary>
[Config(typeof(ShortInProcess))]
[MemoryDiagnoser]
public class SimulatedReadings
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private SimulatedLaboratory _laboratory = null!;
    private SimulatedSpectrometer _spectrometer = null!;
    private Clock _clock = null!;

    [Params("demo", "heated", "everything")]
    public string What { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var lab = LabFile.Read(File.ReadAllText(Path.Combine(SourceTree.DemoLab, "lab.yaml")), "lab.yaml").Lab!;
        var simulation = What == "everything" ? Everything(lab.Simulation!) : lab.Simulation!;
        _clock = new Clock();
        _laboratory = new SimulatedLaboratory(lab, simulation, 1, _clock);
        _spectrometer = _laboratory.Spectrometers[lab.Instruments[0].Name];
        foreach (var valve in new[] { "X", "W", "R", "A", "E" })
        {
            _laboratory.Line.OpenValve(valve);
            _clock.Now += TimeSpan.FromSeconds(1);
        }

        if (What != "demo")
        {
            var laser = _laboratory.ExtractionDevices["Fusions CO2"];
            laser.Enable();
            laser.MoveTo("7");
            laser.SetOutput(2, "watts");
        }
    }

    [Benchmark]
    public double Reading()
    {
        _clock.Now += TimeSpan.FromMilliseconds(1);
        return _spectrometer.ReadIntensities().Detectors["H1"];
    }

    [Benchmark]
    public SimulatedTruth Truth() => _laboratory.Truth();

    private static SimulationDefinition Everything(SimulationDefinition s) => s with
    {
        Decay = RadioactiveDecay.Default,
        GetterCapacities = [new GetterCapacity("GP-50", 1e-6)],
        ColdTraps = [new SimulatedColdTrap("Cold Finger", 0.5, 40, 120, 10)],
        Samples = [.. s.Samples.Select(sample => sample with { Geometry = DomainGeometry.Sphere, KCl = 40, Irradiation = [new IrradiationSegment(1, Begin.AddDays(-90), Begin.AddDays(-89))] })],
        Instruments =
        [
            .. s.Instruments.Select(i => i with
            {
                Walls = new SourceWalls(0.1, 3600),
                AbundanceSensitivity = 1e-6,
                Shape = PeakShape.Rounded,
                Field = new SimulatedField(0.3, 4e-4),
                Drift = new InstrumentDrift(1e-5, 2e-4, 1e-4),
                Interferences = [new Interference("H35Cl", 35.97668, 0.02, "", 0), new Interference("40ArH", 40.97021, 0, "Ar40", 1e-4)],
                Detectors = [.. i.Detectors.Select(d => d with { DeadTimeNs = 20, SettlingSeconds = 0.6 })],
            }),
        ],
    };

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Begin;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
