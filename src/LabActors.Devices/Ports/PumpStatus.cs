namespace LabActors.Devices.Ports;

/// <summary>What a pump says of itself.</summary>
/// <param name="Running">It is told to run; null where it does not tell.</param>
/// <param name="Hertz">Rotation speed, 1/s; null where it has none.</param>
/// <param name="Amperes">Motor current, A; null where it has none.</param>
/// <param name="Fault">Its fault in its own words; empty for none.</param>
public sealed record PumpStatus(bool? Running, double? Hertz, double? Amperes, string Fault);
