namespace LabActors.Simulator.Wire.Lakeshore;

/// <summary>A loop of a Lakeshore.</summary>
/// <param name="Number">By which it is set.</param>
/// <param name="Input">The letter of its sensor.</param>
/// <param name="Trap">What it cools.</param>
/// <param name="Min">Lowest set point, K.</param>
/// <param name="Max">Highest set point, K.</param>
public sealed record LakeshoreLoop(int Number, string Input, SimulatedCryostat Trap, double Min, double Max);
