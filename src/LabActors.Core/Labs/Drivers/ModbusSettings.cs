using System.Globalization;

namespace LabActors.Core.Labs.Drivers;

/// <summary>Settings that devices share which speak Modbus.</summary>
public static class ModbusSettings
{
    /// <summary>Key of how messages are put on the wire.</summary>
    public const string Mode = "modbus";

    /// <summary>Key of which register of a float comes first.</summary>
    public const string WordOrder = "word_order";

    /// <summary>How messages are put on the wire.</summary>
    public static SettingSchema ModeSchema { get; } = new(Mode, SettingKind.Choice, "rtu or tcp (default: rtu on a serial port, tcp on a socket)") { Choices = ["rtu", "tcp"] };

    /// <summary>Which register of a float comes first.</summary>
    public static SettingSchema WordOrderSchema { get; } = new(WordOrder, SettingKind.Choice, "which register of a float comes first: low_high (default) or high_low") { Choices = ["low_high", "high_low"] };

    /// <summary>What is wrong with the address of a slave; null when nothing is.</summary>
    public static string? AddressProblem(string address) =>
        address.Length == 0 || (int.TryParse(address, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 247)
            ? null
            : $"found '{address}', expected the number of a slave from 1 to 247, or nothing for 1";
}
