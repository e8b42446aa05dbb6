namespace LabActors.Core.Labs.Drivers;

/// <summary>Granville-Phillips 354 and 358 Micro-Ion controllers.</summary>
public static class MicroIonSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "micro-ion";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Granville-Phillips 354, 358 Micro-Ion controller", DeviceRole.Gauges, [PortKind.Serial, PortKind.Tcp])
    {
        SharesBus = true,
        Settings = [GaugeSettings.UnitsSchema],
        AddressProblem = address => address.Length == 0 || (address.Length == 2 && address.All(char.IsAsciiHexDigit))
            ? null
            : $"found '{address}', expected two digits on RS-485, or nothing on RS-232",
        ChannelProblem = (_, channel) => channel is "IG" or "IG1" or "IG2" or "CG1" or "CG2" ? null : $"found channel '{channel}', expected IG, IG1, IG2, CG1 or CG2",
    };
}
