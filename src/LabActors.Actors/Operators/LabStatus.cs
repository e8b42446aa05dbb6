using System.Collections.Immutable;
using LabActors.Actors.Execution;
using LabActors.Core.Execution;

namespace LabActors.Actors.Operators;

/// <summary>What a node does, in lines: the executions of its instruments, their queues and the runs in flight.</summary>
public static class LabStatus
{
    /// <summary>The lines; one for an instrument that does nothing.</summary>
    public static async Task<ImmutableArray<string>> LinesAsync(IOperatedLab lab)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var name in lab.Instruments)
        {
            var execution = await lab.ExecutionAsync(name);
            lines.Add($"{name}: {QueueListing.Execution(execution)}");
            if (execution.Running && await QueueAsync(lab, name) is { } queue)
                lines.AddRange(QueueListing.InFlight(queue));
        }

        return lines.ToImmutable();
    }

    /// <summary>The queue under way on an instrument; null when there is none.</summary>
    internal static async Task<QueueProgress?> QueueAsync(IOperatedLab lab, string instrument) => (await lab.TellQueueAsync(instrument, new QueueProtocol.GetQueue()) as QueueProtocol.QueueIs)?.Queue;
}
