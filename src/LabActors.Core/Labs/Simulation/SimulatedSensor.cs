namespace LabActors.Core.Labs.Simulation;

/// <summary>What a simulated sensor of the surroundings shows: a mean, a swing over the day, noise; all in the sensor's units.</summary>
/// <param name="Daily">Half of the difference between the extremes of a day.</param>
/// <param name="Noise">Standard deviation of one reading.</param>
public sealed record SimulatedSensor(string Sensor, double Mean, double Daily, double Noise);
