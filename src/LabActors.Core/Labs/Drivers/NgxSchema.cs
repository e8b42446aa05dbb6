using System.Text.RegularExpressions;

namespace LabActors.Core.Labs.Drivers;

/// <summary>Isotopx NGX.</summary>
public static partial class NgxSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "ngx";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Isotopx NGX", DeviceRole.Valves | DeviceRole.Spectrometer, [PortKind.Tcp])
    {
        IntegrationTimes = [1, 2, 3, 4, 5, 10, 20, 100],
        Settings =
        [
            new SettingSchema("user", SettingKind.Text, "user name of the login") { Required = true },
            new SettingSchema("password", SettingKind.Text, "password of the login") { Required = true },
            new SettingSchema("rcs_id", SettingKind.Text, "name under which measurements are made and reported; NOM if not given"),
            new SettingSchema("terminator", SettingKind.Choice, "what ends a request; cr if not given") { Choices = ["cr", "crlf", "lf"] },
            new SettingSchema("magnet_delay_ms", SettingKind.Number, "delay that goes with each move of the magnet, ms; 500 if not given") { Min = 0, Max = 60_000 },
            new SettingSchema("detectors", SettingKind.Text, "names of the detectors in the instrument's order, with commas; as the laboratory's file lists them if not given"),
            new SettingSchema("parameters", SettingKind.Names, "keys of source parameters: 'HighVoltage = IE; TrapCurrent = TC'"),
        ],
        ChannelProblem = (_, channel) => Valve().IsMatch(channel) ? null : $"found '{channel}', expected the valve's name at the instrument",
    };

    [GeneratedRegex("^[A-Za-z0-9_]+$")]
    private static partial Regex Valve();
}
