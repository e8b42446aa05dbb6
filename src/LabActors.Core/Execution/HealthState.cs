using System.Collections.Immutable;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.HealthEvents;

namespace LabActors.Core.Execution;

/// <summary>The error flags that are up, as the journal tells them.</summary>
public sealed record HealthState
{
    /// <summary>No flag is up.</summary>
    public static HealthState Well { get; } = new();

    /// <summary>In the order in which they were raised.</summary>
    public ImmutableArray<ErrorFlag> Flags { get; init; } = [];

    /// <summary>Folds an event; an event of another actor is an error.</summary>
    public HealthState Apply(IJournalEvent e) => e switch
    {
        ErrorRaised r => new HealthState { Flags = Flags.RemoveAll(f => f.Source == r.Source).Add(new ErrorFlag(r.Source, r.Text, r.By, r.At, r.Holds)) },
        ErrorCleared c => new HealthState { Flags = Flags.RemoveAll(f => f.Source == c.Source) },
        _ => throw new ArgumentException($"{e.GetType().Name} is not an event of health", nameof(e)),
    };
}
