using LabActors.Actors.Execution;
using LabActors.Actors.Scripts;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Scripts;

namespace LabActors.Node.Checks;

/// <summary>Tries the scripts of a queue without effects.</summary>
internal static class ScriptChecks
{
    /// <summary>Adds what is wrong with the scripts; returns the estimated laboratory time of runs and delays, s.</summary>
    public static Task<double?> CheckAsync(
        ExperimentQueue queue,
        InstrumentDefinition instrument,
        LabDefinition lab,
        ScriptFiles scripts,
        PythonRuntime python,
        List<Problem> problems,
        CancellationToken stop)
    {
        foreach (var run in queue.Runs.Where(r => !r.Skip))
        {
            foreach (var (kind, name) in RunScripts.Named(run))
                scripts.Load(kind, name, run.MassSpectrometer, problems);
        }

        return Task.FromResult<double?>(null);
    }
}
