using LabActors.Core.Operators;

namespace LabActors.Node.Operators;

/// <summary>Where a node listens for consoles.</summary>
/// <param name="Host">The address.</param>
/// <param name="Port">0 for any that is free; consoles on this computer find it in the data folder.</param>
/// <param name="Find">Who may attach; null for somebody whom nobody knows.</param>
public sealed record OperatorListening(string Host, int Port, Func<string, OperatorUser?> Find);
