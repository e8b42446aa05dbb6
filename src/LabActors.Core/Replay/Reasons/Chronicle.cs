using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Core.Replay.Reasons;

/// <summary>The events of a journal up to a moment, and the state that they make; what chains of causes are found in.</summary>
public sealed record Chronicle(ImmutableArray<RecordedEvent> Events, LabState State)
{
    /// <summary>Nothing has happened.</summary>
    public static Chronicle Empty { get; } = new([], LabState.Empty);

    /// <summary>The newest event of a type that fits; null when there is none.</summary>
    /// <param name="before">Only events with smaller numbers.</param>
    /// <param name="source">Only events of this actor; null for any.</param>
    public RecordedEvent? Last<T>(Func<T, bool> fits, string? source = null, long before = long.MaxValue)
        where T : class, IJournalEvent
    {
        for (var i = Events.Length - 1; i >= 0; i--)
        {
            if (Events[i].Number < before && (source is null || Events[i].Source == source) && Events[i].Event is T fact && fits(fact))
                return Events[i];
        }

        return null;
    }
}
