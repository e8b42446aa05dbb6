namespace LabActors.Simulator.State;

/// <summary>What an extraction device heats, on its way to another temperature.</summary>
/// <param name="From">Temperature at <paramref name="Since"/>, K.</param>
public sealed record Warming(double From, DateTimeOffset Since);
