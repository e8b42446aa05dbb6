namespace LabActors.Core.Labs.Simulation;

/// <summary>
/// The memory of a source for the gas that it has used up: ions are driven into the walls and come back as gas, each isotope for itself.
/// </summary>
/// <param name="Implanted">Part of the gas used up that stays in the walls; the rest is gone.</param>
/// <param name="ReleaseSeconds">Time constant with which the walls give it back, s.</param>
public sealed record SourceWalls(double Implanted, double ReleaseSeconds);
