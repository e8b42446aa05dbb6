using LabActors.Simulator.State;

namespace LabActors.Node.Simulation;

/// <summary>A simulated laboratory that a node is given, for whoever watches it or starts nodes on it again and again.</summary>
/// <param name="State">How it stands, instead of what the data folder keeps; null for that.</param>
/// <param name="Changed">Told of its state at the start and at every change, on the thread that changes it and before the change is answered; null for nobody.</param>
public sealed record GivenSimulation(SimulationState? State, Action<SimulationState>? Changed = null);
