namespace LabActors.Core.Durations;

/// <summary>What a run's scripts take; null for a script that it does not have, which takes no time.</summary>
public sealed record RunTimes(ScriptTimes? Extraction, ScriptTimes? Measurement, ScriptTimes? PostEquilibration, ScriptTimes? PostMeasurement)
{
    /// <summary>From its launch to its end when it waits for nobody, s.</summary>
    public double Seconds
    {
        get
        {
            var pumped = PostEquilibration is { } line && Measurement?.PostEquilibration is { } from ? from + line.Length : 0;
            var measured = (Measurement?.Length ?? 0) + (PostMeasurement?.Length ?? 0);
            return (Extraction?.Length ?? 0) + Math.Max(Math.Max(measured, pumped), Measurement?.InletCloses ?? 0);
        }
    }

    /// <summary>One block of the measurement during extraction, which takes no time of the run's; null when the row asks for none.</summary>
    public ScriptTimes? SynBlock { get; init; }

    /// <summary>True when all of it was learned from runs.</summary>
    public bool Learned { get; init; }
}
