using System.Text.RegularExpressions;

namespace LabActors.Core.Labs.Drivers;

/// <summary>The Arduino valve box of Pychron's users.</summary>
public static partial class ArduinoValvesSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "arduino-valves";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Arduino valve box with open and closed indicators", DeviceRole.Valves, [PortKind.Serial])
    {
        ChannelProblem = (_, channel) => Channel().IsMatch(channel) ? null : $"found '{channel}', expected a valve from 0 to 9, or a pin from 10 to 99",
    };

    [GeneratedRegex("^[0-9]{1,2}$")]
    private static partial Regex Channel();
}
