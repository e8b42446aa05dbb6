using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Assemblies;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers;

/// <summary>The ports of a laboratory whose devices are spoken to over wires.</summary>
public static class WiredPorts
{
    /// <summary>Ports of every device that the laboratory defines.</summary>
    /// <param name="lab">Devices, and what names them.</param>
    /// <param name="link">The way to a device.</param>
    /// <param name="time">Instants of readings.</param>
    public static LabPorts Of(LabDefinition lab, Func<DeviceDefinition, ILink> link, TimeProvider time)
    {
        Func<T> Open<T>(string device)
            where T : class => () => Driver(lab, device, link, time) as T
                ?? throw new IOException($"{device} is driven by {lab.FindDevice(device)?.Driver}, which cannot be used as {Words(typeof(T))}");

        ImmutableDictionary<string, Func<T>> Each<T>(IEnumerable<(string Name, string Device)> named)
            where T : class => named.Where(n => lab.FindDevice(n.Device) is not null).DistinctBy(n => n.Name).ToImmutableDictionary(n => n.Name, n => Open<T>(n.Device));

        // What an assembly knows of its laser or furnace outlives a port that is opened again.
        Func<IExtractionDevicePort> Assembled(ExtractionDeviceDefinition device)
        {
            var made = new Lazy<IExtractionDevicePort>(() =>
            {
                var drivers = new Dictionary<string, IDriver>(StringComparer.Ordinal);
                return ExtractionAssemblies.Of(device, name => drivers.TryGetValue(name, out var driver) ? driver : drivers[name] = Driver(lab, name, link, time), time)!;
            });
            return () => made.Value;
        }

        return new LabPorts(
            Each<IValveSwitch>(lab.Valves.SelectMany(v => new[] { v.Device, v.StateDevice }).Select(d => (d, d))),
            Each<IGaugePort>(lab.Gauges.Select(g => (g.Controller, g.Device))),
            Each<ISpectrometerPort>(lab.Instruments.Select(i => (i.Name, i.Device))),
            lab.ExtractionDevices.Where(d => d.Device.Length > 0 && d.Kind != ExtractionDeviceKind.Pipette).ToImmutableDictionary(d => d.Name, Assembled),
            Each<IPipettePort>(lab.ExtractionDevices.Where(d => d.Kind == ExtractionDeviceKind.Pipette).Select(d => (d.Name, d.Device))),
            Simulated: [])
        {
            Cryostats = Each<ICryostatPort>(lab.Cryostats.Select(c => (c.Name, c.Device))),
            Heaters = Each<ITemperaturePort>(lab.Heaters.Select(h => (h.Name, h.Device))),
            Pumps = Each<IPumpPort>(lab.Pumps.Select(p => (p.Name, p.Device))),
            Flags = Each<IFlagPort>(lab.Sections.Where(s => s.Flag.Length > 0).Select(s => (s.Device, s.Device))),
            Environment = Each<IEnvironmentPort>(lab.Environment.Select(s => (s.Device, s.Device))),
        };
    }

    /// <summary>A device's driver.</summary>
    /// <exception cref="IOException">The laboratory has no such device.</exception>
    public static IDriver Driver(LabDefinition lab, string device, Func<DeviceDefinition, ILink> link, TimeProvider time)
    {
        var definition = lab.FindDevice(device) ?? throw new IOException($"the laboratory has no device '{device}'");
        return DriverCatalog.All[definition.Driver](new DriverContext(definition, link(definition), lab, time));
    }

    private static string Words(Type port) => port.Name switch
    {
        nameof(IValveSwitch) => "a box of valves",
        nameof(IGaugePort) => "a gauge controller",
        nameof(ISpectrometerPort) => "a mass spectrometer",
        nameof(IPipettePort) => "a pipette system",
        nameof(ICryostatPort) => "a cold trap",
        nameof(ITemperaturePort) => "a temperature controller",
        nameof(IPumpPort) => "a pump",
        nameof(IFlagPort) => "a master with flags",
        nameof(IEnvironmentPort) => "sensors of the surroundings",
        _ => "an extraction device",
    };
}
