using System.Collections.Immutable;
using LabActors.Core.Recovery;
using LabActors.Journal.Storage;
using Serilog.Core;

namespace LabActors.Node.Recovery;

/// <summary>What a node that starts finds of an unfinished experiment, whoever starts it.</summary>
/// <param name="Differences">What is otherwise than the journal left it.</param>
/// <param name="DevicesInUse">Extraction devices that its runs had.</param>
public sealed record NodeReadback(ImmutableArray<HardwareDifference> Differences, ImmutableHashSet<string> DevicesInUse)
{
    /// <summary>What somebody has found who has looked before the start; null: nothing is unfinished.</summary>
    public static NodeReadback Of(FoundExperiment? found) => found is null ? new NodeReadback([], []) : new NodeReadback(found.Plan.Differences, found.Plan.DevicesInUse);

    /// <summary>Looks. A journal that cannot be held against the hardware stops no start: its actors say what they cannot read, and any device may be in use.</summary>
    internal static async Task<NodeReadback> ReadAsync(NodeOptions options, JournalDatabase journal, Logger log, CancellationToken stop)
    {
        if (journal.Provider == JournalProvider.Memory)
            return Of(null);
        try
        {
            return Of(await RecoveryPlanner.PlanAsync(options, journal, stop));
        }
        catch (InvalidDataException fault)
        {
            log.Warning("The hardware was not held against the journal: {Reason}", fault.Message);
            return new NodeReadback([], [.. options.Lab.ExtractionDevices.Select(d => d.Name)]);
        }
    }
}
