using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using static LabActors.Core.Journal.Events.ConditionalEvents;

namespace LabActors.Core.Conditionals;

/// <summary>A run's conditionals as its journal tells them: the fold of its events.</summary>
public sealed record RunConditionals
{
    /// <summary>Before the run started.</summary>
    public static RunConditionals Empty { get; } = new();

    /// <summary>Those in force, in the order in which they are tested: row, queue, laboratory, script.</summary>
    public ImmutableArray<Conditional> Installed { get; init; } = [];

    /// <summary>Tests in a row.</summary>
    public ConditionalCounters Counters { get; init; } = ConditionalCounters.None;

    /// <summary>Ids of those of which it was told already that they cannot be evaluated.</summary>
    public ImmutableHashSet<string> Told { get; init; } = [];

    /// <summary>Everything that has tripped, in order.</summary>
    public ImmutableArray<ConditionalTripped> Tripped { get; init; } = [];

    /// <summary>The newest reading of any series; null before there was one.</summary>
    public MeasurementEvents.ReadingTaken? Newest { get; init; }

    /// <summary>The last round of tests that left a trace: when, in which series, before which count. A resume does not test it again.</summary>
    public (string When, int Series, int Count)? Tested { get; init; }

    /// <summary>Actions that have run.</summary>
    public int ActionsEnded { get; init; }

    /// <summary>Folds an event of the run; others leave it as it is.</summary>
    public RunConditionals Apply(IJournalEvent e) => e switch
    {
        MeasurementEvents.ReadingTaken r => this with { Newest = r },
        ConditionalsInstalled i => this with { Installed = i.Conditionals },
        ConditionalAdded a => this with { Installed = Installed.Add(Unique(a.Conditional)) },
        ConditionalsCleared c => this with { Installed = Installed.RemoveAll(i => c.Kinds.Contains(i.Kind)) },
        ConditionalsCounted c => this with
        {
            Counters = new ConditionalCounters(c.True, [.. c.Fired]),
            Tested = c.When.Length > 0 ? (c.When, c.Series, c.Count) : Tested,
        },
        ConditionalNotEvaluated n => this with { Told = Told.Add(n.Id) },
        ConditionalTripped t => this with { Tripped = Tripped.Add(t), Tested = (t.When, t.Series, t.Count) },
        ConditionalActionEnded => this with { ActionsEnded = ActionsEnded + 1 },
        _ => this,
    };

    /// <summary>What a round of tests leaves in the journal, in order.</summary>
    /// <param name="when">See <see cref="ConditionalTripped"/>.</param>
    public ImmutableArray<IJournalEvent> Facts(ConditionalRound round, DateTimeOffset at, string when, int series = 0, int count = 0) =>
    [
        .. round.NotEvaluated
            .Where(n => !Told.Contains(n.Conditional.Id))
            .Select(n => new ConditionalNotEvaluated(at, n.Conditional.Id, n.Conditional.Test, n.Missing, series, count)),
        .. round.Counters.Equals(Counters)
            ? []
            : new IJournalEvent[] { new ConditionalsCounted(at, round.Counters.True, [.. round.Counters.Fired.Order(StringComparer.Ordinal)], when, series, count) },
        .. round.Trips.Select(t => new ConditionalTripped(
            at, t.Conditional.Id, t.Conditional.Kind, t.Conditional.Level, t.Conditional.File, t.Conditional.Line, t.Conditional.Test, t.Conditional.Action,
            t.Seen, when, series, count, t == round.Acting)),
    ];

    // A script may add the same twice.
    private Conditional Unique(Conditional added)
    {
        var same = Installed.Count(i => i.Id == added.Id || i.Id.StartsWith($"{added.Id}-", StringComparison.Ordinal));
        return same == 0 ? added : added with { Id = $"{added.Id}-{same + 1}" };
    }
}
