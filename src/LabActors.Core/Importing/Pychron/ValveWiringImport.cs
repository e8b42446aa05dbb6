using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using LabActors.Core.Lines;

namespace LabActors.Core.Importing.Pychron;

/// <summary>By which device and address one valve is moved and read; nothing where LabActors cannot reach it.</summary>
internal sealed class ValveWiringImport(SwitchEntry entry, DeviceImport devices, string defaultActuator, ImportFindings findings)
{
    /// <param name="Kind">What it is here: two actuators that another Pychron moves are one valve.</param>
    /// <param name="Remark">What of the set-up's addresses does not stand in the valve itself.</param>
    public sealed record Wiring(ValveKind Kind, string Device, string Address, string StateDevice, string StateAddress, string Remark);

    public Wiring Of(ValveKind kind)
    {
        var actuator = entry.Value("actuator") ?? new CfgValue(defaultActuator, entry.Line);
        var said = entry.Text("address");
        var device = devices.Find("", actuator.Text);
        if (device is null)
        {
            findings.LeftOut($"actuator of {entry.Name}", entry.File, actuator.Line, $"found '{actuator.Text}', which is no device that LabActors reaches: {entry.Name} is there, and nothing moves it");
            return new Wiring(kind, "", said.Length > 0 ? said : entry.Name, "", "", $"actuator {actuator.Text}{(said.Length > 0 ? $", address {said}" : ", no address")}");
        }

        var byName = DriverChoice.GoesByName(device.Driver);
        if (byName && kind == ValveKind.Double)
        {
            kind = ValveKind.Valve;
            findings.Changed($"kind of {entry.Name}", entry.File, entry.Line, $"the Pychron at {device.Name} moves both of its actuators: here it is one valve");
        }

        var address = byName || said.Length == 0 ? entry.Name : said;
        var remark = byName && said.Length > 0 && said != entry.Name ? $"address {said} at the other Pychron" : "";
        if (remark.Length > 0)
            findings.Changed($"address of {entry.Name}", entry.File, entry.Value("address")!.Line, $"a {device.Driver} knows valves by their names; '{said}' is its address there, and stands as a comment");
        else if (said.Length == 0 && !byName)
            findings.Assumed($"address of {entry.Name}", entry.File, entry.Line, $"its name: the file has no address");

        var problem = Problem(device, kind == ValveKind.Double && ValveWiring.Split(address) is { } two ? [two.First, two.Second] : [address])
            ?? (kind == ValveKind.Double && ValveWiring.Split(address) is null ? $"found '{address}', expected two addresses" : null);
        if (problem is not null)
        {
            findings.LeftOut($"address of {entry.Name}", entry.File, entry.Value("address")?.Line ?? entry.Line, $"{problem}: {entry.Name} is there, and nothing moves it");
            return new Wiring(kind, "", address, "", "", $"actuator {actuator.Text}, address {address}");
        }

        var (stateDevice, stateAddress) = State(device);
        return new Wiring(kind, device.Name, address, stateDevice, stateAddress, remark);
    }

    private (string Device, string Address) State(DeviceDefinition device)
    {
        var address = entry.Value("state_address") ?? entry.Value("state_device.address");
        if (entry.Value("state_device") is { } named)
        {
            if (devices.Find("", named.Text) is not { } reader)
            {
                findings.LeftOut($"state_device of {entry.Name}", entry.File, named.Line, $"found '{named.Text}' (address '{address?.Text}'), which is no device that LabActors reaches: {entry.Name} is read at {device.Name}");
                return ("", "");
            }

            device = reader;
        }

        if (address is not null && Problem(device, [address.Text]) is { } problem)
        {
            findings.LeftOut($"state_address of {entry.Name}", entry.File, address.Line, problem);
            return ("", "");
        }

        return (entry.Value("state_device") is null ? "" : device.Name, address?.Text ?? "");
    }

    private static string? Problem(DeviceDefinition device, IEnumerable<string> addresses)
    {
        var schema = DeviceImport.Schema(device);
        return schema.Roles.HasFlag(DeviceRole.Valves)
            ? addresses.Select(a => schema.ChannelProblem(DeviceRole.Valves, a)).FirstOrDefault(p => p is not null)
            : $"found '{device.Name}', a {schema.Name}, expected a device that moves valves";
    }
}
