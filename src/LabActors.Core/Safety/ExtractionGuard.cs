using System.Globalization;
using LabActors.Core.Labs;

namespace LabActors.Core.Safety;

/// <summary>What guards an extraction device while it may give output: since when it may, and how often in a row its status could not be read.</summary>
public sealed record ExtractionGuard(DateTimeOffset Since, int Missed = 0)
{
    /// <summary>How often the status is read: an interlock that opens has the laser off within a second.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromSeconds(0.5);

    /// <summary>So many readings in a row may fail.</summary>
    public const int MayMiss = 2;

    /// <summary>After a reading of the status.</summary>
    public ExtractionGuard Read(bool isGood) => this with { Missed = isGood ? 0 : Missed + 1 };

    /// <summary>Why the device must be switched off now, in words; empty when it need not.</summary>
    /// <param name="fault">What the device says is wrong; empty for nothing.</param>
    public string Reason(ExtractionDeviceDefinition device, string fault, DateTimeOffset now) =>
        fault.Length > 0 ? fault
        : Missed > MayMiss ? string.Create(CultureInfo.InvariantCulture, $"it gave no status {Missed} times in a row")
        : device.MaxOn is { } limit && now - Since >= limit ? string.Create(CultureInfo.InvariantCulture, $"it has been on for {limit.TotalMinutes:0.#} min")
        : "";
}
