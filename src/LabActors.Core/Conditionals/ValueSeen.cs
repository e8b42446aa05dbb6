namespace LabActors.Core.Conditionals;

/// <summary>A value that a check looked at.</summary>
/// <param name="Name">As the condition writes it.</param>
/// <param name="Value">The number, after window and mapper; null when there was none.</param>
/// <param name="Reason">Why there was none; empty when there was one.</param>
public sealed record ValueSeen(string Name, double? Value, string Reason);
