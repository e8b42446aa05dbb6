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
    /// <summary>Since when it reads so.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How it stood before it was found otherwise than it was left, where nobody has moved it since; null where nothing surprised.</summary>
    public ValveStand? Was { get; init; }

    /// <summary>What it was told last; null when it has been told nothing.</summary>
    public ValveStand? Commanded { get; init; }

    /// <summary>Who put the lock on; null when there is none.</summary>
    public ValveHold? LockedBy { get; init; }

    /// <summary>Who disabled it; null when it is enabled.</summary>
    public ValveHold? DisabledBy { get; init; }

    /// <summary>Who has it for himself; null for nobody, and the name of one whose time is over may still stand here.</summary>
    public ValveOwner? Owner { get; init; }

    /// <summary>What made it what it is, in words.</summary>
    public string Why { get; init; } = "";

    /// <summary>What a valve is that nobody has read yet.</summary>
    public static ValveRecord Unread { get; } = new(ValveStand.Unknown, DateTimeOffset.MinValue, false, null);

    /// <summary>The state to build on: unknown while the valve is being moved.</summary>
    [JsonIgnore]
    public ValveStand Stand => Pending is null ? Read : ValveStand.Unknown;

    /// <summary>Nobody may open it.</summary>
    [JsonIgnore]
    public bool Disabled => DisabledBy is not null;

    /// <summary>Whose it is at an instant; empty for nobody.</summary>
    public string OwnerAt(DateTimeOffset at) => Owner is { } owner && owner.Until > at ? owner.Name : "";

    /// <summary>After it was moved.</summary>
    internal ValveRecord Moved(ValveStand read, DateTimeOffset at, bool simulated) =>
        this with { Read = read, At = at, Since = Read == read ? Since : at, Pending = null, Was = null, Simulated = simulated };

    /// <summary>After it was read while nobody moved it. What had been on its way may have come to stand either way, and one that could not be read tells nothing.</summary>
    internal ValveRecord Observed(ValveStand read, DateTimeOffset at, bool simulated)
    {
        var before = Was ?? (Pending is null && Read != ValveStand.Unknown ? Read : null);
        return this with
        {
            Read = read,
            At = at,
            Since = Read == read ? Since : at,
            Pending = null,
            Simulated = simulated,
            Was = before == read ? null : before,
        };
    }
}
