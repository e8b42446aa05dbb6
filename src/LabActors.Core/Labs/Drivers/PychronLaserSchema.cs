namespace LabActors.Core.Labs.Drivers;

/// <summary>A Pychron that owns a laser and serves it to others.</summary>
public static class PychronLaserSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "pychron-laser";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Pychron's laser server", DeviceRole.ExtractionDevice, [PortKind.Tcp])
    {
        Settings =
        [
            new SettingSchema("terminator", SettingKind.Choice, "what ends a request; the server takes any") { Choices = ["crlf", "cr", "none"] },
            new SettingSchema("prepare_limit_s", SettingKind.Number, "how long the laser may take to be ready, s; 200 if not given") { Min = 1, Max = 3600 },
        ],
    };
}
