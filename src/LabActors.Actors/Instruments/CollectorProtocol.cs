using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Journal.Events;
using LabActors.Core.Measurement;

namespace LabActors.Actors.Instruments;

/// <summary>Messages between a run and its <c>CollectorActor</c>, which takes one series of readings and dies.</summary>
public static class CollectorProtocol
{
    /// <summary>What is to be collected; given to the collector's Props.</summary>
    /// <param name="Kind"><c>sniff, signal, baseline, whiff</c>.</param>
    public sealed record Collection(int Series, string Kind, int Counts, double IntegrationSeconds, ImmutableArray<string> Detectors)
    {
        /// <summary>What was taken before an outage; null when the series begins.</summary>
        public Progress? Resumed { get; init; }
    }

    /// <summary>How far a series had come when its node died.</summary>
    /// <param name="Start">When it began.</param>
    /// <param name="Plan">Counts wanted and taken.</param>
    /// <param name="LastAt">When the newest reading was taken; null when there is none.</param>
    /// <param name="Last">Its intensities.</param>
    public sealed record Progress(DateTimeOffset Start, CountPlan Plan, DateTimeOffset? LastAt, ImmutableDictionary<string, double> Last);

    /// <summary>To the run: a series goes on after an outage. It waits for <see cref="ReadingJournaled"/> of its newest count, if it has one, as ever.</summary>
    /// <param name="Taken">Counts of the block so far: a peak hop counts through all its series.</param>
    /// <param name="IsOver">No count comes any more.</param>
    public sealed record SeriesGoesOn(MeasurementEvents.SeriesResumed Fact, int Taken, bool IsOver);

    /// <summary>To the run: one integration was read. The run journals it, tests its conditionals, and answers <see cref="ReadingJournaled"/>.</summary>
    /// <param name="IsLast">The series ends with it.</param>
    public sealed record ReadingRead(
        int Series,
        int Count,
        DateTimeOffset At,
        ImmutableDictionary<string, double> Intensities,
        ImmutableDictionary<string, string> Quality,
        bool Simulated = false,
        bool IsLast = false);

    /// <summary>To the collector: the reading is durable; the next may be taken.</summary>
    public sealed record ReadingJournaled(int Series, int Count);

    /// <summary>To the collector: end after the count that is being taken.</summary>
    public sealed record Truncate(string Why);

    /// <summary>To the collector: end before the next count; the series is <c>ended</c>, not truncated.</summary>
    public sealed record Stop(string Why);

    /// <summary>To whoever takes the series: what its command answers when it has ended.</summary>
    public sealed record Outcome(JsonElement Result);

    /// <summary>To the collector: a new number of counts (a smaller one than taken ends it as truncated).</summary>
    public sealed record ChangeCounts(int Counts);

    /// <summary>To the run, last: how the series ended (<c>complete, truncated, ended, failed</c>).</summary>
    public sealed record CollectionEnded(int Series, string How, int Counts, string Reason);
}
