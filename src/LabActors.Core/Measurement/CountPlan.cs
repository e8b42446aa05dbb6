namespace LabActors.Core.Measurement;

/// <summary>How many counts a series takes, and whether it goes on: asked before each count.</summary>
/// <param name="Asked">Counts that it began with.</param>
/// <param name="Wanted">Counts that are wanted now.</param>
/// <param name="Taken">Counts that were read.</param>
/// <param name="Truncated">Why it is to end early; null when it is not.</param>
/// <param name="Stopped">Why it is to end early without being truncated; null when it is not.</param>
public sealed record CountPlan(int Asked, int Wanted, int Taken, string? Truncated, string? Stopped = null)
{
    /// <summary>A series of so many counts, before the first.</summary>
    public static CountPlan Of(int counts) => new(counts, counts, 0, null);

    /// <summary>One more was read.</summary>
    public CountPlan Read() => this with { Taken = Taken + 1 };

    /// <summary>It ends before the next count; the first reason stands.</summary>
    public CountPlan Truncate(string why) => this with { Truncated = Truncated ?? why };

    /// <summary>It ends before the next count, and is not truncated by that.</summary>
    public CountPlan Stop(string why) => this with { Stopped = Stopped ?? why };

    /// <summary>Another number of counts; one that was passed already ends it before the next.</summary>
    public CountPlan Change(int counts) => counts > Taken
        ? this with { Wanted = counts }
        : Truncate($"the counts were changed to {counts} after {Taken}");

    /// <summary>How the series ends now: <c>complete</c>, <c>truncated</c> when it was ended early or shortened, <c>ended</c> by an action; null when it goes on.</summary>
    public string? End => this switch
    {
        { Truncated: not null } => "truncated",
        { Stopped: not null } => "ended",
        _ when Taken < Wanted => null,
        _ => Wanted < Asked ? "truncated" : "complete",
    };

    /// <summary>Why it ended early; empty when it did not.</summary>
    public string Reason => Truncated ?? Stopped ?? (Wanted < Asked ? $"the counts were changed from {Asked} to {Wanted}" : "");
}
