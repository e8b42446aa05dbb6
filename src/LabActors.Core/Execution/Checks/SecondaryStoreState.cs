namespace LabActors.Core.Execution.Checks;

/// <summary>The second store of aliquot numbers.</summary>
/// <param name="Name">Empty when the laboratory has none.</param>
/// <param name="Failure">Why it does not answer; empty when it does.</param>
public sealed record SecondaryStoreState(string Name, string Failure);
