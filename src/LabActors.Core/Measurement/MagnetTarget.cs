namespace LabActors.Core.Measurement;

/// <summary>Where to put the magnet.</summary>
/// <param name="Dac">V.</param>
/// <param name="Mass">Mass that then falls on the detector, u; null when the field table does not tell.</param>
public sealed record MagnetTarget(double Dac, double? Mass);
