using System.Collections.Immutable;
using LabActors.Core.Execution;

namespace LabActors.Core.Recovery;

/// <summary>How long a node was away.</summary>
/// <param name="From">The last instant of its journal.</param>
/// <param name="To">When it was there again.</param>
public sealed record Outage(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>No outage: nothing was missed.</summary>
    public static Outage None(DateTimeOffset now) => new(now, now);

    /// <summary>Events that were durable and are missing at the end of the journal, which was truncated or is an older copy; 0 when all is well.</summary>
    public long MissingEvents { get; init; }

    /// <summary>Its length; never below zero.</summary>
    public TimeSpan Away => To > From ? To - From : TimeSpan.Zero;

    /// <summary>
    /// What is left of a wait: while the node was away it did not run, now or in earlier outages of the run.
    /// </summary>
    /// <param name="began">When it began.</param>
    /// <param name="duration">How long it was to be.</param>
    /// <param name="earlier">Outages that the run has come through.</param>
    public TimeSpan Left(DateTimeOffset began, TimeSpan duration, ImmutableArray<Journal.Events.RunEvents.RunResumed> earlier)
    {
        var away = earlier.Where(r => r.At > began).Sum(r => r.AwaySeconds);
        var left = duration - (From - began) + TimeSpan.FromSeconds(away);
        return left > TimeSpan.Zero ? left < duration ? left : duration : TimeSpan.Zero;
    }

    /// <inheritdoc cref="Left(DateTimeOffset, TimeSpan, ImmutableArray{Journal.Events.RunEvents.RunResumed})"/>
    public TimeSpan Left(RunProgress run, DateTimeOffset began, TimeSpan duration) => Left(began, duration, run.Resumed);

    /// <summary>A stretch of time for people.</summary>
    public static string Words(TimeSpan time) => time.TotalMinutes < 2 ? FormattableString.Invariant($"{time.TotalSeconds:0.#} s")
        : time.TotalHours < 2 ? FormattableString.Invariant($"{time.TotalMinutes:0.#} min")
        : FormattableString.Invariant($"{time.TotalHours:0.#} h");
}
