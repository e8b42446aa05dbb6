namespace LabActors.Core.Labs.Drivers;

/// <summary>Watlow EZ-ZONE PM controllers.</summary>
public static class WatlowSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "watlow";

    /// <summary>Key of the units that the controller's port is set to.</summary>
    public const string Units = "units";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Watlow EZ-ZONE PM (Modbus RTU, Modbus TCP)", DeviceRole.Temperature, [PortKind.Serial, PortKind.Tcp])
    {
        SharesBus = true,
        Settings =
        [
            ModbusSettings.ModeSchema,
            ModbusSettings.WordOrderSchema,
            new SettingSchema(Units, SettingKind.Choice, "the units that the controller's port is set to: C (default) or F") { Choices = ["C", "F"] },
            .. TemperatureSettings.Schemas,
        ],
        AddressProblem = ModbusSettings.AddressProblem,
        ChannelProblem = (_, channel) => channel.Length == 0 ? null : $"found channel '{channel}', expected none: the controller has one loop",
    };
}
