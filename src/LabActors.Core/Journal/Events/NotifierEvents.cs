using System.Collections.Immutable;
using LabActors.Core.Notifications;

namespace LabActors.Core.Journal.Events;

/// <summary>What the outbox of mails, hooks and webhooks journals: due before it is attempted, then what came of it.</summary>
public static class NotifierEvents
{
    /// <summary>Notifications begin here: queues that had ended before are not told of.</summary>
    public sealed record NotificationsBegun(DateTimeOffset At, ImmutableArray<string> EndedQueues) : IJournalEvent;

    /// <summary>An experiment event is to be told on these channels.</summary>
    /// <param name="Id">Counts up, from 1; a receiver that hears an id twice has heard it before.</param>
    /// <param name="Source">Who journaled the fact, and <paramref name="SourceSequenceNr"/> under which number: a fact becomes due once.</param>
    /// <param name="WallAt">Real time, from which giving up counts.</param>
    public sealed record EventDue(
        DateTimeOffset At, long Id, string Source, long SourceSequenceNr, ExperimentEvent Event, ImmutableArray<string> Channels, DateTimeOffset WallAt) : IJournalEvent;

    /// <summary>An attempt failed; it is tried again.</summary>
    public sealed record DeliveryFailed(DateTimeOffset At, long Id, string Channel, int Attempt, string Reason, DateTimeOffset WallAt) : IJournalEvent;

    /// <summary>The channel took it.</summary>
    public sealed record EventDelivered(DateTimeOffset At, long Id, string Channel, int Attempt) : IJournalEvent;

    /// <summary>It is not tried any more: somebody has to know.</summary>
    public sealed record DeliveryGivenUp(DateTimeOffset At, long Id, string Channel, int Attempts, string Reason) : IJournalEvent;
}
