using System.Collections.Immutable;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Scripts;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Scripts;

namespace LabActors.Node.Checks;

/// <summary>What the checks found and read; what could not be read is null.</summary>
public sealed record CheckResult(
    ImmutableArray<Problem> Problems,
    LabDefinition? Lab,
    string LabHash,
    ScriptFiles? Scripts,
    PythonRuntime? Python,
    NodeFile NodeFile,
    ImmutableArray<CheckResult.Checked> Queues)
{
    /// <summary>Settings of checks and decisions.</summary>
    public required ExecutionSettings Execution { get; init; }

    /// <summary>How long the runs take.</summary>
    public required TracedDurations Durations { get; init; }

    /// <summary>A queue that could be read, with the instrument that runs it.</summary>
    /// <param name="EstimatedSeconds">Laboratory time of its runs and delays, overlap ignored; null when a script could not be tried.</param>
    public sealed record Checked(ExperimentQueue Queue, InstrumentDefinition Instrument, double? EstimatedSeconds);
}
