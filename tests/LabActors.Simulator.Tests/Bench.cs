using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Tests;

/// <summary>The demo laboratory on a clock that the test moves, and what operators do with it.</summary>
internal sealed class Bench
{
    public const ulong Seed = 20260101;

    private static readonly string[] Order = ["Ar40", "Ar39", "Ar38", "Ar37", "Ar36", "reactive"];

    public Bench(LabDefinition lab, ulong seed = Seed)
    {
        Lab = lab;
        Laboratory = new SimulatedLaboratory(lab, lab.Simulation!, seed, Time);
    }

    public static LabDefinition Demo { get; } = ReadDemo();

    /// <summary>The demo laboratory with tight walls: nothing comes from nowhere and no pump has a base pressure.</summary>
    public static LabDefinition Quiet { get; } = Demo with
    {
        Simulation = Demo.Simulation! with
        {
            Outgassing = [],
            PumpBases = [],
            Instruments = [.. Demo.Simulation!.Instruments.Select(i => i with { Memory = default, ConsumptionPerSecond = 0 })],
        },
    };

    /// <summary>As <see cref="Quiet"/>, without pumps and getters: a closed system.</summary>
    public static LabDefinition Closed { get; } = Quiet with { Pumps = [], Getters = [] };

    public ManualTime Time { get; } = new();

    public LabDefinition Lab { get; }

    public SimulatedLaboratory Laboratory { get; private set; }

    public SimulatedLine Line => Laboratory.Line;

    public SimulatedSpectrometer Argus => Laboratory.Spectrometers["Argus"];

    public SimulatedExtractionDevice Laser => Laboratory.ExtractionDevices["Fusions CO2"];

    public double Volume(string name) => Lab.FindVolume(name)!.CubicCentimetres;

    public void Open(string valves)
    {
        foreach (var valve in valves)
        {
            Line.OpenValve($"{valve}");
        }
    }

    public void Close(string valves)
    {
        foreach (var valve in valves)
        {
            Line.CloseValve($"{valve}");
        }
    }

    public void Pass(double seconds) => Time.Pass(seconds);

    public void Replace(SimulatedLaboratory laboratory) => Laboratory = laboratory;

    /// <summary>All gas of the line together, by gas.</summary>
    public double[] Total() =>
        [.. Order.Select((_, gas) => Lab.Volumes.Sum(v => Line.Amounts(v.Name)[gas]))];

    /// <summary>Readings of a detector a millisecond apart: the gas stands still, the noise does not.</summary>
    public double[] Many(string detector, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            Pass(0.001);
            return Argus.ReadIntensities().Detectors[detector];
        }),
    ];

    /// <summary>Standard deviation.</summary>
    public static double Spread(double[] readings)
    {
        var mean = readings.Average();
        return Math.Sqrt(readings.Sum(r => (r - mean) * (r - mean)) / (readings.Length - 1));
    }

    /// <summary>Pumps line and spectrometer from wherever they stand.</summary>
    public void PumpOut(double seconds = 300)
    {
        Close("XZR");
        Open("ABCDEFGWYO");
        Pass(seconds);
        Close("WYCG");
    }

    /// <summary>Equilibrates as a run does: outlet closed, three seconds, inlet open for twenty.</summary>
    public void Equilibrate(double seconds = 20)
    {
        Close("O");
        Pass(3);
        Open("R");
        Pass(seconds);
        Close("R");
    }

    private static LabDefinition ReadDemo()
    {
        var path = Path.Combine(SourceTree.DemoLab, "lab.yaml");
        var result = LabFile.Read(File.ReadAllText(path), path);
        result.Problems.ShouldBe(ImmutableArray<Core.Problems.Problem>.Empty);
        return result.Lab.ShouldNotBeNull();
    }
}
