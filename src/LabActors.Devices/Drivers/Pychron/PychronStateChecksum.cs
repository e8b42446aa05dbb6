using System.Globalization;
using System.Text;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.Pychron;

/// <summary>The checksum by which a server and a client of Pychron know whether they have the same states: CRC-32 over the valves in the order asked for.</summary>
public static class PychronStateChecksum
{
    /// <summary>The checksum, in decimal digits.</summary>
    public static string Of(IEnumerable<PychronValve> valves) =>
        Checksums.Crc32(Encoding.ASCII.GetBytes(string.Concat(valves.Select(Text)))).ToString(CultureInfo.InvariantCulture);

    private static string Text(PychronValve valve) => valve.IsManual
        ? $"MANUAL_SWITCH-{valve.Name}{Word(valve.IsOpen)}"
        : $"VALVE-{valve.Name}{Word(valve.IsOpen)}{Word(valve.IsLocked)}";

    private static string Word(bool value) => value ? "True" : "False";
}
