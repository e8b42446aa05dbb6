namespace LabActors.Core.Operators;

/// <summary>How a node is to listen, and why.</summary>
/// <param name="Mode">How.</param>
/// <param name="Reason">In words; where it is refused, what was found and what was expected.</param>
public sealed record ListenDecision(ListenMode Mode, string Reason);
