using System.Text.Json.Serialization;

namespace LabActors.Core.Ages;

/// <summary>A time that a sample spent in the reactor.</summary>
/// <param name="Power">Relative to the other segments; 0 when the reactor was off.</param>
public sealed record IrradiationSegment(double Power, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The segment's length, d.</summary>
    [JsonIgnore]
    public double Days => (End - Start).TotalDays;
}
