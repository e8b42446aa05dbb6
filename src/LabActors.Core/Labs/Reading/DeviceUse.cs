using System.Collections.Immutable;
using LabActors.Core.Labs.Drivers;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads by which device, and at which of its channels, a thing of the laboratory is reached; a device that cannot be that, or has no such channel, is reported.</summary>
internal sealed class DeviceUse(LabNameSets names, ImmutableArray<DeviceDefinition> devices)
{
    /// <summary>Whether anything is reached over a wire at all.</summary>
    public bool Any => !devices.IsEmpty;

    /// <summary>The device under a key; empty for none.</summary>
    public string Device(YamlMap m, DeviceRole role, string key = "device")
    {
        var device = m.Name(key, names.Devices, false);
        Check(m, role, device, key);
        return device;
    }

    /// <summary>A sensor's device and channel; what it is connected to may be known by its name only, and then nothing reads it.</summary>
    public (string Device, string Channel) Sensor(YamlMap m)
    {
        var (device, channel) = (m.Text("device"), m.Text("channel", ""));
        if (Check(m, DeviceRole.Sensors, device, "device") && Schema(device)?.ChannelProblem(DeviceRole.Sensors, channel) is { } problem)
            m.Report(m.Has("channel") ? "channel" : "name", problem);
        return (device, channel);
    }

    /// <summary>The device under <c>device</c> and the channel under <c>channel</c>.</summary>
    /// <param name="m">The thing.</param>
    /// <param name="role">What the device is to it.</param>
    /// <param name="device">The device where the file names none; empty for none.</param>
    /// <param name="channel">The channel where the file names none.</param>
    public (string Device, string Channel) Channel(YamlMap m, DeviceRole role, string device = "", string channel = "")
    {
        var named = Device(m, role);
        (device, channel) = (named.Length > 0 ? named : device, m.Text("channel", channel));
        if (Schema(device)?.ChannelProblem(role, channel) is { } problem)
            m.Report(m.Has("channel") ? "channel" : "name", problem);
        return (device, channel);
    }

    /// <summary>The driver's schema of a device; null when there is no such device, or no such driver, which is reported elsewhere.</summary>
    public DriverSchema? Schema(string device) =>
        devices.FirstOrDefault(d => d.Name == device) is { } found ? DriverSchemas.Find(found.Driver) : null;

    /// <summary>A device of this name, where there is one.</summary>
    public string OrNone(string device) => names.Devices.Contains(device) ? device : "";

    private bool Check(YamlMap m, DeviceRole role, string device, string key)
    {
        if (Schema(device) is not { } schema || (schema.Roles & role) != 0)
            return true;
        m.Report(key, $"found '{device}', a {schema.Name}, expected {Expected(role)}");
        return false;
    }

    private static string Expected(DeviceRole role) => $"a device that {string.Join(" or ", Enum.GetValues<DeviceRole>().Where(r => r != DeviceRole.None && role.HasFlag(r)).Select(Words))}";

    private static string Words(DeviceRole role) => role switch
    {
        DeviceRole.Valves => "moves valves",
        DeviceRole.Gauges => "reads gauges",
        DeviceRole.Spectrometer => "is a mass spectrometer",
        DeviceRole.Laser => "is a laser or its power supply",
        DeviceRole.Temperature => "regulates a temperature",
        DeviceRole.Cryostat => "is a cold trap",
        DeviceRole.Motion => "moves axes or motors",
        DeviceRole.Pump => "is a pump",
        DeviceRole.Flags => "has flags that programs share",
        DeviceRole.Sensors => "reads sensors",
        _ => "is a whole extraction device",
    };
}
