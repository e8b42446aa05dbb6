using System.Collections.Immutable;

namespace LabActors.Devices.Ports;

/// <summary>One integration of all detectors.</summary>
/// <param name="IntegrationTime">s.</param>
/// <param name="Detectors">fA by detector name; a detector that gave nothing is absent.</param>
public sealed record IonIntensities(double IntegrationTime, ImmutableDictionary<string, double> Detectors)
{
    /// <summary>The earliest instant at which it can have begun, of an instrument that integrates one time after the other, whoever asks; null of one that measures what it is asked for.</summary>
    public DateTimeOffset? Began { get; init; }
}
