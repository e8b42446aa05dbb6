using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Replay;
using static LabActors.Core.Journal.Events.NotifierEvents;

namespace LabActors.Core.Notifications;

/// <summary>What is to be told on which channel, as the outbox's journal tells it. Each channel has an order of its own, and keeps it.</summary>
public sealed record Outbox
{
    /// <summary>Before the first start.</summary>
    public static Outbox Empty { get; } = new();

    /// <summary>True from the first start on.</summary>
    public bool Begun { get; init; }

    /// <summary>Id of the newest.</summary>
    public long LastId { get; init; }

    /// <summary>Queues that nothing more is to be told of, by persistence id.</summary>
    public ImmutableHashSet<string> EndedQueues { get; init; } = [];

    /// <summary>What is not delivered yet, by channel, oldest first.</summary>
    public ImmutableDictionary<string, ImmutableList<Waiting>> Channels { get; init; } = ImmutableDictionary<string, ImmutableList<Waiting>>.Empty;

    // Facts that became due, of queues that have not ended: source and number.
    private ImmutableDictionary<string, ImmutableHashSet<KnownFact>> Known { get; init; } = ImmutableDictionary<string, ImmutableHashSet<KnownFact>>.Empty;

    // Of what is of no queue and no run, such as questions: the number of the newest fact that became due, by source.
    private ImmutableDictionary<string, long> Told { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Everything that is not delivered, oldest first.</summary>
    public IEnumerable<(string Channel, Waiting Waiting)> Undelivered =>
        Channels.SelectMany(c => c.Value.Select(w => (c.Key, w))).OrderBy(w => w.w.Due.Id).ThenBy(w => w.Key, StringComparer.Ordinal);

    /// <summary>True when the fact is due already, or its queue had ended before.</summary>
    public bool Knows(string queueId, string source, long sequenceNr) => !IsOfQueue(source)
        ? sequenceNr <= Told.GetValueOrDefault(source)
        : EndedQueues.Contains(Sources.OfQueue(queueId)) || (Known.TryGetValue(queueId, out var known) && known.Contains(new KnownFact(source, sequenceNr)));

    /// <summary>What a channel has to tell next; null when it has nothing.</summary>
    public Waiting? Head(string channel) => Channels.GetValueOrDefault(channel, []).FirstOrDefault();

    /// <summary>What is kept of it, so that a start need not fold everything that was ever told.</summary>
    public OutboxSnapshot ToSnapshot() => new(
        SnapshotBuild.Current,
        Begun,
        LastId,
        [.. EndedQueues.Order(StringComparer.Ordinal)],
        Channels.ToImmutableDictionary(c => c.Key, c => c.Value.ToImmutableArray()),
        Known.ToImmutableDictionary(k => k.Key, k => k.Value.OrderBy(fact => fact.Source, StringComparer.Ordinal).ThenBy(fact => fact.SequenceNr).ToImmutableArray()),
        Told);

    /// <summary>The outbox that was kept.</summary>
    public static Outbox Of(OutboxSnapshot kept) => new()
    {
        Begun = kept.Begun,
        LastId = kept.LastId,
        EndedQueues = [.. kept.EndedQueues],
        Channels = kept.Channels.ToImmutableDictionary(c => c.Key, c => c.Value.ToImmutableList()),
        Known = kept.Known.ToImmutableDictionary(k => k.Key, k => k.Value.ToImmutableHashSet()),
        Told = kept.Told,
    };

    /// <summary>Folds an event of the outbox; an event of another actor is an error.</summary>
    public Outbox Apply(IJournalEvent e) => e switch
    {
        NotificationsBegun b => this with { Begun = true, EndedQueues = [.. b.EndedQueues] },
        EventDue d => Add(d),
        DeliveryFailed f => Change(f.Channel, f.Id, w => w with { Attempts = f.Attempt, LastReason = f.Reason, LastAttempt = f.WallAt }),
        EventDelivered d => Remove(d.Channel, d.Id),
        DeliveryGivenUp g => Remove(g.Channel, g.Id),
        _ => throw new ArgumentException($"{e.GetType().Name} is not an event of the outbox", nameof(e)),
    };

    private Outbox Add(EventDue due)
    {
        var queue = due.Event.QueueId;
        var ended = due.Event.Event == EventNames.EndQueue;
        var ofQueue = IsOfQueue(due.Source);
        return this with
        {
            LastId = due.Id,
            EndedQueues = ended ? EndedQueues.Add(Sources.OfQueue(queue)) : EndedQueues,
            Told = ofQueue ? Told : Told.SetItem(due.Source, due.SourceSequenceNr),
            Known = ended ? Known.Remove(queue) : !ofQueue ? Known : Known.SetItem(queue, Known.GetValueOrDefault(queue, []).Add(new KnownFact(due.Source, due.SourceSequenceNr))),
            Channels = Channels.SetItems(due.Channels.Select(c => KeyValuePair.Create(c, Channels.GetValueOrDefault(c, []).Add(new Waiting(due, 0, "", null))))),
        };
    }

    private static bool IsOfQueue(string source) => Sources.KindOf(source) is SourceKind.Queue or SourceKind.Run;

    private Outbox Change(string channel, long id, Func<Waiting, Waiting> change) => this with
    {
        Channels = Channels.SetItem(channel, [.. Channels.GetValueOrDefault(channel, []).Select(w => w.Due.Id == id ? change(w) : w)]),
    };

    private Outbox Remove(string channel, long id)
    {
        var left = Channels.GetValueOrDefault(channel, []).RemoveAll(w => w.Due.Id == id);
        return this with { Channels = left.IsEmpty ? Channels.Remove(channel) : Channels.SetItem(channel, left) };
    }

    /// <summary>Something that a channel has to tell.</summary>
    /// <param name="Attempts">Attempts that failed.</param>
    /// <param name="LastReason">Why the last failed.</param>
    /// <param name="LastAttempt">When, real time.</param>
    public sealed record Waiting(EventDue Due, int Attempts, string LastReason, DateTimeOffset? LastAttempt);

    /// <summary>A fact that became due.</summary>
    public sealed record KnownFact(string Source, long SequenceNr);
}
