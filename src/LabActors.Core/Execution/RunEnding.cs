namespace LabActors.Core.Execution;

/// <summary>How a run is being ended before its own end.</summary>
/// <param name="State">The state in which it is saved: <c>failed, canceled, aborted, interrupted</c>.</param>
/// <param name="Cause">Why, in words.</param>
/// <param name="EndsQueue">True when no further run may start.</param>
/// <param name="PostEquilibration">True when the line is to be pumped by the post-equilibration script.</param>
/// <param name="StopsAll">True when no script may run any more: post scripts that run are stopped, and none is started.</param>
public sealed record RunEnding(string State, string Cause, bool EndsQueue, bool PostEquilibration, bool StopsAll = false)
{
    /// <summary>As journals say it that hold no more than the word.</summary>
    public static RunEnding Of(Journal.Events.RunEvents.InterventionRequested i) => new(
        i.What switch
        {
            "cancel" => "canceled",
            "abort" => "aborted",
            "interrupt" => "interrupted",
            "hold-queue" => "success",
            _ => "failed",
        },
        i.Why,
        EndsQueue: i.What is "fail" or "hold-queue",
        PostEquilibration: i.What != "abort");
}
