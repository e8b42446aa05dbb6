namespace LabActors.Node.Simulation;

/// <summary>A node that runs has the simulated laboratory of this data folder.</summary>
public sealed class SimulationInUseException(string message) : IOException(message);
