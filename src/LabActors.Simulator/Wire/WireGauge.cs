namespace LabActors.Simulator.Wire;

/// <summary>A gauge of a controller.</summary>
/// <param name="Channel">As the controller numbers or calls it.</param>
/// <param name="Read">What it sees now, in the controller's units.</param>
public sealed record WireGauge(string Channel, Func<double> Read);
