namespace LabActors.Console.View;

/// <summary>The newest reading of an isotope.</summary>
/// <param name="Intensity">fA; null when the detector gave none.</param>
/// <param name="Quality">Empty when good, else <c>missing, stale</c> or <c>fault</c>.</param>
/// <param name="Kind">Series that it belongs to: <c>sniff, signal, baseline, whiff</c>.</param>
/// <param name="Simulated">It came from a simulated spectrometer.</param>
public sealed record ReadingView(string Isotope, string Detector, double? Intensity, string Quality, string Kind, DateTimeOffset At, bool Simulated = false);
