namespace LabActors.Core.Labs.Drivers;

/// <summary>MKS 937A and 937B gauge controllers.</summary>
public static class Mks937Schema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "mks-937";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "MKS 937A, 937B gauge controller", DeviceRole.Gauges, [PortKind.Serial, PortKind.Tcp])
    {
        SharesBus = true,
        Settings = [GaugeSettings.UnitsSchema],
        AddressProblem = address => address.Length == 0 || (address.Length == 3 && int.TryParse(address, out var number) && number is >= 1 and <= 253)
            ? null
            : $"found '{address}', expected three digits from 001 to 253, or nothing for 001",
        ChannelProblem = (_, channel) => channel is ['1' or '2' or '3' or '4' or '5' or '6'] ? null : $"found channel '{channel}', expected 1 to 6",
    };
}
