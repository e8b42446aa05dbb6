using System.Collections.Immutable;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Journal.Reading;
using LabActors.Journal.Serialization;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Node.Operators;

/// <summary>
/// What a console makes a log of: everything that was journaled since a time but single readings and what scripts asked for, which are most of a journal and are no line of the log; and of the time before it what
/// gives queues and runs their names.
/// </summary>
internal static class OperatorLog
{
    private static readonly ImmutableHashSet<Type> NoLine =
    [
        typeof(MeasurementEvents.ReadingTaken), typeof(MeasurementEvents.PeakScanRead), typeof(CommandRequested), typeof(CommandCompleted),
    ];

    private static readonly Type[] Lines = [.. JournalManifests.All.Types.Select(type => type.Type).Where(type => type.IsAssignableTo(typeof(IJournalEvent)) && !NoLine.Contains(type))];

    /// <summary>The events, in the order of the journal.</summary>
    /// <param name="since">Laboratory time.</param>
    public static async Task<ImmutableArray<JournaledEvent>> ReadAsync(JournalReader journal, DateTimeOffset since, CancellationToken stop = default)
    {
        var events = ImmutableArray.CreateBuilder<JournaledEvent>();
        await foreach (var row in journal.ReadKinds(Lines, cancellation: stop))
        {
            if (row.Event.At >= since || Names(row.Event))
                events.Add(new JournaledEvent(row.PersistenceId, row.SequenceNr, row.Event.At, row.Event));
        }

        return events.ToImmutable();
    }

    private static bool Names(IJournalEvent happened) => happened is QueueAccepted or QueueEdited or EditUndone or RunLaunched or RunStarted or RunFinished or RunEnded;
}
