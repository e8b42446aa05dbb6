using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using LabActors.Core.Labs.Writing;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes ports and devices of the devices of a set-up that LabActors has drivers for; tells of the others, with their addresses.</summary>
internal sealed class DeviceImport(InitializationFiles init, ImportFindings findings)
{
    private readonly List<PortDefinition> _ports = [];
    private readonly List<DeviceDefinition> _devices = [];
    private readonly List<string> _idlePorts = [];
    private readonly List<string> _idle = [];

    // What became of a device of the set-up: the name of ours that is it.
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public ImmutableArray<PortDefinition> Ports => [.. _ports];

    public ImmutableArray<DeviceDefinition> Devices => [.. _devices];

    /// <summary>Ports of devices that are not in use, as comments.</summary>
    public ImmutableArray<string> IdlePorts => [.. _idlePorts.Distinct()];

    /// <summary>Devices that are not in use, as comments.</summary>
    public ImmutableArray<string> Idle => [.. _idle];

    /// <summary>Our device for one of the set-up; null when it is not in use.</summary>
    public DeviceDefinition? Find(string folder, string name) =>
        _names.TryGetValue(SetupDevice.KeyOf(folder, name), out var ours) ? _devices.First(d => d.Name == ours) : null;

    /// <summary>The schema of one of our devices.</summary>
    public static DriverSchema Schema(DeviceDefinition device) => DriverSchemas.Find(device.Driver)!;

    public void Add(SetupDevice device)
    {
        var wire = DeviceWire.Of(device);
        var driver = Driver(device, wire);
        var where = wire is null ? "its file says nothing of how it is reached" : $"at {wire.Words}{(wire.Address.Length > 0 ? $", address {wire.Address}" : "")}";
        if (driver is null || DriverSchemas.Find(driver) is not { } schema)
        {
            Unused(device, $"{device.Class} {where}", device.IsStarted
                ? $"LabActors has no driver for {(device.Class == device.Name ? "it" : $"a {device.Class}")}; {where}. What it moves or reads is not reached"
                : $"Pychron does not start it, and LabActors has no driver for it; {where}");
            return;
        }

        if (wire?.Port is not { } port || Fitting(schema, port) is not { } fitting)
        {
            Unused(device, $"{schema.Name} {where}", $"{where}, expected {string.Join(" or ", schema.Ports.Select(k => k.ToString().ToLowerInvariant()))} for a {schema.Name}");
            return;
        }

        fitting = fitting with { ConnectsEachTime = fitting.Kind == PortKind.Tcp && DriverChoice.ConnectsEachTime(driver) };
        var made = Definition(device, wire, schema, fitting);
        if (schema.Settings.FirstOrDefault(s => s.Required && !made.Settings.ContainsKey(s.Key)) is { } missing)
        {
            Unused(device, $"{schema.Name} {where}", $"its file does not say '{missing.Key}' ({missing.Meaning}), which a {schema.Name} must have; {where}");
            return;
        }

        if (device.IsStarted)
        {
            Take(device, wire, schema, fitting, made);
            return;
        }

        _idlePorts.Add(LabFileWriter.Line(fitting));
        _idle.Add($"not started by Pychron: {LabFileWriter.Line(made)}");
        findings.NotNeeded(device.What, device.File, device.Line, $"Pychron does not start it: kept as a comment, {where}");
    }

    /// <summary>Takes a device that no file of <c>devices</c> describes: a laser behind another Pychron.</summary>
    public DeviceDefinition? AddServer(string name, string driver, InitPlugin plugin)
    {
        if (DriverSchemas.Find(driver) is not { } schema || plugin.Host.Length == 0 || plugin.Port is <= 0 or > 65535)
            return null;
        var port = Shared(new PortDefinition($"{plugin.Host} tcp {plugin.Port}", PortKind.Tcp) { Host = plugin.Host, Number = plugin.Port, ConnectsEachTime = true });
        var device = new DeviceDefinition(name, schema.Name, port.Name);
        _devices.Add(device);
        findings.Taken($"device {name}", plugin.File, plugin.Line, $"{schema.Name} at {port.Address}");
        return device;
    }

    private void Unused(SetupDevice device, string comment, string told)
    {
        _idle.Add($"{(device.IsStarted ? "no driver" : "not started by Pychron")}: {device.Key.TrimStart('/')}, {comment}");
        if (device.IsStarted)
            findings.LeftOut(device.What, device.File, device.Line, told);
        else
            findings.NotNeeded(device.What, device.File, device.Line, told);
    }

