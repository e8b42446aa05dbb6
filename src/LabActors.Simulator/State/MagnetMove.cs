namespace LabActors.Simulator.State;

/// <summary>A field on its way.</summary>
/// <param name="From">The field at <paramref name="At"/>, in DAC, V.</param>
/// <param name="To">The field that it approaches, in DAC, V.</param>
public sealed record MagnetMove(double From, double To, DateTimeOffset At);
