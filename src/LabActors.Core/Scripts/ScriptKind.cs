namespace LabActors.Core.Scripts;

/// <summary>Which of a run's four scripts a script is; it decides the folder, the commands and the context.</summary>
public enum ScriptKind
{
    /// <summary>Releases and cleans the gas.</summary>
    Extraction,

    /// <summary>Lets the gas in and measures it.</summary>
    Measurement,

    /// <summary>Started when the inlet closes, beside the measurement: pumps the extraction line.</summary>
    PostEquilibration,

    /// <summary>After the measurement, however it ended: pumps the mass spectrometer.</summary>
    PostMeasurement,
}
