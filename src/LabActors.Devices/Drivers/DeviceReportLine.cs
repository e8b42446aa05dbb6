namespace LabActors.Devices.Drivers;

/// <summary>One thing that a device says of itself.</summary>
/// <param name="What">What was read: a valve, a gauge, a magnet.</param>
/// <param name="Value">The value with its units, or why there is none.</param>
/// <param name="IsGood">It was read, and the device did not call it a fault.</param>
public sealed record DeviceReportLine(string What, string Value, bool IsGood);
