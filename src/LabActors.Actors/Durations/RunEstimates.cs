using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LabActors.Core.Durations;
using LabActors.Core.Runs;

namespace LabActors.Actors.Durations;

/// <summary>
/// What the runs of a node are reckoned to take: traced before they start, learned from those that ended. Shared by the actors of the node, which read it and
/// add to it at any time; what a run taught is there before anybody hears that the run is over.
/// </summary>
public sealed class RunEstimates(LearnedDurations learned)
{
    private readonly ConcurrentDictionary<RunSpec, Estimate> _traced = new();

    // Rows live as long as their queue: each is looked up by its shape once.
    private readonly ConditionalWeakTable<RunSpec, Estimate> _ofRow = [];
    private LearnedDurations _learned = learned;

    /// <summary>Learned so far.</summary>
    public LearnedDurations Learned => Volatile.Read(ref _learned);

    /// <summary>Takes note of what the effect-free runs of a row's scripts told; it stands for every row of that shape.</summary>
    public void Add(RunSpec row, TracedRun traced) => _traced[RunShape.Of(row)] = new Estimate(traced);

    /// <summary>Takes note of what a run that ended in success took.</summary>
    public void Learn(IEnumerable<(string Key, ScriptTimes Times)> taught)
    {
        ImmutableArray<(string Key, ScriptTimes Times)> all = [.. taught];
        if (!all.IsEmpty)
            ImmutableInterlocked.Update(ref _learned, (known, more) => more.Aggregate(known, (l, t) => l.With(t.Key, t.Times)), all);
    }

    /// <summary>What the scripts of a row take; null when rows like it were never traced.</summary>
    public RunTimes? Of(RunSpec row)
    {
        if (_ofRow.TryGetValue(row, out var known))
            return known.With(Learned);
        if (Find(RunShape.Of(row)) is not { } estimate)
            return null;
        _ofRow.AddOrUpdate(row, estimate);
        return estimate.With(Learned);
    }

    // Which row is behind another is settled when that one starts; rows that were added or taken away since it was traced change little in what it takes.
    private Estimate? Find(RunSpec shape) =>
        _traced.GetValueOrDefault(shape) ?? _traced.GetValueOrDefault(shape with { NextPosition = shape.NextPosition.Length > 0 ? "" : "1" });

    /// <summary>What rows of one shape take, reckoned anew when something was learned.</summary>
    private sealed class Estimate(TracedRun traced)
    {
        private volatile Reckoned? _reckoned;

        public RunTimes With(LearnedDurations learned)
        {
            if (_reckoned is { } known && ReferenceEquals(known.Learned, learned))
                return known.Times;
            var times = traced.With(learned);
            _reckoned = new Reckoned(learned, times);
            return times;
        }

        private sealed record Reckoned(LearnedDurations Learned, RunTimes Times);
    }
}
