namespace LabActors.Core.Execution.Checks;

/// <summary>What a store has of an identifier.</summary>
/// <param name="Aliquot">Greatest aliquot; 0 when there is none.</param>
/// <param name="Step">Greatest step of the aliquot that the queue fixes; -1 when there is none.</param>
public sealed record RunNumbers(int Aliquot, int Step);
