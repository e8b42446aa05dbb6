namespace LabActors.Core.Labs.Drivers;

/// <summary>Synrad UC-2000 controllers of CO2 lasers.</summary>
public static class Uc2000Schema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "uc2000";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Synrad UC-2000 controller of a CO2 laser", DeviceRole.Laser, [PortKind.Serial, PortKind.Tcp])
    {
        ChannelProblem = (_, channel) => channel.Length == 0 ? null : $"found channel '{channel}', expected none",
    };
}
