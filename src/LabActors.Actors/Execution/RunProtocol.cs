using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>Messages of a run: from its queue and from operators, and what it tells its queue.</summary>
public static class RunProtocol
{
    /// <summary>Ends the signal block that is being measured; the run goes on and is saved as truncated. Quick: later blocks take a quarter of their counts.</summary>
    public sealed record Truncate(bool Quick, string By);

    /// <summary>Ends the run: scripts stopped, safe state, post scripts as the state demands; saved with that state.</summary>
    public sealed record End(RunEnding Ending, string By);

    /// <summary>The queue ends: go on if the gas is in the spectrometer, otherwise end before the inlet opens.</summary>
    public sealed record EndUnlessMeasuring(string Why, string By);

    /// <summary>The queue is paused: a run whose extraction has not begun does not begin it.</summary>
    public sealed record HoldBeforeExtraction(string By);

    /// <summary>The queue is no longer paused.</summary>
    public sealed record GoOn;

    /// <summary>The script's wait that is under way (<c>sleep</c>, the rest of an interval) is over now; answered by the queue's <c>Accepted</c> or <c>Refused</c>.</summary>
    public sealed record ContinueWait(string By);

    /// <summary>The script's wait that is under way is held: its time does not run; answered as <see cref="ContinueWait"/> is.</summary>
    public sealed record PauseWait(string By);

    /// <summary>It runs again; answered as <see cref="ContinueWait"/> is.</summary>
    public sealed record UnpauseWait(string By);

    /// <summary>To the queue: the line is free, the next run may start.</summary>
    public sealed record LineIsFree(string RunUuid);

    /// <summary>To the queue: the run's number is spent.</summary>
    public sealed record PassedPointOfNoReturn(string RunUuid);

    /// <summary>To the queue, the supervisor of the safe state: make it, once.</summary>
    /// <param name="HoldsLine">The extraction device is the run's, so it is switched off.</param>
    /// <param name="HoldsSpectrometer">The spectrometer is the run's, so its detectors are put back.</param>
    public sealed record WantsSafeState(string RunUuid, ImmutableArray<string> Inlets, bool HoldsLine, bool HoldsSpectrometer, string Why);

    /// <summary>To the run: the safe state was made.</summary>
    public sealed record SafeStateMade(ImmutableArray<SafeStateStep> Steps);

    /// <summary>To the queue: a conditional of the run cancels it.</summary>
    public sealed record CancelQueue(string RunUuid, string By, string Why);

    /// <summary>To the queue: a modification of the run has tripped.</summary>
    public sealed record ModifyQueue(string RunUuid, Conditional Conditional, string By, string Why);

    /// <summary>To the run: what came of its modification, in words.</summary>
    public sealed record QueueModified(string What);

    /// <summary>
    /// Tests in a row of conditionals that are tested before or after runs: from the run to its queue, which keeps them for the runs to come, and from the
    /// queue to runs that were launched already.
    /// </summary>
    /// <param name="Ids">The conditionals of which this tells.</param>
    /// <param name="True">As in <see cref="ConditionalCounters"/>: those at 0 are left out.</param>
    public sealed record Counted(string RunUuid, ImmutableArray<string> Ids, ImmutableDictionary<string, int> True);

    /// <summary>What the conditionals that are tested after a run say to its queue.</summary>
    /// <param name="Counted">Theirs, for the next run.</param>
    /// <param name="Ratios">What the run measured of ratios that must not change.</param>
    /// <param name="Action"><c>cancel</c>, <c>repeat</c>, or empty: nothing.</param>
    public sealed record AfterRun(Counted Counted, ImmutableArray<RatioValue> Ratios, string Action, string By, string Why);

    /// <summary>To the queue: the run is over and all that it has is in the journal.</summary>
    public sealed record RunIsOver(
        string RunUuid, string State, string Cause, bool Restart, bool EndsQueue, MeasuredForLater Measured, AfterRun? After = null);

    /// <summary>A valve would not move and the script said to go on: the queue ends after this run.</summary>
    public sealed record EndQueueAfterThis(string RunUuid, string Why);
}
