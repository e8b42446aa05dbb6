namespace LabActors.Devices.Ports;

/// <summary>A value of a device with its quality and the instant at which it was read. Nothing is ever made up.</summary>
/// <param name="Value">Meaningless unless the quality is good or stale.</param>
/// <param name="Simulated">Read from a simulated device; whoever passes the value on passes this on too.</param>
public sealed record Reading<T>(T Value, Quality Quality, DateTimeOffset Instant, bool Simulated = false) : IReading
{
    /// <summary>What the device said where it gave no value, in its own words (<c>NO_GAUGE</c>, <c>input error 65</c>); empty otherwise.</summary>
    public string Word { get; init; } = "";
}
