using LabActors.Core.Labs;
using LabActors.Core.Queues;

namespace LabActors.Actors.Execution;

/// <summary>Rows that nobody checks: for actors that are tried without a laboratory's scripts.</summary>
public sealed class UncheckedRows : IRowChecks
{
    /// <summary>The one.</summary>
    public static UncheckedRows Instance { get; } = new();

    /// <inheritdoc/>
    public Task<RowsChecked> CheckAsync(ExperimentQueue queue, InstrumentDefinition instrument) => Task.FromResult(RowsChecked.Of());
}
