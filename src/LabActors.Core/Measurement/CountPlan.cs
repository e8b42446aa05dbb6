namespace LabActors.Core.Measurement;

/// <summary>How many counts a series takes, and whether it goes on: asked before each count.</summary>
/// <param name="Asked">Counts that it began with.</param>
/// <param name="Wanted">Counts that are wanted now.</param>
/// <param name="Taken">Counts that were read.</param>
/// <param name="Truncated">Why it is to end early; null when it is not.</param>
public sealed record CountPlan(int Asked, int Wanted, int Taken, string? Truncated)
{
    /// <summary>A series of so many counts, before the first.</summary>
    public static CountPlan Of(int counts) => new(counts, counts, 0, null);

    /// <summary>One more was read.</summary>
    public CountPlan Read() => this with { Taken = Taken + 1 };

    /// <summary>It ends before the next count; the first reason stands.</summary>
    public CountPlan Truncate(string why) => this with { Truncated = Truncated ?? why };

    /// <summary>Another number of counts; one that was passed already ends it before the next.</summary>
    public CountPlan Change(int counts) => counts > Taken
        ? this with { Wanted = counts }
        : Truncate($"the counts were changed to {counts} after {Taken}");

    /// <summary>How the series ends now: <c>complete</c>, or <c>truncated</c> when it was ended early or shortened; null when it goes on.</summary>
    public string? End => Truncated is not null ? "truncated" : Taken < Wanted ? null : Wanted < Asked ? "truncated" : "complete";

    /// <summary>Why it was truncated; empty when it was not.</summary>
    public string Reason => Truncated ?? (Wanted < Asked ? $"the counts were changed from {Asked} to {Wanted}" : "");
}
