namespace LabActors.Core.Lines;

/// <summary>What came of a command, kept so that the same id is answered and not acted on again.</summary>
/// <param name="Failure">Why it failed; null when it was done.</param>
public sealed record ValveOutcome(string Valve, bool Open, bool Changed, string? Failure, bool Simulated = false);
