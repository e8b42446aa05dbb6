using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>A step of a step-heating experiment.</summary>
/// <param name="Age">Without the error of J, in any unit.</param>
/// <param name="K39">39Ar from potassium, fA.</param>
/// <param name="Omitted">A person has left it out.</param>
public sealed record PlateauStep(Quantity Age, double K39, bool Omitted = false);
