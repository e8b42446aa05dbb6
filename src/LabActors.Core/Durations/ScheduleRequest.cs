using System.Collections.Immutable;
using LabActors.Core.Queues;

namespace LabActors.Core.Durations;

/// <summary>What is to be scheduled.</summary>
/// <param name="Queue">For its delays.</param>
/// <param name="Rows">All rows, in the queue's order, skipped ones too.</param>
/// <param name="MinPumpTime">Of the instrument: pumping of the spectrometer between two runs that overlap, where a row gives no time of its own.</param>
/// <param name="Now">Nothing that has not happened happens before; the queue's start when it is still to be started.</param>
/// <param name="DelayBefore">False for a later queue of one execution: it waits for nothing before its first run.</param>
public sealed record ScheduleRequest(
    ExperimentQueue Queue, ImmutableArray<ScheduleRow> Rows, TimeSpan MinPumpTime, DateTimeOffset Now, bool DelayBefore)
{
    /// <summary>When the delay that is under way, or has been waited, is over; null when the next run's delay is still to come.</summary>
    public DateTimeOffset? DelayOver { get; init; }

    /// <summary>True when the queue ends after the runs that have started.</summary>
    public bool Stops { get; init; }
}
