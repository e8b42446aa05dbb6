namespace LabActors.Core.Importing.Pychron;

/// <summary>Which driver of ours speaks to a device that Pychron speaks to with one of its classes.</summary>
internal static class DriverChoice
{
    private static readonly (string Class, string Driver)[] Classes =
    [
        ("QtegraGPActuator", "qtegra"),
        ("QtegraMicroIonController", "qtegra"),
        ("QtegraGaugeController", "qtegra"),
        ("QtegraDevice", "qtegra"),
        ("ArgusController", "qtegra"),
        ("HelixController", "qtegra"),
        ("NGXGPActuator", "ngx"),
        ("NGXController", "ngx"),
        ("PychronGPActuator", "pychron-valves"),
        ("PychronMicroIonController", "pychron-valves"),
        ("AgilentGPActuator", "agilent-34970a"),
        ("ArduinoGPActuator", "arduino-valves"),
        ("ProXRActuator", "proxr"),
        ("MKSController", "mks-937"),
        ("MicroIonController", "micro-ion"),
        ("MaxiGaugeController", "maxigauge"),
        ("PfeifferMaxiGaugeController", "maxigauge"),
        ("Eurotherm", "eurotherm"),
        ("WatlowEZZone", "watlow"),
        ("Model325TemperatureController", "lakeshore"),
        ("Model331TemperatureController", "lakeshore"),
        ("Model335TemperatureController", "lakeshore"),
        ("Model336TemperatureController", "lakeshore"),
        ("LakeShore335TemperatureController", "lakeshore"),
        ("LakeShore336TemperatureController", "lakeshore"),
        ("FusionsCO2LogicBoard", "fusions"),
        ("FusionsDiodeLogicBoard", "fusions"),
        ("FusionsLogicBoard", "fusions"),
        ("UC2000Controller", "uc2000"),
        ("NewportMotionController", "esp301"),
        ("HiPace", "hipace"),
        ("PychronLaser", "pychron-laser"),
    ];

    /// <summary>The driver for a class; null when there is none. A name such as <c>bone_micro_ion_controller</c>, where no class is said, stands for the class at its end.</summary>
    public static string? OfClass(string name)
    {
        var key = Key(name);
        return Classes.FirstOrDefault(c => Key(c.Class) == key).Driver
            ?? (name.Contains('_', StringComparison.Ordinal) ? Classes.FirstOrDefault(c => key.EndsWith(Key(c.Class), StringComparison.Ordinal)).Driver : null);
    }

    /// <summary>The driver for a plug-in's spectrometer; null when there is none.</summary>
    public static string? OfSpectrometer(string plugin) => plugin switch
    {
        "ArgusSpectrometer" or "HelixSpectrometer" or "HelixSFTSpectrometer" or "ThermoSpectrometer" => "qtegra",
        "NGXSpectrometer" or "IsotopxSpectrometer" => "ngx",
        _ => null,
    };

    /// <summary>The driver for a device of a laser whose file names no class; null when there is none.</summary>
    public static string? OfLaserDevice(string plugin, string device) => (plugin, device) switch
    {
        ("FusionsCO2" or "FusionsDiode", "laser_controller") => "fusions",
        ("FusionsCO2" or "FusionsDiode" or "FusionsUV", "stage_controller") => "esp301",
        _ => null,
    };

    /// <summary>Whether a driver's valves go by their names, as the other Pychron knows them, and not by the addresses of its hardware.</summary>
    public static bool GoesByName(string driver) => driver == "pychron-valves";

    /// <summary>Whether a driver's server answers one request a connection.</summary>
    public static bool ConnectsEachTime(string driver) => driver is "pychron-valves" or "pychron-laser" or "qtegra";

    private static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
