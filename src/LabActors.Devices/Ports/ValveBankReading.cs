using System.Collections.Immutable;

namespace LabActors.Devices.Ports;

/// <summary>The valves of a controller.</summary>
/// <param name="States">By address.</param>
/// <param name="Locked">Addresses of those that are locked at the controller.</param>
/// <param name="Differences">In words, what was found to be otherwise than the controller had told before; empty when nothing was.</param>
public sealed record ValveBankReading(ImmutableDictionary<string, Reading<ValveState>> States, ImmutableHashSet<string> Locked, ImmutableArray<string> Differences);
