using System.Collections.Immutable;

namespace LabActors.Core.Durations;

/// <summary>One run of a schedule. Instants of what has happened are those at which it did.</summary>
/// <param name="Index">Index of the row in the queue's run list.</param>
/// <param name="Start">When it is launched; extraction begins at once.</param>
/// <param name="ExtractionEnds">From here it waits for the spectrometer, and for its pumping.</param>
/// <param name="MeasurementStarts">When it has the spectrometer, pumped.</param>
/// <param name="InletOpens">Null when its scripts let no gas in.</param>
/// <param name="InletCloses">Null when its scripts let no gas in, or leave the inlet open.</param>
/// <param name="PostEquilibrationStarts">When the line's pump-out begins; null when it has none.</param>
/// <param name="PostMeasurementEnds">When the spectrometer is free, pumped by the post-measurement script.</param>
/// <param name="LineFreed">When the next run may start beside it; null when it must end first.</param>
/// <param name="End">When it is over and saved.</param>
/// <param name="Waits">In the order in which they begin.</param>
/// <param name="OverlapSeconds">How long it goes on beside the run before, s.</param>
/// <param name="Learned">True when its scripts' times were learned from runs.</param>
public sealed record PlannedRun(
    int Index,
    DateTimeOffset Start,
    DateTimeOffset ExtractionEnds,
    DateTimeOffset MeasurementStarts,
    DateTimeOffset? InletOpens,
    DateTimeOffset? InletCloses,
    DateTimeOffset MeasurementEnds,
    DateTimeOffset? PostEquilibrationStarts,
    DateTimeOffset? PostEquilibrationEnds,
    DateTimeOffset PostMeasurementEnds,
    DateTimeOffset? LineFreed,
    DateTimeOffset End,
    ImmutableArray<PlannedWait> Waits,
    double OverlapSeconds,
    bool Learned)
{
    /// <summary>What goes on from when to when; some of it beside other phases. A phase that takes no time is left out.</summary>
    public ImmutableArray<PlannedPhase> Phases() =>
    [
        .. new PlannedPhase?[]
        {
            new("extraction", Start, ExtractionEnds),
            new("wait", ExtractionEnds, MeasurementStarts),
            new("measurement", MeasurementStarts, MeasurementEnds),
            InletOpens is { } opens && InletCloses is { } closes ? new("equilibration", opens, closes) : null,
            PostEquilibrationStarts is { } pumps && PostEquilibrationEnds is { } pumped ? new("post-equilibration", pumps, pumped) : null,
            new("post-measurement", MeasurementEnds, PostMeasurementEnds),
        }.OfType<PlannedPhase>().Where(p => p.End > p.Start),
    ];
}
