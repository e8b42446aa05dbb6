namespace LabActors.Core.Reduction;

/// <summary>A quantity that was measured or is given, independent of all others. Its name is its identity: one name, one variable.</summary>
/// <param name="Sigma">1 sigma; NaN when it is not known.</param>
public sealed record Variable(string Name, double Sigma);
