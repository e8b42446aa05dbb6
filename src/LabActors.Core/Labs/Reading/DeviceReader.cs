using System.Collections.Immutable;
using LabActors.Core.Labs.Drivers;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads <c>ports</c> and <c>devices</c>: what is connected where, and how it is spoken to.</summary>
internal sealed class DeviceReader(YamlMap root, LabNameSets names, ImmutableArray<DriverSchema> drivers)
{
    public ImmutableArray<PortDefinition> Ports()
    {
        var addresses = new NameSet("port at the address");
        return [.. root.Maps("ports").Select(m => Port(m, addresses))];
    }

    public ImmutableArray<DeviceDefinition> Devices(ImmutableArray<PortDefinition> ports)
    {
        var users = new Dictionary<string, (DeviceDefinition Device, DriverSchema Driver)>(StringComparer.Ordinal);
        return [.. root.Maps("devices").Select(m => Device(m, ports, users))];
    }

    private PortDefinition Port(YamlMap m, NameSet addresses)
    {
        var port = new PortDefinition(m.NewName("name", names.Ports), m.Choice<PortKind>("kind")) { Gap = m.Seconds("gap_s", 0) };
        port = port.Kind == PortKind.Serial
            ? port with
            {
                Path = m.Text("path"),
                Baud = (int)m.Number("baud", 9600, 50, 4_000_000),
                DataBits = (int)m.Number("data_bits", 8, 7, 8),
                Parity = m.Choice("parity", (PortParity?)PortParity.None),
                StopBits = (int)m.Number("stop_bits", 1, 1, 2),
            }
            : port with
            {
                Host = m.Text("host"),
                Number = (int)m.Number("port", 1, 65535),
                ConnectsEachTime = port.Kind == PortKind.Tcp && m.Flag("connects_each_time"),
            };
        if (port.Kind != PortKind.Serial && port.Host.Length > 0 && Uri.CheckHostName(port.Host) == UriHostNameType.Unknown)
            m.Report("host", $"found '{port.Host}', expected a host name or an address");
        if (!addresses.Add(port.Kind == PortKind.Serial ? port.Path : port.Address))
            m.Report(port.Kind == PortKind.Serial ? "path" : "host", $"a second port at {(port.Kind == PortKind.Serial ? port.Path : port.Address)}, expected each once: devices that share a cable name one port");
        m.End();
        return port;
    }

    private DeviceDefinition Device(YamlMap m, ImmutableArray<PortDefinition> ports, Dictionary<string, (DeviceDefinition Device, DriverSchema Driver)> users)
    {
        var device = new DeviceDefinition(m.NewName("name", names.Devices), m.Text("driver"), m.Name("port", names.Ports))
        {
            Address = m.Text("address", ""),
            Timeout = m.Seconds("timeout_s", 1),
            Poll = m.Seconds("poll_s", 5),
        };
        var schema = drivers.FirstOrDefault(d => d.Name == device.Driver);
        if (schema is null)
        {
            if (device.Driver.Length > 0)
                m.Report("driver", $"found '{device.Driver}', expected one of {string.Join(", ", drivers.Select(d => d.Name))}");
        }
        else
        {
            Check(m, device, schema, ports, users);
        }

        if (device.Timeout <= TimeSpan.Zero || device.Timeout > TimeSpan.FromMinutes(5))
            m.Report("timeout_s", "expected a number above 0 and up to 300");
        device = device with { Settings = Settings(m, schema) };
        m.End();
        return device;
    }

    private static void Check(
        YamlMap m, DeviceDefinition device, DriverSchema schema, ImmutableArray<PortDefinition> ports, Dictionary<string, (DeviceDefinition Device, DriverSchema Driver)> users)
    {
        if (ports.FirstOrDefault(p => p.Name == device.Port) is { } port && !schema.Ports.Contains(port.Kind))
            m.Report("port", $"found {port.Kind.ToString().ToLowerInvariant()} port '{port.Name}', expected {string.Join(" or ", schema.Ports.Select(k => k.ToString().ToLowerInvariant()))} for a {schema.Name}");
        if (schema.AddressProblem(device.Address) is { } problem)
            m.Report("address", problem);
        if (users.TryGetValue(device.Port, out var other) && !(schema.SharesBus && other.Driver.SharesBus))
            m.Report("port", $"found '{device.Port}', to which '{other.Device.Name}' is connected, expected a port of its own: {(schema.SharesBus ? other.Driver : schema).Name} shares no bus");
        else
            users.TryAdd(device.Port, (device, schema));
    }

    private static ImmutableDictionary<string, DeviceSetting> Settings(YamlMap m, DriverSchema? schema)
    {
        var settings = m.Map("settings", false);
        if (schema is null)
            return ImmutableDictionary<string, DeviceSetting>.Empty;
        var read = ImmutableDictionary.CreateBuilder<string, DeviceSetting>();
        foreach (var setting in schema.Settings)
        {
            if (settings?.Has(setting.Key) != true)
            {
                if (setting.Required)
                    m.Report("settings", $"missing setting '{setting.Key}', expected {setting.Expected}: {setting.Meaning}");
                continue;
            }

            var text = settings.Text(setting.Key);
            if (setting.Takes(text))
                read[setting.Key] = new DeviceSetting(setting.Key, text, settings.LineOf(setting.Key));
            else
                settings.Report(setting.Key, $"found '{text}', expected {setting.Expected}");
        }

        settings?.End();
        return read.ToImmutable();
    }
}
