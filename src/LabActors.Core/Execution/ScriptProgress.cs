using System.Collections.Immutable;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Execution;

/// <summary>How far a run's script has come.</summary>
/// <param name="Open">Commands whose outcome is not journaled, by number: one, and those of a call-back on top of it.</param>
/// <param name="Intervals">Ends of the intervals that are open, oldest first.</param>
/// <param name="Finished">How it ended; null while it lives.</param>
public sealed record ScriptProgress(
    ScriptStarted Started,
    ImmutableDictionary<long, CommandRequested> Open,
    long LastSeq,
    ImmutableArray<DateTimeOffset> Intervals,
    ScriptFinished? Finished);
