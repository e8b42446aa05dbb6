using LabActors.Core.Labs;
using LabActors.Core.Queues;

namespace LabActors.Actors.Execution;

/// <summary>Whoever can say of rows, before they come into a queue that runs, what is said of a queue before it is started.</summary>
public interface IRowChecks
{
    /// <summary>Every problem of the queue's rows: human errors, scripts that are missing or fail when they are tried. Nothing moves.</summary>
    /// <param name="queue">The header, with the rows in question only.</param>
    Task<RowsChecked> CheckAsync(ExperimentQueue queue, InstrumentDefinition instrument);
}
