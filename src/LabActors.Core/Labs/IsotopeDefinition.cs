namespace LabActors.Core.Labs;

/// <summary>An isotope that an instrument measures.</summary>
/// <param name="Mass">Atomic mass, u.</param>
public sealed record IsotopeDefinition(string Name, double Mass);
