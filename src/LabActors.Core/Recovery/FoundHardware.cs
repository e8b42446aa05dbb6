using System.Collections.Immutable;

namespace LabActors.Core.Recovery;

/// <summary>What a run that was cut off found of the hardware that it uses.</summary>
/// <param name="Valves">Of the whole line.</param>
/// <param name="Device">Its extraction device; null where it has none, or it was not read.</param>
/// <param name="DeviceUnread">Why it was not read; empty when it was.</param>
/// <param name="Spectrometer">Null where it was not read.</param>
public sealed record FoundHardware(ImmutableArray<FoundValve> Valves, DeviceReadback? Device, string DeviceUnread, SpectrometerReadback? Spectrometer);
