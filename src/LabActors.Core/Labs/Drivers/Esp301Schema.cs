using System.Globalization;

namespace LabActors.Core.Labs.Drivers;

/// <summary>Newport ESP300 and ESP301 stage controllers.</summary>
public static class Esp301Schema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "esp301";

    /// <summary>Key of the lowest position of any axis.</summary>
    public const string Min = "min";

    /// <summary>Key of the highest position of any axis.</summary>
    public const string Max = "max";

    private const string Axes = "xyz";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Newport ESP300, ESP301 stage controller", DeviceRole.Motion, [PortKind.Serial, PortKind.Tcp])
    {
        Settings =
        [
            .. Axes.Select((axis, n) => new SettingSchema($"{axis}", SettingKind.Choice, $"the controller's number of the axis {axis} (default {n + 1})") { Choices = ["1", "2", "3"] }),
            new SettingSchema(Min, SettingKind.Number, "lowest position of any axis, in the stage's units (default -1000)") { Min = -1e6, Max = 1e6 },
            new SettingSchema(Max, SettingKind.Number, "highest position of any axis, in the stage's units (default 1000)") { Min = -1e6, Max = 1e6 },
        ],
        ChannelProblem = (_, channel) => channel is ['1' or '2' or '3'] or ['x' or 'y' or 'z'] ? null : $"found channel '{channel}', expected x, y, z or 1, 2, 3",
    };

    /// <summary>The controller's number of an axis; null when it has none such.</summary>
    public static int? AxisNumber(string axis, DeviceDefinition device) => axis switch
    {
        ['1' or '2' or '3'] => axis[0] - '0',
        ['x' or 'y' or 'z'] => int.Parse(device.Text(axis, $"{Axes.IndexOf(axis[0]) + 1}"), CultureInfo.InvariantCulture),
        _ => null,
    };
}
