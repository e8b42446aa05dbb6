namespace LabActors.Core.Recovery;

/// <summary>What an extraction device says of itself.</summary>
/// <param name="Enabled">It may give output.</param>
/// <param name="Output">In <paramref name="Units"/>.</param>
public sealed record DeviceReadback(bool Enabled, double Output, string Units, bool Simulated);
