using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Journal;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Execution;

/// <summary>Messages between a run and the children that carry out its scripts' commands. A child carries out one command and dies.</summary>
public static class CommandProtocol
{
    /// <summary>Which command of which script.</summary>
    public sealed record CommandKey(ScriptKind Kind, long Seq);

    /// <summary>The command is done; the run journals the facts, then the outcome, and answers the script.</summary>
    /// <param name="Simulated">A simulated device did or read it.</param>
    public sealed record Finished(CommandKey Command, JsonElement Result, ImmutableArray<IJournalEvent> Facts, bool Simulated = false);

    /// <summary>The command could not be done: the script gets an exception.</summary>
    /// <param name="Ending">How the run ends because of it; null when that is the script's affair.</param>
    public sealed record GaveUp(CommandKey Command, string Reason, Core.Execution.RunEnding? Ending, ImmutableArray<IJournalEvent> Facts);

    /// <summary>Facts that are to be journaled while the command goes on.</summary>
    public sealed record Facts(ImmutableArray<IJournalEvent> Events);
}
