using System.Globalization;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Monitoring;

/// <summary>Something that is read at intervals, as it was read last.</summary>
/// <param name="Kind">gauge, pump, heater, cold trap.</param>
/// <param name="What">What of it: pressure, speed, current, temperature, set point.</param>
/// <param name="Value">Meaningless unless the quality is good or stale.</param>
/// <param name="At">When it was read.</param>
/// <param name="Reason">Why it is not good; empty when it is.</param>
public sealed record MonitoredValue(string Kind, string Name, string What, double Value, string Units, Quality Quality, DateTimeOffset At, string Reason, bool Simulated = false)
{
    /// <summary>The value with its quality; nothing is told as if it were read that was not.</summary>
    public string Words => Quality switch
    {
        Quality.Good => Number,
        Quality.Stale => $"{Number}, stale since {At:HH:mm:ss}: {Reason}",
        Quality.Fault => $"fault: {Reason}",
        _ => $"missing: {Reason}",
    };

    private string Number => string.Create(CultureInfo.InvariantCulture, $"{Value:G4} {Units}").TrimEnd();
}
