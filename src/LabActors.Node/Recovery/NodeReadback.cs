using System.Collections.Immutable;
using LabActors.Core.Recovery;
using LabActors.Journal.Storage;
using Serilog.Core;

namespace LabActors.Node.Recovery;

/// <summary>What a node that starts finds of an unfinished experiment, whoever starts it.</summary>
/// <param name="Differences">What is otherwise than the journal left it.</param>
/// <param name="DevicesInUse">Extraction devices that its runs had.</param>
internal sealed record NodeReadback(ImmutableArray<HardwareDifference> Differences, ImmutableHashSet<string> DevicesInUse)
{
    /// <summary>Looks. A journal that cannot be held against the hardware stops no start: its actors say what they cannot read, and any device may be in use.</summary>
    public static async Task<NodeReadback> ReadAsync(NodeOptions options, JournalDatabase journal, Logger log, CancellationToken stop)
    {
        if (journal.Provider == JournalProvider.Memory)
            return new NodeReadback([], []);
        try
        {
            return await RecoveryPlanner.PlanAsync(options, journal, stop) is { Plan: var plan } ? new NodeReadback(plan.Differences, plan.DevicesInUse) : new NodeReadback([], []);
        }
        catch (InvalidDataException fault)
        {
            log.Warning("The hardware was not held against the journal: {Reason}", fault.Message);
            return new NodeReadback([], [.. options.Lab.ExtractionDevices.Select(d => d.Name)]);
        }
    }
}
