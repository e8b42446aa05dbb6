namespace LabActors.Core.Labs.Simulation;

/// <summary>A getter that is full, and takes up no more, when it has taken this much.</summary>
/// <param name="Mol">Reactive gas, mol.</param>
public sealed record GetterCapacity(string Getter, double Mol);
