using System.Text.RegularExpressions;

namespace LabActors.Core.Labs.Drivers;

/// <summary>NCD ProXR relay boards.</summary>
public static partial class ProxrSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "proxr";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "NCD ProXR relay boards", DeviceRole.Valves | DeviceRole.Sensors, [PortKind.Serial, PortKind.Tcp])
    {
        ChannelProblem = (role, channel) => role == DeviceRole.Sensors
            ? Channel().IsMatch(channel) && channel.StartsWith("input ", StringComparison.Ordinal) ? null : $"found '{channel}', expected 'input N' from 0 to 255, a contact"
            : Channel().IsMatch(channel) ? null : $"found '{channel}', expected a relay from 0 to 255, or 'input N' for what reads it back",
    };

    [GeneratedRegex("^(input )?(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])$")]
    private static partial Regex Channel();
}
