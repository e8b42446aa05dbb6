namespace LabActors.Core.Labs.Drivers;

/// <summary>Lakeshore temperature controllers.</summary>
public static class LakeshoreSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "lakeshore";

    /// <summary>Key of the loop that is set.</summary>
    public const string Loop = "loop";

    /// <summary>Key of the temperature below which the heater's low range is used.</summary>
    public const string LowBelow = "low_below_k";

    /// <summary>Key of the temperature above which the heater's high range is used.</summary>
    public const string HighAbove = "high_above_k";

    /// <summary>Key of what ends a command.</summary>
    public const string Terminator = "terminator";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Lakeshore 325, 331, 335, 336", DeviceRole.Cryostat, [PortKind.Serial, PortKind.Tcp])
    {
        Settings =
        [
            new SettingSchema(Loop, SettingKind.Choice, "the loop that is set (default 1)") { Choices = ["1", "2", "3", "4"] },
            new SettingSchema(LowBelow, SettingKind.Number, "below this set point the heater's low range is used, K (default 10)") { Min = 0, Max = 1000 },
            new SettingSchema(HighAbove, SettingKind.Number, "above this set point the heater's high range is used, K (default 30)") { Min = 0, Max = 1000 },
            new SettingSchema(Terminator, SettingKind.Choice, "what ends a command: crlf (default) or lf") { Choices = ["crlf", "lf"] },
        ],
        ChannelProblem = (_, channel) => channel is "" or "A" or "B" or "C" or "D" ? null : $"found channel '{channel}', expected an input, A to D",
    };
}
