using System.Collections.Immutable;
using LabActors.Core.Recovery;
using LabActors.Journal.Storage;
using Serilog.Core;

namespace LabActors.Node.Recovery;

/// <summary>What a node that starts finds otherwise than the journal of an unfinished experiment left it, whoever starts it.</summary>
internal static class NodeReadback
{
    /// <summary>The differences. A journal that cannot be held against the hardware stops no start: its actors say what they cannot read.</summary>
    public static async Task<ImmutableArray<HardwareDifference>> DifferencesAsync(NodeOptions options, JournalDatabase journal, Logger log, CancellationToken stop)
    {
        if (journal.Provider == JournalProvider.Memory)
            return [];
        try
        {
            return (await RecoveryPlanner.PlanAsync(options, journal, stop))?.Plan.Differences ?? [];
        }
        catch (InvalidDataException fault)
        {
            log.Warning("The hardware was not held against the journal: {Reason}", fault.Message);
            return [];
        }
    }
}
