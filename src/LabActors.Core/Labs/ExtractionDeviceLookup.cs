namespace LabActors.Core.Labs;

/// <summary>Answer to a queue's <c>extract_device</c>: a device, none at all, or a name that the laboratory does not know.</summary>
/// <param name="IsKnown">False when the laboratory knows no device of that name; the queue is refused.</param>
/// <param name="Device">The device; null with <paramref name="IsKnown"/> when the run has none.</param>
public sealed record ExtractionDeviceLookup(bool IsKnown, ExtractionDeviceDefinition? Device);
