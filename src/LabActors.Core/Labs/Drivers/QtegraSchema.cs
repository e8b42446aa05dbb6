using System.Collections.Immutable;

namespace LabActors.Core.Labs.Drivers;

/// <summary>
/// Thermo Qtegra's remote control server. Every laboratory edits that server's script, so that each command is a setting: <c>{name}</c> and <c>{value}</c> stand for what is asked for, and an
/// empty text for a command that the installation does not have.
/// </summary>
public static class QtegraSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "qtegra";

    /// <summary>Setting, what is sent unless the laboratory's file says otherwise, and what for.</summary>
    public static ImmutableArray<(string Key, string Default, string What)> Commands { get; } =
    [
        ("open", "Open {name}", "open a valve"),
        ("close", "Close {name}", "close a valve"),
        ("valve_state", "GetValveState {name}", "read a valve"),
        ("data", "GetData", "read the last scan"),
        ("set_integration", "SetIntegrationTime {value}", "set the integration time, s"),
        ("integration", "GetIntegrationTime", "read the integration time, s"),
        ("set_magnet", "SetMagnetDAC {value}", "set the magnet's DAC, V"),
        ("magnet", "GetMagnetDAC", "read the magnet's DAC, V"),
        ("magnet_moving", "GetMagnetMoving", "read whether the magnet moves"),
        ("blank", "BlankBeam {value}", "turn the beam away (true) or let it in (false)"),
        ("protect", "ProtectDetector {name},{value}", "protect a detector (On) or expose it (Off)"),
        ("set_deflection", "SetDeflection {name},{value}", "set a detector's deflection"),
        ("deflection", "GetDeflection {name}", "read a detector's deflection"),
        ("set_high_voltage", "SetHighVoltage {value}", "set the accelerating voltage, V"),
        ("high_voltage", "GetHighVoltage", "read the accelerating voltage, V"),
        ("set_parameter", "SetParameter {name},{value}", "set a parameter"),
        ("parameter", "GetParameter {name}", "read a parameter, or a gauge"),
    ];

    /// <summary>The setting <c>script</c> for the edition of CSIRO.</summary>
    public const string Csiro = "csiro";

    /// <summary>Parameters of the source that the edition of CSIRO has commands of their own for.</summary>
    public static ImmutableArray<string> CsiroParameters { get; } =
        ["TrapVoltage", "ElectronEnergy", "IonRepeller", "YSymmetry", "ZSymmetry", "ZFocus", "ExtractionLens", "ExtractionFocus", "ExtractionSymmetry"];

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(
        Name, "Thermo Qtegra remote control server (Argus VI, Helix MC, Helix SFT)", DeviceRole.Valves | DeviceRole.Gauges | DeviceRole.Spectrometer, [PortKind.Udp, PortKind.Tcp])
    {
        IntegrationTimes = InstrumentDefinition.QtegraIntegrationTimes,
        Settings =
        [
            new SettingSchema("script", SettingKind.Choice, "whose edition of the server's script it is, before what the other settings say: that of version 19.10, or CSIRO's (scans as triples, another word for a moved valve, commands for parameters of the source); standard if not given")
            {
                Choices = ["standard", Csiro],
            },
            .. Commands.Select(c => new SettingSchema(c.Key, SettingKind.Text, $"command to {c.What}; '{c.Default}' if not given")),
            new SettingSchema("data_format", SettingKind.Choice, "what a scan looks like: names and values, values only (from high to low mass), or names, masses and values; tagged if not given, triples for csiro")
            {
                Choices = ["tagged", "values", "triples"],
            },
            new SettingSchema("detectors", SettingKind.Names, "names of the detectors as the server has them, where they differ: 'CDD = IC0; L2 = L2CDD'"),
            new SettingSchema("parameters", SettingKind.Names, "names of source parameters as the server has them: 'TrapCurrent = Trap Current Set; YSymmetry = Y-Symmetry Set'"),
            new SettingSchema("faraday_units", SettingKind.Choice, "what Faraday cups are reported in; fA if not given") { Choices = ["fA", "A", "V"] },
            new SettingSchema("counter_units", SettingKind.Choice, "what ion counters are reported in; fA if not given") { Choices = ["fA", "A", "cps"] },
            GaugeSettings.UnitsSchema,
            new SettingSchema("open_word", SettingKind.Text, "what the server says of an open valve; True if not given"),
            new SettingSchema("closed_word", SettingKind.Text, "what the server says of a closed valve; False if not given"),
        ],
        ChannelProblem = (_, channel) => channel.Trim() == channel && channel.Length > 0 ? null : $"found '{channel}', expected the name of a parameter of the instrument such as Valve Inlet Set",
    };
}