    private string? Driver(SetupDevice device, DeviceWire? wire)
    {
        // Pychron's Modbus class for Eurotherm controllers is another protocol than theirs.
        var spectrometer = device.Name == "spectrometer_microcontroller" ? init.Find(SetupDevices.IsSpectrometer)?.Name : null;
        var driver = DriverChoice.OfClass(device.Class) ?? DriverChoice.OfLaserDevice(device.Plugin, device.Name) ?? (spectrometer is null ? null : DriverChoice.OfSpectrometer(spectrometer));
        return driver == "eurotherm" && wire?.Words.EndsWith(" Modbus", StringComparison.Ordinal) == true ? null : driver;
    }

    /// <summary>The port, or the same server over TCP where the driver has no UDP; null when neither fits.</summary>
    private static PortDefinition? Fitting(DriverSchema schema, PortDefinition port)
    {
        if (schema.Ports.Contains(port.Kind))
            return port;
        return port.Kind == PortKind.Udp && schema.Ports.Contains(PortKind.Tcp)
            ? port with { Name = port.Name.Replace(" udp ", " tcp ", StringComparison.Ordinal), Kind = PortKind.Tcp }
            : null;
    }

    private DeviceDefinition Definition(SetupDevice device, DeviceWire wire, DriverSchema schema, PortDefinition port)
    {
        var definition = new DeviceDefinition(device.Folder.Length > 0 ? $"{device.Folder} {device.Name}" : device.Name, schema.Name, port.Name) { Address = BusAddress(schema, wire.Address) };
        if (wire.Timeout is { } timeout)
            definition = definition with { Timeout = timeout };
        if (device.Value("Scan", "period")?.Number is { } period and > 0 && device.Value("Scan", "enabled")?.IsTrue == true)
            definition = definition with { Poll = TimeSpan.FromSeconds(device.Value("Scan", "units")?.Text == "ms" ? period / 1000 : period) };
        return definition with { Settings = DeviceSettings.Of(device, schema) };
    }

    /// <summary>The address as the driver's grammar has it: with leading zeros where it wants them; empty when it takes none such.</summary>
    private static string BusAddress(DriverSchema schema, string address) =>
        new[] { address, address.PadLeft(2, '0'), address.PadLeft(3, '0'), "" }.First(a => a.Length == 0 || schema.AddressProblem(a) is null);

    private void Take(SetupDevice device, DeviceWire wire, DriverSchema schema, PortDefinition port, DeviceDefinition made)
    {
        var there = _ports.FirstOrDefault(p => p.Kind == port.Kind && (p.Kind == PortKind.Serial ? p.Path == port.Path : p.Address == port.Address));
        var users = there is null ? [] : _devices.Where(d => d.Port == there.Name).ToArray();
        if (users.FirstOrDefault(u => u.Driver == schema.Name && u.Address == made.Address) is { } same)
        {
            _names[device.Key] = same.Name;
            findings.Changed(device.What, device.File, device.Line, $"the same {schema.Name} at {there!.Address} as {same.Name}: one device for both");
            return;
        }

        if (users.FirstOrDefault(u => !(schema.SharesBus && Schema(u).SharesBus)) is { } other)
        {
            _idle.Add($"its port is taken: {LabFileWriter.Line(made)}");
            findings.LeftOut(device.What, device.File, device.Line, $"at {there!.Address}, where {other.Name} is: {schema.Name} and {other.Driver} share no bus");
            return;
        }

        var used = Shared(port);
        _devices.Add(made with { Port = used.Name });
        _names[device.Key] = made.Name;
        findings.Taken(device.What, device.File, device.Line, $"{schema.Name} at {used.Address}{(made.Address.Length > 0 ? $", address {made.Address}" : "")}");
        if (wire.Address.Length > 0 && made.Address.Length == 0)
            findings.LeftOut($"address of {device.Name}", device.File, device.Line, $"found '{wire.Address}', which a {schema.Name} cannot have: {schema.AddressProblem(wire.Address)}");
        if (wire.Notes.Length > 0)
            findings.Changed($"port of {device.Name}", device.Wired!.Path, 0, wire.Notes);
        if (wire.Port!.Kind != port.Kind)
            findings.Changed($"port of {device.Name}", device.Wired!.Path, 0, $"a {schema.Name} is spoken to over TCP and not over UDP");
        if (!device.IsStarted || device.Plugin.Length == 0)
            findings.Assumed(device.What, device.File, device.Line, "no initialization file starts it, and valves name it: it is in use");
    }

    private PortDefinition Shared(PortDefinition port)
    {
        if (_ports.FirstOrDefault(p => p.Address == port.Address) is { } known)
            return known;
        var name = port.Name;
        for (var n = 2; _ports.Exists(p => p.Name == name); n++)
            name = string.Create(CultureInfo.InvariantCulture, $"{port.Name} {n}");
        _ports.Add(port with { Name = name });
        return _ports[^1];
    }
}
