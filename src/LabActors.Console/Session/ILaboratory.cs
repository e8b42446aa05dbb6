using System.Collections.Immutable;
using LabActors.Node.Checks;

namespace LabActors.Console.Session;

/// <summary>How the commands reach a laboratory. The node implements it; tests have one of their own.</summary>
public interface ILaboratory
{
    /// <summary>Reads queues, laboratory and scripts and tells every problem. Nothing is started and no folder is written.</summary>
    Task<CheckOutcome> CheckAsync(LabOptions options, CancellationToken stop);

    /// <summary>Explains every check before executions, queues and runs, with what it would find in the queues where some are given.</summary>
    Task<ImmutableArray<CheckExplanation>> ExplainAsync(LabOptions options, CancellationToken stop);

    /// <summary>Checks as <see cref="CheckAsync"/> does and, when nothing is wrong, says when each run would begin and end if the first queue started then.</summary>
    Task<EstimateOutcome> EstimateAsync(LabOptions options, DateTimeOffset start, CancellationToken stop);

    /// <summary>Checks as <see cref="CheckAsync"/> does and, when nothing is wrong, starts a node that is ready to run the queues.</summary>
    Task<LabStart> StartAsync(LabOptions options, CancellationToken stop);
}
