using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Core.Notifications;

/// <summary>An <see cref="Outbox"/> as it is kept.</summary>
public sealed record OutboxSnapshot(
    string Build,
    bool Begun,
    long LastId,
    ImmutableArray<string> EndedQueues,
    ImmutableDictionary<string, ImmutableArray<Outbox.Waiting>> Channels,
    ImmutableDictionary<string, ImmutableArray<Outbox.KnownFact>> Known,
    ImmutableDictionary<string, long> Told) : IJournalSnapshot;
