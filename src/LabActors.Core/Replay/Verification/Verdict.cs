using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Core.Replay.Verification;

/// <summary>What this build makes of one recorded decision: the events that it would journal from the recorded one on, of the same actor.</summary>
/// <param name="Decision">Which decision, in words.</param>
/// <param name="Choices">Each is right: where the journal does not say all that was known (a release of all that somebody holds, or by name), there are several. None: it would not have been decided so at all.</param>
/// <param name="Cause">What it follows from, in words.</param>
public sealed record Verdict(string Decision, ImmutableArray<ImmutableArray<IJournalEvent>> Choices, string Cause)
{
    /// <summary>One right continuation.</summary>
    public static Verdict Of(string decision, string cause, params ImmutableArray<IJournalEvent> events) => new(decision, [events], cause);

    /// <summary>Nothing of the kind would have been journaled.</summary>
    public static Verdict Never(string decision, string cause) => new(decision, [], cause);
}
