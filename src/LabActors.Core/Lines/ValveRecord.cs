using System.Text.Json.Serialization;

namespace LabActors.Core.Lines;

/// <summary>What is known of one valve.</summary>
/// <param name="Read">The state as read last.</param>
/// <param name="At">When it became known.</param>
/// <param name="Locked">A software lock is on.</param>
/// <param name="Pending">The intent that has no outcome yet.</param>
/// <param name="Simulated">It was read from a simulated valve box.</param>
public sealed record ValveRecord(ValveStand Read, DateTimeOffset At, bool Locked, ValveIntent? Pending, bool Simulated = false)
{
    /// <summary>What a valve is that nobody has read yet.</summary>
    public static ValveRecord Unread { get; } = new(ValveStand.Unknown, DateTimeOffset.MinValue, false, null);

    /// <summary>The state to build on: unknown while the valve is being moved.</summary>
    [JsonIgnore]
    public ValveStand Stand => Pending is null ? Read : ValveStand.Unknown;
}
