using System.Collections.Immutable;
using LabActors.Core.Queues;

namespace LabActors.Core.Execution.Checks;

/// <summary>What a passed check changes once all checks have passed.</summary>
public abstract record CheckEffect
{
    private CheckEffect()
    {
    }

    /// <summary>The queues are run as they are here.</summary>
    public sealed record Amend(ImmutableArray<ExperimentQueue> Queues) : CheckEffect;

    /// <summary>Numbers up to these are taken elsewhere.</summary>
    public sealed record TakeNumbers(string Identifier, RunNumbers Numbers, int UserAliquot, string Store) : CheckEffect;

    /// <summary>This blank corrects runs of the type until another is measured.</summary>
    public sealed record UseBlank(string RunId, string AnalysisType, string ExtractionDevice) : CheckEffect;
}
