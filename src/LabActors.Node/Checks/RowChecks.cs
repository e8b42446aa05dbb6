using System.Collections.Immutable;
using LabActors.Actors.Durations;
using LabActors.Actors.Execution;
using LabActors.Actors.Scripts;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Core.Durations;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Scripts;

namespace LabActors.Node.Checks;

/// <summary>Rows and queues that come to a node that runs, checked as <c>lab check</c> checks queues. The Python process for it starts with the first.</summary>
/// <param name="folder">The laboratory's folder.</param>
/// <param name="estimates">Take note of what the scripts of new rows take.</param>
internal sealed class RowChecks(LabDefinition lab, string folder, ScriptFiles scripts, PythonRuntime python, RunEstimates estimates) : IRowChecks, IDisposable
{
    private readonly Lazy<ScriptTracer> tracer = new(() => new ScriptTracer(python));

    /// <inheritdoc/>
    public Task<RowsChecked> CheckAsync(ExperimentQueue queue, InstrumentDefinition instrument) =>
        Task.Run(async () =>
        {
            var (@checked, traced) = await ExperimentCheck.CheckRowsAsync(queue, lab, instrument, folder, scripts, tracer.Value, CancellationToken.None);
            Note(queue, traced);
            return @checked;
        });

    /// <summary>A queue's file that came as text.</summary>
    /// <returns>The queue; null when it could not be read. And what is wrong with it.</returns>
    public Task<(CheckResult.Checked? Queue, ImmutableArray<Problem> Problems)> CheckAsync(string path, string text) =>
        Task.Run(async () =>
        {
            var found = await ExperimentCheck.CheckTextAsync(path, text, lab, folder, scripts, tracer.Value, CancellationToken.None);
            if (found.Queue is { } queue)
                Note(queue.Queue, queue.Traced);
            return found;
        });

    private void Note(ExperimentQueue queue, ImmutableArray<TracedRun?> traced)
    {
        foreach (var (run, times) in queue.Runs.Zip(traced, (run, times) => (run, times)).DistinctBy(row => row.times))
        {
            if (times is not null)
                estimates.Add(run, times);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (tracer.IsValueCreated)
            tracer.Value.Dispose();
    }
}
