using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Measurement;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Execution;

/// <summary>A command of a script that lives, with all that a resume needs of it: what was asked, what came of it, and what happened meanwhile.</summary>
/// <param name="Request">The intent.</param>
public sealed record CommandRecord(CommandRequested Request)
{
    /// <summary>The outcome; null while there is none, or when it failed.</summary>
    public CommandCompleted? Completed { get; init; }

    /// <summary>The failure; null while there is none.</summary>
    public CommandFailed? Failed { get; init; }

    /// <summary>True while the outcome is not journaled: the command was in flight.</summary>
    public bool IsOpen => Completed is null && Failed is null;

    /// <summary>Functions of the script, and pieces of it, that were called while the command was pending, in order.</summary>
    public ImmutableArray<CallBackRecord> CallBacks { get; init; } = [];

    /// <summary>The measurement as it was set up when the command was requested; null once there is an outcome.</summary>
    public MeasurementSession? Session { get; init; }

    /// <summary>The analysis as it was then; null once there is an outcome.</summary>
    public LiveAnalysis? Analysis { get; init; }

    /// <summary>What was journaled of the command while it was under way, but for the readings; empty once there is an outcome.</summary>
    public ImmutableArray<IJournalEvent> Facts { get; init; } = [];

    /// <summary>The last fact of a kind; null when there is none.</summary>
    public T? Last<T>()
        where T : class, IJournalEvent => Facts.OfType<T>().LastOrDefault();

    /// <summary>Forgets what only a command in flight needs.</summary>
    internal CommandRecord Settled() => this with { Session = null, Analysis = null, Facts = [] };
}
