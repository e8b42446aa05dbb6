using System.Collections.Immutable;

namespace LabActors.Core.Cluster;

/// <summary>A node was told to leave while the others go on: it launches nothing more, lets what is in flight come to its end, gives back what it shares with the others, and ends.</summary>
/// <param name="Since">When it was told, real time.</param>
/// <param name="By">Who told it.</param>
/// <param name="Pauses">Its queues stay paused until somebody resumes them; else its next start goes on with them.</param>
/// <param name="Why">For the journal; may be empty.</param>
public sealed record NodeDrain(DateTimeOffset Since, string By, bool Pauses, string Why)
{
    /// <summary>It has drained and leaves.</summary>
    public bool IsOver { get; init; }

    /// <summary>The shared things that it could not give back when it left: a run that has not ended holds them.</summary>
    public ImmutableArray<string> Held { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Who told it, and why.</summary>
    public string Cause => Why.Length > 0 ? $"{By}, {Why}" : By;
}
