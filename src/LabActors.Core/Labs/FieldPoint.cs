namespace LabActors.Core.Labs;

/// <summary>The magnet's DAC at which an isotope is centred on a detector.</summary>
public sealed record FieldPoint(string Isotope, string Detector, double Dac);
