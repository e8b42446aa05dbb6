namespace LabActors.Core.Labs.Simulation;

/// <summary>What lies between the magnet's setting and the field that the ions feel.</summary>
/// <param name="SettlingSeconds">Time constant with which the field follows, s; 0: at once.</param>
/// <param name="HysteresisDac">A field that came from above stands by this higher than one that came from below, DAC.</param>
public sealed record SimulatedField(double SettlingSeconds, double HysteresisDac);
