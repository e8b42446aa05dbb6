using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Tests;

/// <summary>Small networks of volumes and valves, with nothing else in the laboratory.</summary>
internal static class Pipes
{
    public static readonly double[] Masses = [39.9623831, 38.964313, 37.9627321, 36.9667763, 35.9675451, 28.006];

    /// <summary>mol in one cm3 at one mbar and 295 K.</summary>
    public static readonly double MolPerMillibarCubic = 1e-4 / (8.314462618 * 295);

    public static GasAmounts Air(double ar40) => new GasAmounts(Ar40: 298.56, Ar38: 0.1885, Ar36: 1, Reactive: 31773).WithAr40(ar40);

    /// <param name="volumes">Names with cm3.</param>
    /// <param name="valves">Names with what they join and l/s; infinity equalises at once.</param>
    public static LabDefinition Of((string Name, double Cubic)[] volumes, (string Name, string A, string B, double Litres)[] valves, params TankFilling[] filled)
    {
        var pattern = Bench.Demo.Valves[0];
        return Bench.Demo with
        {
            Volumes = [.. volumes.Select(v => new VolumeDefinition(v.Name, v.Cubic, "bone"))],
            Valves = [.. valves.Select(v => pattern with { Name = v.Name, Description = v.Name, VolumeA = v.A, VolumeB = v.B, Interlocks = [] })],
            Pumps = [],
            Getters = [],
            Gauges = [],
            Pipettes = [],
            Cryostats = [],
            Environment = [],
            Instruments = [],
            ExtractionDevices = [],
            Simulation = Bench.Demo.Simulation! with
            {
                Tanks = [.. filled],
                Conductances = [.. valves.Where(v => double.IsFinite(v.Litres)).Select(v => new ValveConductance(v.Name, v.Litres))],
                Outgassing = [],
                PumpBases = [],
                Instruments = [],
                Heating = [],
                Shots = [],
                Samples = [],
                Environment = [],
            },
        };
    }

    /// <summary>The same laboratory with its simulation changed.</summary>
    public static LabDefinition With(this LabDefinition lab, Func<SimulationDefinition, SimulationDefinition> change) =>
        lab with { Simulation = change(lab.Simulation!) };

    public static GasAmounts In(this Bench bench, string volume) => bench.Line.Amounts(volume);

    public static void ShouldBeNear(this double found, double expected, double relative, string what = "") =>
        found.ShouldBe(expected, Math.Max(Math.Abs(expected) * relative, 1e-300), what);
}
