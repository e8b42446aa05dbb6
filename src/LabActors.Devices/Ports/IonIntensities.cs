using System.Collections.Immutable;

namespace LabActors.Devices.Ports;

/// <summary>One integration of all detectors.</summary>
/// <param name="IntegrationTime">s.</param>
/// <param name="Detectors">fA by detector name; a detector that gave nothing is absent.</param>
public sealed record IonIntensities(double IntegrationTime, ImmutableDictionary<string, double> Detectors);
