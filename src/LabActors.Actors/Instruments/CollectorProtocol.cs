using System.Collections.Immutable;
using System.Text.Json;

namespace LabActors.Actors.Instruments;

/// <summary>Messages between a run and its <c>CollectorActor</c>, which takes one series of readings and dies.</summary>
public static class CollectorProtocol
{
    /// <summary>What is to be collected; given to the collector's Props.</summary>
    /// <param name="Kind"><c>sniff, signal, baseline, whiff</c>.</param>
    public sealed record Collection(int Series, string Kind, int Counts, double IntegrationSeconds, ImmutableArray<string> Detectors);

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
