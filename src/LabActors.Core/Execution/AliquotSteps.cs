namespace LabActors.Core.Execution;

/// <summary>The greatest step of an aliquot; 0 is A, -1 none.</summary>
public sealed record AliquotSteps(string Identifier, int Aliquot, int Step);
