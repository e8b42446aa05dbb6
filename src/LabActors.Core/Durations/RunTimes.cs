namespace LabActors.Core.Durations;

/// <summary>What a run's scripts take; null for a script that it does not have, which takes no time.</summary>
public sealed record RunTimes(ScriptTimes? Extraction, ScriptTimes? Measurement, ScriptTimes? PostEquilibration, ScriptTimes? PostMeasurement)
{
    /// <summary>One block of the measurement during extraction, which takes no time of the run's; null when the row asks for none.</summary>
    public ScriptTimes? SynBlock { get; init; }

    /// <summary>True when all of it was learned from runs.</summary>
    public bool Learned { get; init; }
}
