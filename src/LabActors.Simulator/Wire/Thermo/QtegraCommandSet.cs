using System.Collections.Immutable;
using static LabActors.Simulator.Wire.Thermo.QtegraOperation;

namespace LabActors.Simulator.Wire.Thermo;

/// <summary>Commands of a remote control server: every laboratory edits the script, so that they are data.</summary>
/// <param name="Commands">By word; case matters.</param>
/// <param name="Opened">What is said when a valve was opened.</param>
/// <param name="Closed">What is said when a valve was closed.</param>
/// <param name="Masses">Scans are triples: detector, mass, intensity.</param>
public sealed record QtegraCommandSet(ImmutableDictionary<string, QtegraCommand> Commands, string Opened = "OK", string Closed = "OK", bool Masses = false)
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
        "Valve closed",
        true);
}
