using System.Globalization;

namespace LabActors.Core.Labs.Drivers;

/// <summary>Pfeiffer HiPace turbomolecular pumps.</summary>
public static class HiPaceSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "hipace";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Pfeiffer HiPace (TC 110, TC 400)", DeviceRole.Pump, [PortKind.Serial, PortKind.Tcp])
    {
        SharesBus = true,
        AddressProblem = address => address.Length == 0 || (address.Length == 3 && int.TryParse(address, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 255)
            ? null
            : $"found '{address}', expected three digits from 001 to 255, or nothing for 001",
        ChannelProblem = (_, channel) => channel.Length == 0 ? null : $"found channel '{channel}', expected none",
    };
}
