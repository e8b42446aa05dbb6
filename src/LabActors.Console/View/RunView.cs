using System.Collections.Immutable;
using LabActors.Core.Reduction;

namespace LabActors.Console.View;

/// <summary>One run: where it is and what it is doing.</summary>
/// <param name="State">A run state of the design; <c>extraction</c> and <c>measurement</c> while it goes on.</param>
/// <param name="Step">The step that goes on: <c>start, extraction, measurement, post-measurement, save</c>; empty before and after.</param>
/// <param name="Activities">By key; several at once, since scripts, equilibration and series overlap.</param>
/// <param name="Intervals">Running intervals of the scripts, newest first, by script kind.</param>
/// <param name="Readings">Newest reading by isotope.</param>
public sealed record RunView(
    string Uuid,
    string RunId,
    string AnalysisType,
    string State,
    string Step,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string Cause,
    ImmutableDictionary<string, ActivityView> Activities,
    ImmutableDictionary<string, ImmutableStack<ActivityView>> Intervals,
    ImmutableDictionary<string, string> IsotopeOfDetector,
    string SeriesKind,
    ImmutableSortedDictionary<string, ReadingView> Readings)
{
    /// <summary>A run of which nothing is known but its id.</summary>
    public static RunView Unknown(string uuid) => new(
        uuid,
        RunId: uuid,
        AnalysisType: "",
        State: "not run",
        Step: "",
        StartedAt: null,
        EndedAt: null,
        Cause: "",
        Activities: ImmutableDictionary<string, ActivityView>.Empty,
        Intervals: ImmutableDictionary<string, ImmutableStack<ActivityView>>.Empty,
        IsotopeOfDetector: ImmutableDictionary<string, string>.Empty,
        SeriesKind: "",
        Readings: ImmutableSortedDictionary<string, ReadingView>.Empty);

    /// <summary>What is measured, as it comes to; empty once the run is over.</summary>
    public LiveAnalysis Analysis { get; init; } = LiveAnalysis.Empty;

    /// <summary>True from its first step to its end.</summary>
    public bool IsInFlight => StartedAt is not null && EndedAt is null;

    /// <summary>What it is doing, the most telling of several things; null when nothing is known.</summary>
    public ActivityView? Activity => Activities.Values
        .OrderBy(activity => activity.Rank)
        .ThenByDescending(activity => activity.StartedAt)
        .FirstOrDefault();

    internal RunView With(string key, ActivityView activity) => this with { Activities = Activities.SetItem(key, activity) };

    internal RunView Without(string key) => this with { Activities = Activities.Remove(key) };
}
