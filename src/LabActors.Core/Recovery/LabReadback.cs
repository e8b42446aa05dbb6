using System.Collections.Immutable;
using LabActors.Core.Lines;

namespace LabActors.Core.Recovery;

/// <summary>What the devices of a laboratory said of themselves when they were asked. One that did not answer is left out, and told in <see cref="Unread"/>.</summary>
/// <param name="Valves">By name; those that are moved by hand are not read.</param>
/// <param name="ExtractionDevices">By name.</param>
/// <param name="Spectrometers">By instrument.</param>
/// <param name="Unread">Devices that could not be read, and why.</param>
public sealed record LabReadback(
    ImmutableSortedDictionary<string, ValveStand> Valves,
    ImmutableSortedDictionary<string, DeviceReadback> ExtractionDevices,
    ImmutableSortedDictionary<string, SpectrometerReadback> Spectrometers,
    ImmutableSortedDictionary<string, string> Unread)
{
    /// <summary>Nothing was read.</summary>
    public static LabReadback Nothing { get; } = new(
        ImmutableSortedDictionary.Create<string, ValveStand>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, DeviceReadback>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, SpectrometerReadback>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
}
