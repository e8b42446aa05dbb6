using System.Globalization;

namespace LabActors.Devices.Drivers.Proxr;

/// <summary>The bytes of a ProXR board; banks have eight relays or inputs each.</summary>
public static class ProxrGrammar
{
    /// <summary>What a board answers to a command that it has taken: U.</summary>
    public const byte Taken = 0x55;

    private const byte Command = 254;

    /// <summary>Makes the bank of a relay the one that the next commands are for.</summary>
    public static byte[] SelectBank(int relay) => [Command, 49, (byte)((relay / 8) + 1)];

    /// <summary>Switches a relay of the selected bank.</summary>
    public static byte[] Switch(int relay, bool on) => [Command, (byte)((on ? 8 : 0) + (relay % 8))];

    /// <summary>Asks for a relay of the selected bank: 1 is on.</summary>
    public static byte[] IsOn(int relay) => [Command, (byte)(16 + (relay % 8))];

    /// <summary>Asks for the eight contact inputs around one, a bit each.</summary>
    public static byte[] Inputs(int input) => [Command, 175, (byte)(input / 8)];

    /// <summary>A valve's address: a relay, or an input that reads a valve back.</summary>
    public static (int Number, bool IsInput) ReadAddress(string address)
    {
        const string Input = "input ";
        var isInput = address.StartsWith(Input, StringComparison.Ordinal);
        return (int.Parse(isInput ? address[Input.Length..] : address, NumberStyles.None, CultureInfo.InvariantCulture), isInput);
    }
}
