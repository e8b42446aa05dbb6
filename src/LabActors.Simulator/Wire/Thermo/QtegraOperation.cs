namespace LabActors.Simulator.Wire.Thermo;

/// <summary>What a command of the remote control server does.</summary>
public enum QtegraOperation
{
    /// <summary>Names of tuning settings.</summary>
    TuningList,

    /// <summary>Loads tuning settings.</summary>
    Tune,

    /// <summary>The scan completed last.</summary>
    Data,

    /// <summary>Sets the integration time, s.</summary>
    SetIntegration,

    /// <summary>The integration time, s.</summary>
    Integration,

    /// <summary>Turns the beam away, or lets it in.</summary>
    Blank,

    /// <summary>Names of cup configurations.</summary>
    Cups,

    /// <summary>Names of the configurations within one.</summary>
    SubCups,

    /// <summary>The cup configuration in use.</summary>
    ActiveCup,

    /// <summary>The configuration within it.</summary>
    ActiveSubCup,

    /// <summary>Deflections and the counters' supply.</summary>
    SubCupParameters,

    /// <summary>Chooses a configuration.</summary>
    ActivateCup,

    /// <summary>Switches a counter on.</summary>
    ActivateCounter,

    /// <summary>Switches a counter off.</summary>
    DeactivateCounter,

    /// <summary>Sets a parameter to 1.</summary>
    Open,

    /// <summary>Sets a parameter to 0.</summary>
    Close,

    /// <summary>Whether a parameter is 1.</summary>
    IsOpen,

    /// <summary>Whether the magnet is on its way.</summary>
    Moving,

    /// <summary>Sets the magnet's DAC, V.</summary>
    SetDac,

    /// <summary>Puts a mass on the axial detector, u.</summary>
    SetMass,

    /// <summary>The mass on the axial detector, u.</summary>
    Mass,

    /// <summary>Turns the beam away from a detector, or exposes it.</summary>
    Protect,

    /// <summary>A detector's deflection.</summary>
    Deflection,

    /// <summary>Sets a detector's deflection.</summary>
    SetDeflection,

    /// <summary>Deflections of several detectors.</summary>
    Deflections,

    /// <summary>A detector's gain.</summary>
    Gain,

    /// <summary>Sets a detector's gain.</summary>
    SetGain,

    /// <summary>A parameter that the request names, or the command has of its own.</summary>
    Parameter,

    /// <summary>Sets it.</summary>
    SetParameter,

    /// <summary>Several parameters.</summary>
    Parameters,
}
