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
    ScriptFinished? Finished)
{
    /// <summary>Every command so far with its outcome, by number: what a resume answers from. Empty once the script has ended.</summary>
    public ImmutableDictionary<long, CommandRecord> Commands { get; init; } = ImmutableDictionary<long, CommandRecord>.Empty;

    /// <summary>The command after whose answer the script sees <c>truncated</c> as true; null when the run was not truncated under it.</summary>
    public long? TruncatedDuring { get; init; }

    /// <summary>The open command on top: the one whose call-back's command it is, or the only one. Null when none is open.</summary>
    public CommandRecord? Pending => Open.IsEmpty ? null : Commands.GetValueOrDefault(Open.ContainsKey(LastSeq) ? LastSeq : Open.Keys.Max());
}
