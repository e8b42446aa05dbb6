using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator;

/// <summary>The simulated surroundings of a laboratory: each sensor swings with the hour of the day about its mean.</summary>
public sealed class SimulatedEnvironment
{
    private readonly SimulatedLaboratory _lab;

    internal SimulatedEnvironment(SimulatedLaboratory lab) => _lab = lab;

    /// <summary>What a sensor shows now, in its own units, noise included.</summary>
    /// <exception cref="SimulationRefusalException">There is no such sensor.</exception>
    public double Read(string sensor)
    {
        var truth = _lab.Simulation.Environment.FirstOrDefault(s => s.Sensor == sensor)
            ?? throw new SimulationRefusalException("environment", $"has no sensor '{sensor}'");
        var now = _lab.Look().Now;

        return truth.Mean + (truth.Daily * Swing(now)) + (truth.Noise * _lab.Noise.Gaussian($"sensor:{sensor}", now.UtcTicks));
    }

    /// <summary>The hour of the day as the room feels it, -1 to 1: warmest at three in the afternoon, UTC.</summary>
    internal static double Swing(DateTimeOffset now) => Math.Sin(2 * Math.PI * ((now.TimeOfDay.TotalHours - 9) / 24));
}
