using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Execution;

/// <summary>A call of a script's function, or of a piece of script, inside a pending command.</summary>
/// <param name="Ended">What it returned; null while it runs.</param>
public sealed record CallBackRecord(CallBackMade Made, CallBackEnded? Ended);
