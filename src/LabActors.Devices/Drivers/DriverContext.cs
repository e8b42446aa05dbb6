using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers;

/// <summary>What a driver is made with.</summary>
/// <param name="Device">Its entry in the laboratory's file.</param>
/// <param name="Link">The way to the device.</param>
/// <param name="Lab">The laboratory: which valves, gauges and detectors are the device's.</param>
/// <param name="Time">Instants of readings.</param>
public sealed record DriverContext(DeviceDefinition Device, ILink Link, LabDefinition Lab, TimeProvider Time);
