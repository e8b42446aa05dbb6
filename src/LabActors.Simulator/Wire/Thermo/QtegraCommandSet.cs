using System.Collections.Immutable;
using static LabActors.Simulator.Wire.Thermo.QtegraOperation;

namespace LabActors.Simulator.Wire.Thermo;

/// <summary>Commands of a remote control server: every laboratory edits the script, so that they are data.</summary>
/// <param name="Commands">By word; case matters.</param>
/// <param name="Opened">What is said when a valve was opened.</param>
/// <param name="Closed">What is said when a valve was closed.</param>
public sealed record QtegraCommandSet(ImmutableDictionary<string, QtegraCommand> Commands, string Opened = "OK", string Closed = "OK")
{
    private const string Voltage = "Acceleration Reference Set";

    /// <summary>Of version 19.10.</summary>
    public static QtegraCommandSet Standard { get; } = new(new Dictionary<string, QtegraCommand>
    {
        ["GetTuningSettingsList"] = new(TuningList),
        ["SetTuningSettings"] = new(Tune),
        ["GetData"] = new(Data),
        ["SetIntegrationTime"] = new(SetIntegration),
        ["GetIntegrationTime"] = new(Integration),
        ["BlankBeam"] = new(Blank),
        ["GetCupConfigurationList"] = new(Cups),
        ["GetSubCupConfigurationList"] = new(SubCups),
        ["GetActiveCupConfiguration"] = new(ActiveCup),
        ["GetActiveSubCupConfiguration"] = new(ActiveSubCup),
        ["GetSubCupParameters"] = new(SubCupParameters),
        ["ActivateCupConfiguration"] = new(ActivateCup),
        ["ActivateIonCounter"] = new(ActivateCounter),
        ["DeactivateIonCounter"] = new(DeactivateCounter),
        ["Open"] = new(QtegraOperation.Open),
        ["Close"] = new(QtegraOperation.Close),
        ["GetValveState"] = new(IsOpen),
        ["GetMagnetDAC"] = new(Parameter, "Field Set"),
        ["SetMagnetDAC"] = new(SetDac),
        ["GetMagnetMoving"] = new(Moving),
        ["SetMass"] = new(SetMass),
        ["GetHighVoltage"] = new(Parameter, Voltage, 0.001),
        ["SetHighVoltage"] = new(SetParameter, Voltage, 0.001),
        ["GetHV"] = new(Parameter, Voltage),
        ["SetHV"] = new(SetParameter, Voltage, 0.001),
        ["ProtectDetector"] = new(Protect),
        ["GetDeflection"] = new(Deflection),
        ["SetDeflection"] = new(SetDeflection),
        ["GetDeflections"] = new(Deflections),
        ["GetIonCounterVoltage"] = new(Parameter, "CDD Supply Set"),
        ["SetIonCounterVoltage"] = new(SetParameter, "CDD Supply Set"),
        ["GetGain"] = new(Gain),
        ["SetGain"] = new(SetGain),
        ["GetParameter"] = new(Parameter),
        ["SetParameter"] = new(SetParameter),
        ["GetParameters"] = new(Parameters),
    }.ToImmutableDictionary());

    /// <summary>The variant of CSIRO: names for the source's parameters, masses in the scans, another word for a moved valve.</summary>
    public static QtegraCommandSet Csiro { get; } = new(
        Standard.Commands.SetItems(new[] { "TrapVoltage", "ElectronEnergy", "IonRepeller", "YSymmetry", "ZSymmetry", "ZFocus", "ExtractionLens", "ExtractionFocus", "ExtractionSymmetry" }
            .SelectMany(p => new KeyValuePair<string, QtegraCommand>[] { new($"Get{p}", new(Parameter, p)), new($"Set{p}", new(SetParameter, p)) })
            .Append(new("GetMass", new(Mass)))),
        "Valve opened",
        "Valve closed");

    /// <summary>What the laboratory's file calls the commands that it may word otherwise.</summary>
    private static ImmutableDictionary<string, QtegraCommand> Worded { get; } = new Dictionary<string, QtegraCommand>
    {
        ["open"] = new(QtegraOperation.Open),
        ["close"] = new(QtegraOperation.Close),
        ["valve_state"] = new(IsOpen),
        ["data"] = new(Data),
        ["set_integration"] = new(SetIntegration),
        ["integration"] = new(Integration),
        ["set_magnet"] = new(SetDac),
        ["magnet"] = new(Parameter, "Field Set"),
        ["magnet_moving"] = new(Moving),
        ["blank"] = new(Blank),
        ["protect"] = new(Protect),
        ["set_deflection"] = new(SetDeflection),
        ["deflection"] = new(Deflection),
        ["set_high_voltage"] = new(SetParameter, Voltage, 0.001),
        ["high_voltage"] = new(Parameter, Voltage, 0.001),
        ["set_parameter"] = new(SetParameter),
        ["parameter"] = new(Parameter),
    }.ToImmutableDictionary();

    /// <summary>With the words of an installation: a key of the laboratory's file, and a command that begins with its word; a command that there is already means what it meant.</summary>
    public QtegraCommandSet With(IEnumerable<(string Key, string Text)> commands) => this with
    {
        Commands = commands.Where(c => Worded.ContainsKey(c.Key)).Select(c => (Word: c.Text.Split(' ')[0], Means: Worded[c.Key]))
            .Where(c => c.Word.Length > 0 && !Commands.ContainsKey(c.Word))
            .Aggregate(Commands, (all, c) => all.SetItem(c.Word, c.Means)),
    };
}
