using System.Text.RegularExpressions;

namespace LabActors.Core.Labs.Drivers;

/// <summary>Agilent 34970A and 34980A with relay cards.</summary>
public static partial class Agilent34970aSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "agilent-34970a";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Agilent/Keysight 34970A, 34980A with relay cards such as 34903A", DeviceRole.Valves, [PortKind.Serial, PortKind.Tcp])
    {
        Settings =
        [
            new SettingSchema("invert", SettingKind.Flag, "a closed relay opens the valve: the words OPEN and CLOSE are exchanged in commands and questions"),
            new SettingSchema("exclusive", SettingKind.Flag, "commands with :EXCL, which opens all other channels first"),
        ],
        ChannelProblem = (_, channel) => Channel().IsMatch(channel) ? null : $"found '{channel}', expected slot and channel such as 301",
    };

    [GeneratedRegex("^[1-8][0-9]{2,3}$")]
    private static partial Regex Channel();
}
