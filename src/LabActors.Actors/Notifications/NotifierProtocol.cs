using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Actors.Notifications;

/// <summary>Messages of the <c>NotifierActor</c>.</summary>
public static class NotifierProtocol
{
    /// <summary>Asks to hear when the outbox listens: from then on it misses nothing.</summary>
    public sealed record GetListening;

    /// <summary>Answers <see cref="GetListening"/>.</summary>
    public sealed record Listening;

    /// <summary>Asks to hear when everything that is due has been tried.</summary>
    public sealed record Drain;

    /// <summary>Answers <see cref="Drain"/>: what is still not delivered, one line a channel; it stays in the outbox.</summary>
    public sealed record Drained(ImmutableArray<string> Undelivered);

    /// <summary>A fact of the journal with its place.</summary>
    public sealed record Fact(string Source, long SequenceNr, IJournalEvent Event);

    /// <summary>What the journal holds that the outbox may have missed.</summary>
    /// <param name="EndedQueues">Persistence ids of the queues that have ended.</param>
    /// <param name="Facts">Of queues that had not been known as ended, in the order of the journal.</param>
    public sealed record Missed(ImmutableArray<string> EndedQueues, ImmutableArray<Fact> Facts);
}
