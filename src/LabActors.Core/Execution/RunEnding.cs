namespace LabActors.Core.Execution;

/// <summary>How a run is being ended before its own end.</summary>
/// <param name="State">The state in which it is saved: <c>failed, canceled, aborted, interrupted</c>.</param>
/// <param name="Cause">Why, in words.</param>
/// <param name="EndsQueue">True when no further run may start.</param>
/// <param name="PostEquilibration">True when the line is to be pumped by the post-equilibration script.</param>
/// <param name="StopsAll">True when no script may run any more: post scripts that run are stopped, and none is started.</param>
public sealed record RunEnding(string State, string Cause, bool EndsQueue, bool PostEquilibration, bool StopsAll = false);
