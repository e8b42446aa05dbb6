namespace LabActors.Core.Labs.Drivers;

/// <summary>Eurotherm controllers that speak EI-Bisynch.</summary>
public static class EurothermSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "eurotherm";

    /// <summary>Key of the digits after the point of a set point.</summary>
    public const string Decimals = "decimals";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Eurotherm 2000, 3000 (EI-Bisynch)", DeviceRole.Temperature, [PortKind.Serial, PortKind.Tcp])
    {
        SharesBus = true,
        Settings = [new SettingSchema(Decimals, SettingKind.Number, "digits after the point that the controller is set to, 0 to 3 (default 1)") { Min = 0, Max = 3 }, .. TemperatureSettings.Schemas],
        AddressProblem = address => address.Length == 0 || (address.Length == 2 && address.All(char.IsAsciiDigit))
            ? null
            : $"found '{address}', expected the digits of group and unit such as 01, or nothing for 01",
        ChannelProblem = (_, channel) => channel.Length == 0 ? null : $"found channel '{channel}', expected none: the controller has one loop",
    };
}
