using System.Collections.Immutable;
using LabActors.Actors.Execution;
using LabActors.Actors.Scripts;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Scripts;

namespace LabActors.Node.Checks;

/// <summary>Rows of a queue that runs, checked as <c>lab check</c> checks queues. The Python process for it starts with the first.</summary>
internal sealed class RowChecks(LabDefinition lab, ScriptFiles scripts, PythonRuntime python) : IRowChecks, IDisposable
{
    private readonly Lazy<ScriptTracer> tracer = new(() => new ScriptTracer(python));

    /// <inheritdoc/>
    public Task<ImmutableArray<Problem>> CheckAsync(ExperimentQueue queue, InstrumentDefinition instrument) =>
        Task.Run(() => ExperimentCheck.CheckRowsAsync(queue, lab, instrument, scripts, tracer.Value, CancellationToken.None));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (tracer.IsValueCreated)
            tracer.Value.Dispose();
    }
}
