namespace LabActors.Core.Scripts;

/// <summary>One detector of a hop.</summary>
/// <param name="Isotope">What it collects.</param>
/// <param name="Detector">Which detector.</param>
/// <param name="Active">False when it takes no part.</param>
/// <param name="Deflection">Deflection voltage; null for the configured one.</param>
/// <param name="Protect">True to protect the detector while the magnet moves.</param>
/// <param name="IsBaseline">True when the hop measures its baseline.</param>
public sealed record HopCup(string Isotope, string Detector, bool Active, double? Deflection, bool Protect, bool IsBaseline);
