using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Safety;

/// <summary>Which trips have tripped: the fold of <see cref="TripEvents"/>.</summary>
public sealed record TripState
{
    /// <summary>None has.</summary>
    public static TripState None { get; } = new();

    /// <summary>Those that have tripped and were not reset, by name.</summary>
    public ImmutableDictionary<string, TripEvents.Tripped> Tripped { get; init; } = ImmutableDictionary<string, TripEvents.Tripped>.Empty;

    /// <summary>What came of what they do, by name.</summary>
    public ImmutableDictionary<string, ImmutableArray<SafeStateStep>> Steps { get; init; } = ImmutableDictionary<string, ImmutableArray<SafeStateStep>>.Empty;

    /// <summary>The state after an event; events of others leave it as it is.</summary>
    public TripState Apply(IJournalEvent fact) => fact switch
    {
        TripEvents.Tripped e => this with { Tripped = Tripped.SetItem(e.Trip, e), Steps = Steps.Remove(e.Trip) },
        TripEvents.TripActed e => this with { Steps = Steps.SetItem(e.Trip, e.Steps) },
        TripEvents.TripReset e => this with { Tripped = Tripped.Remove(e.Trip), Steps = Steps.Remove(e.Trip) },
        _ => this,
    };

    /// <summary>True when a trip has tripped and everything that it does was done, verified.</summary>
    public bool HasActed(string trip) => Steps.TryGetValue(trip, out var steps) && steps.All(s => s.Done);
}
