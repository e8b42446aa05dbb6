namespace LabActors.Core.Recovery;

/// <summary>What an extraction device says of itself.</summary>
/// <param name="Enabled">It may give output.</param>
/// <param name="Output">In <paramref name="Units"/>.</param>
/// <param name="Position">Hole or coordinates; empty where it tells none, or has moved nowhere since it was switched on.</param>
public sealed record DeviceReadback(bool Enabled, double Output, string Units, string Position, bool Simulated);
