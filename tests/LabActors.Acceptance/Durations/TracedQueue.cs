using LabActors.Acceptance.Examples;
using LabActors.Acceptance.Execution;
using LabActors.Node.Checks;

namespace LabActors.Acceptance.Durations;

/// <summary>Tells a node what the checks' effect-free runs of a queue's scripts told, as the commands do.</summary>
internal static class TracedQueue
{
    /// <summary>Checks a queue with the scripts of a test laboratory's folder; the node then knows what its runs take.</summary>
    public static async Task<CheckResult> TraceAsync(TestLaboratory laboratory, string folder, string queue)
    {
        var file = Path.Combine(folder, "queue.txt");
        await File.WriteAllTextAsync(file, queue);
        var check = await ExperimentCheck.RunAsync(new CheckRequest([file], DemoLaboratory.Folder, Path.Combine(folder, "scripts")), CancellationToken.None);
        foreach (var (row, traced) in check.Traced)
            laboratory.Node.Estimates.Add(row, traced);
        return check;
    }
}
