using LabActors.Core.Execution;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;

namespace LabActors.Node.Checks;

/// <summary>The execution that a data folder's journal holds unfinished, read before a node is started on it.</summary>
public static class UnfinishedExecution
{
    /// <summary>The instrument's execution; null when there is none, or when it has ended.</summary>
    public static async Task<ExecutionProgress?> OfAsync(JournalDatabase journal, string instrument, CancellationToken stop)
    {
        if (journal.Provider == JournalProvider.Memory)
            return null;
        var execution = ExecutionProgress.Idle;
        await foreach (var row in new JournalReader(journal).ReadOf($"executor-{instrument}", cancellation: stop))
            execution = execution.Apply(row.Event);
        return execution.Running ? execution : null;
    }
}
