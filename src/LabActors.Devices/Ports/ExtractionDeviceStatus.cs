namespace LabActors.Devices.Ports;

/// <summary>What an extraction device says of itself.</summary>
/// <param name="Enabled">It may give output.</param>
/// <param name="Output">Output in <paramref name="Units"/>.</param>
/// <param name="Position">Hole or coordinates as last reached; empty when it has moved nowhere yet.</param>
/// <param name="Pattern">Pattern that it executes; empty when none.</param>
/// <param name="Tray">Sample holder in use; empty when none was set.</param>
/// <param name="TemperatureCelsius">Pyrometer or thermocouple; null when it has none.</param>
/// <param name="Moving">Its stage or one of its motors moves.</param>
/// <param name="Fault">What is wrong, in words: open interlocks, an open thermocouple. It must not give output then. Empty for nothing.</param>
public sealed record ExtractionDeviceStatus(
    bool Enabled,
    double Output,
    string Units,
    string Position,
    string Pattern,
    string Tray,
    double? TemperatureCelsius = null,
    bool Moving = false,
    string Fault = "");
