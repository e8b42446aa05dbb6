using System.Globalization;
using LabActors.Core.Labs;

namespace LabActors.Core.Importing.Pychron;

/// <summary>How a device is reached, as <c>[Communications]</c> of its file has it.</summary>
/// <param name="Port">The port; null for one that LabActors does not know, such as GPIB.</param>
/// <param name="Words">Where it leads, for people.</param>
/// <param name="Address">Its address on a bus; empty for none.</param>
/// <param name="Timeout">How long an answer may take; null when the file does not say.</param>
/// <param name="Notes">What was made of it that the file does not say.</param>
internal sealed record DeviceWire(PortDefinition? Port, string Words, string Address, TimeSpan? Timeout, string Notes)
{
    /// <summary>Reads it; null when the file says nothing.</summary>
    public static DeviceWire? Of(SetupDevice device)
    {
        if (device.Wired is not { } file || file.Find("Communications") is not { } wire)
            return null;
        var kind = wire.Text("type").ToLowerInvariant();
        var timeout = wire.Value("timeout")?.Number is { } seconds and > 0 and <= 300 ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return kind switch
        {
            "serial" or "modbus" when wire.Text("port").Length > 0 => Serial(wire, kind, AddressOf(device, wire), timeout),
            "ethernet" or "modbustcp" or "telnet" or "" when wire.Text("host").Length > 0 => Socket(wire, kind, AddressOf(device, wire), timeout),
            _ => new DeviceWire(null, string.Join(' ', wire.Values.OrderBy(v => v.Value.Line).Select(v => $"{v.Key}={v.Value.Text}")), AddressOf(device, wire), timeout, ""),
        };
    }

    private static DeviceWire Serial(CfgSection wire, string kind, string address, TimeSpan? timeout)
    {
        var named = wire.Text("port");
        var path = PathOf(named);
        var port = new PortDefinition(named, PortKind.Serial)
        {
            Path = path,
            Baud = (int)(wire.Value("baudrate")?.Number ?? 9600),
            DataBits = (int)(wire.Value("bytesize")?.Number ?? 8),
            StopBits = (int)(wire.Value("stopbits")?.Number ?? 1),
            Parity = wire.Text("parity").ToLowerInvariant() switch
            {
                "even" or "e" => PortParity.Even,
                "odd" or "o" => PortParity.Odd,
                _ => PortParity.None,
            },
        };
        var notes = path == named ? "" : $"the port is {path}: look whether this computer calls it so";
        return new DeviceWire(port, $"{port.Address}{(kind == "modbus" ? " Modbus" : "")}", address, timeout, notes);
    }

    private static DeviceWire Socket(CfgSection wire, string kind, string address, TimeSpan? timeout)
    {
        var said = wire.Text("kind").ToUpperInvariant();
        var tcp = said == "TCP" || kind is "modbustcp" or "telnet";
        var number = (int)(wire.Value("port")?.Number ?? (kind == "modbustcp" ? 502 : kind == "telnet" ? 23 : 0));
        var host = wire.Text("host");
        var port = new PortDefinition(string.Create(CultureInfo.InvariantCulture, $"{host} {(tcp ? "tcp" : "udp")} {number}"), tcp ? PortKind.Tcp : PortKind.Udp) { Host = host, Number = number };
        return new DeviceWire(number is > 0 and <= 65535 ? port : null, port.Address, address, timeout, "");
    }

    /// <summary>Pychron knows serial ports of a Mac by the end of their name.</summary>
    private static string PathOf(string port) =>
        port.StartsWith('/') || port.StartsWith("COM", StringComparison.OrdinalIgnoreCase) ? port
        : port.StartsWith("tty", StringComparison.Ordinal) ? $"/dev/{port}"
        : $"/dev/tty.{port}";

    /// <summary>A Modbus address is hexadecimal there.</summary>
    private static string AddressOf(SetupDevice device, CfgSection wire)
    {
        var modbus = wire.Text("slave_address");
        if (modbus.Length > 0)
            return int.TryParse(modbus, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var slave) ? slave.ToString(CultureInfo.InvariantCulture) : modbus;
        return wire.Text("address") is { Length: > 0 } said ? said : device.Value("General", "address")?.Text ?? "";
    }
}
