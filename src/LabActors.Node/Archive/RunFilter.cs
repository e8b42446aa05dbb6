using LabActors.Actors.Results;

namespace LabActors.Node.Archive;

/// <summary>Which runs are wanted; null is any. Texts are compared without regard to case.</summary>
/// <param name="Queue">Name of a queue, or its id or the beginning of it.</param>
/// <param name="Type">Analysis type, or the beginning of it: <c>blank</c> is every blank.</param>
/// <param name="State">Run state.</param>
/// <param name="Since">Runs that began at this instant or later.</param>
/// <param name="Sample">Name of the sample, or identifier.</param>
public sealed record RunFilter(string? Queue, string? Type, string? State, DateTimeOffset? Since, string? Sample)
{
    /// <summary>True when a run is wanted.</summary>
    public bool Fits(RunSummary run) =>
        (Queue is null || Same(run.QueueName, Queue) || run.QueueId.StartsWith(Queue, StringComparison.OrdinalIgnoreCase))
        && (Type is null || Same(run.AnalysisType, Type) || run.AnalysisType.StartsWith(Type + "_", StringComparison.OrdinalIgnoreCase))
        && (State is null || Same(run.State, State))
        && (Since is null || run.StartedAt >= Since)
        && (Sample is null || Same(run.Sample, Sample) || Same(run.Identifier, Sample));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
