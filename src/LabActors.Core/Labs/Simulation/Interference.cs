namespace LabActors.Core.Labs.Simulation;

/// <summary>A beam that is not of an isotope of argon: a hydrocarbon, hydrogen chloride, a hydride, a doubly charged ion.</summary>
/// <param name="Mass">Mass over charge, u.</param>
/// <param name="Fa">What the source always has of it, fA at the nominal trap current.</param>
/// <param name="Of">The gas to whose beam it is in proportion, one of <see cref="GasAmounts.Names"/>; empty for none.</param>
/// <param name="Ratio">Beam over the beam of <paramref name="Of"/>.</param>
public sealed record Interference(string Name, double Mass, double Fa, string Of, double Ratio);
