namespace LabActors.Core.Labs.Drivers;

/// <summary>A Pychron that owns the valves and serves them to others, with flags by which those keep out of each other's way.</summary>
public static class PychronValvesSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "pychron-valves";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Pychron's valve server (PyValve)", DeviceRole.Valves | DeviceRole.Gauges | DeviceRole.Flags, [PortKind.Tcp])
    {
        Settings =
        [
            new SettingSchema("terminator", SettingKind.Choice, "what ends a request; the server takes any") { Choices = ["crlf", "cr", "none"] },
            GaugeSettings.UnitsSchema,
        ],
        ChannelProblem = (role, channel) => role switch
        {
            DeviceRole.Gauges => channel.Split(',') is [{ Length: > 0 }, { Length: > 0 }] ? null : $"found '{channel}', expected controller and gauge with a comma, such as bone,IG",
            _ => channel.Length > 0 && !channel.Any(c => char.IsWhiteSpace(c) || c is ',' or '|' or ':') ? null : $"found '{channel}', expected the valve's name at the server",
        },
    };
}
