using LabActors.Core.Journal.Events;

namespace LabActors.Core.Measurement;

/// <summary>What became of the counts of an open series: what a resume needs besides their number.</summary>
/// <param name="Wanted">Counts wanted since they were changed; null while they are what the series began with.</param>
/// <param name="Truncated">Why it is to end early; empty while it is not.</param>
/// <param name="Newest">Its newest reading; null before the first.</param>
public sealed record SeriesCounts(int? Wanted, string Truncated, MeasurementEvents.ReadingTaken? Newest)
{
    /// <summary>As the series began.</summary>
    public static SeriesCounts Asked { get; } = new(null, "", null);
}
