using System.Collections.Immutable;
using System.Globalization;
using LabActors.Actors.Execution;
using LabActors.Actors.Health;
using LabActors.Core.Execution;

namespace LabActors.Actors.Operators;

/// <summary>What a node does, in lines: the executions of its instruments, their queues and the runs in flight, and what is wrong with it.</summary>
public static class LabStatus
{
    /// <summary>The lines; one for an instrument that does nothing, and one for each error that is up.</summary>
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

        if (await lab.TellHealthAsync(new HealthProtocol.GetFlags()) is HealthProtocol.FlagsAre flags)
            lines.AddRange(flags.Flags.Select(f => string.Create(CultureInfo.InvariantCulture, $"{(f.Holds ? "error" : "warning")}: {f.Source}: {f.Text} (since {f.At.UtcDateTime:MM-dd HH:mm:ss} UTC)")));
        return lines.ToImmutable();
    }

    /// <summary>The queue under way on an instrument; null when there is none.</summary>
    internal static async Task<QueueProgress?> QueueAsync(IOperatedLab lab, string instrument) => (await lab.TellQueueAsync(instrument, new QueueProtocol.GetQueue()) as QueueProtocol.QueueIs)?.Queue;
}
