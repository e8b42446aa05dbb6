namespace LabActors.Core.Labs.Drivers;

/// <summary>Logic boards of Photon Machines Fusions lasers.</summary>
public static class FusionsSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "fusions";

    /// <summary>Key of what begins every command to the board.</summary>
    public const string Prefix = "prefix";

    /// <summary>Where the file says nothing.</summary>
    public const string DefaultPrefix = ";LB.";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Photon Machines Fusions CO2 logic board with Kerr motors", DeviceRole.Laser | DeviceRole.Motion, [PortKind.Serial, PortKind.Tcp])
    {
        Settings = [new SettingSchema(Prefix, SettingKind.Text, "what begins every command to the board (default ;LB.)"), .. KerrSchema.Motors],
        ChannelProblem = (role, channel) => role == DeviceRole.Motion ? KerrSchema.AddressProblem(channel) : channel.Length == 0 ? null : $"found channel '{channel}', expected none: the board has one laser",
    };
}
