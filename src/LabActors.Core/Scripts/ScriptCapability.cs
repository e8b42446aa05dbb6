namespace LabActors.Core.Scripts;

/// <summary>What a laboratory must have for a command to mean something there.</summary>
public enum ScriptCapability
{
    /// <summary>Nothing: the command only concerns the run itself.</summary>
    None,

    /// <summary>Valves of an extraction line.</summary>
    Valves,

    /// <summary>Whatever heats the sample of this run: laser, furnace, pipette system, UV laser.</summary>
    ExtractionDevice,

    /// <summary>A laser.</summary>
    Laser,

    /// <summary>A furnace.</summary>
    Furnace,

    /// <summary>A stage or other motors that a script can move.</summary>
    StageMotors,

    /// <summary>An extraction device that scans patterns.</summary>
    Patterns,

    /// <summary>An automated pipette system (APIS): <c>extract_pipette</c>, <c>load_pipette</c>.</summary>
    Pipette,

    /// <summary>Pressure gauges.</summary>
    Gauges,

    /// <summary>A capacitance manometer.</summary>
    Manometer,

    /// <summary>A cryogenic trap with a temperature controller.</summary>
    Cryostat,

    /// <summary>A camera, its light and its recordings.</summary>
    Camera,

    /// <summary>Devices called by name: <c>get_device</c>.</summary>
    NamedDevices,

    /// <summary>Shared flags and values: <c>acquire</c>, <c>set_resource</c>.</summary>
    Resources,

    /// <summary>A mass spectrometer.</summary>
    Spectrometer,

    /// <summary>A mass spectrometer whose high voltage can be positioned.</summary>
    HighVoltage,

    /// <summary>A mass spectrometer whose detectors have deflection voltages.</summary>
    DetectorDeflections,

    /// <summary>A mass spectrometer whose source parameters and optics can be set.</summary>
    SourceParameters,

    /// <summary>A UV laser: <c>drill_point</c>, <c>trace_path</c>, <c>set_reprate</c>.</summary>
    Uv,

    /// <summary>A laser that runs its own numbered (Lascon) scripts.</summary>
    LasconScripts,

    /// <summary>A mass spectrometer driven through Quadera.</summary>
    Quadera,
}
