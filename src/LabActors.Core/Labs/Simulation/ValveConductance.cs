namespace LabActors.Core.Labs.Simulation;

/// <summary>Conductance of an open valve for 40Ar in l/s; lighter gas is faster as the square root of the mass.</summary>
public sealed record ValveConductance(string Valve, double LitresPerSecond);
