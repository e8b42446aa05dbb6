namespace LabActors.Core.Lines;

/// <summary>What came of a command, kept so that the same id is answered and not acted on again.</summary>
/// <param name="Failure">Why it failed; null when it was done.</param>
public sealed record ValveOutcome(string Valve, bool Open, bool Changed, string? Failure, bool Simulated = false)
{
    /// <summary>When it was known.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The pipette whose shot this let into the line; empty when it is none.</summary>
    public string Pipette { get; init; } = "";

    /// <summary>Shots that the pipette had given then.</summary>
    public int Shot { get; init; }

    /// <summary>What went wrong with valves that follow it, in words; empty when nothing did.</summary>
    public string Child { get; init; } = "";
}
