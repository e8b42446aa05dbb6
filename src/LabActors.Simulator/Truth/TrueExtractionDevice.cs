namespace LabActors.Simulator.Truth;

/// <summary>A laser, furnace or pipette system as it is.</summary>
/// <param name="Output">In <paramref name="Units"/>; 0 when it is not enabled.</param>
/// <param name="Kelvin">Temperature of what it heats, K.</param>
/// <param name="Position">Where it aims.</param>
/// <param name="Crucible">Which sample lies in a furnace's crucible.</param>
public sealed record TrueExtractionDevice(bool Enabled, double Output, string Units, double Kelvin, string Position, string Crucible, string Tray);
