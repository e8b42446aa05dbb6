using System.Collections.Immutable;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Journal.Events;

/// <summary>
/// What the safe state of the whole laboratory journals. A run's own safe state is in the run's journal
/// (<see cref="RunEvents.SafeStateReached"/>); the laboratory's own script journals its commands under <c>safe-script-ID</c>.
/// </summary>
public static class SafetyEvents
{
    /// <summary>Somebody, or a rule, wants the laboratory safe. What protects it was begun before this was written.</summary>
    /// <param name="Id">Counts up in the laboratory; a quick stop of a safe state that is under way has the same.</param>
    /// <param name="Kind"><c>safe-state</c>, or <c>quick-stop</c>, after which no script runs at all.</param>
    /// <param name="EndRuns">How runs in flight end: <c>cancel, fail, quick</c>.</param>
    public sealed record SafeStateRequested(DateTimeOffset At, string Id, string Kind, string EndRuns, string By, string Why) : IJournalEvent;

    /// <summary>The built-in steps were taken, all of them, and what came of each.</summary>
    /// <param name="When"><c>at once</c>, or <c>runs ended</c>.</param>
    public sealed record SafeStepsTaken(DateTimeOffset At, string Id, string When, ImmutableArray<SafeStateStep> Steps) : IJournalEvent;

    /// <summary>The laboratory's own script ended: <c>completed, failed, canceled, killed</c>.</summary>
    /// <param name="Source">The persistence id that has its start and its commands.</param>
    public sealed record SafeScriptEnded(DateTimeOffset At, string Id, string Script, string Source, string Outcome, string Error) : IJournalEvent;

    /// <summary>It is over. False <paramref name="Safe"/> is an outcome of its own: somebody has to look.</summary>
    /// <param name="Summary">What was not done and why; empty when all was.</param>
    public sealed record SafeStateEnded(DateTimeOffset At, string Id, bool Safe, string Summary) : IJournalEvent;
}
