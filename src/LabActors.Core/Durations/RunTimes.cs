namespace LabActors.Core.Durations;

/// <summary>What a run's scripts take; null for a script that it does not have, which takes no time.</summary>
public sealed record RunTimes(ScriptTimes? Extraction, ScriptTimes? Measurement, ScriptTimes? PostEquilibration, ScriptTimes? PostMeasurement)
{
    /// <summary>True when all of it was learned from runs.</summary>
    public bool Learned { get; init; }
}
