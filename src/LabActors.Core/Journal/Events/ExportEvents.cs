using System.Collections.Immutable;
using LabActors.Core.Exports;

namespace LabActors.Core.Journal.Events;

/// <summary>What the outbox of exports journals: a wish when a run has ended, and what came of it.</summary>
public static class ExportEvents
{
    /// <summary>Exports go here from now on.</summary>
    public sealed record ExportTargetSet(DateTimeOffset At, ExportTarget Target) : IJournalEvent;

    /// <summary>A run has ended and is to be exported (intent).</summary>
    /// <param name="RunId">Empty for a run that ended before the node started.</param>
    public sealed record ExportWanted(DateTimeOffset At, string RunUuid, string RunId) : IJournalEvent;

    /// <summary>The run is exported (outcome).</summary>
    /// <param name="Place">Repository or file.</param>
    /// <param name="Changed">False when everything was there already.</param>
    /// <param name="Kept">Files that were left as somebody else has made them, and why.</param>
    /// <param name="Repositories">What is to be pushed now; empty without a remote.</param>
    /// <param name="Ordering">The journal's number of the run's last event; 0 when it is not known.</param>
    public sealed record ExportMade(
        DateTimeOffset At, string RunUuid, string Place, bool Changed, ImmutableArray<string> Kept, ImmutableArray<string> Repositories, long Ordering) : IJournalEvent;

    /// <summary>An attempt failed (outcome); the run stays pending.</summary>
    public sealed record ExportFailed(DateTimeOffset At, string RunUuid, int Attempt, string Reason) : IJournalEvent;

    /// <summary>Repositories are on the remote.</summary>
    public sealed record ExportsPushed(DateTimeOffset At, ImmutableArray<string> Repositories) : IJournalEvent;

    /// <summary>A push failed; what was exported is safe in its folder and is pushed later.</summary>
    public sealed record PushFailed(DateTimeOffset At, int Attempt, string Reason) : IJournalEvent;

    /// <summary>Exports do not get through: somebody should look. Raised once, until they do again.</summary>
    /// <param name="What"><c>export</c> or <c>push</c>.</param>
    /// <param name="Pending">Runs that wait to be exported.</param>
    public sealed record ExportAlertRaised(DateTimeOffset At, string What, string Reason, int Pending) : IJournalEvent;

    /// <summary>Exports get through again.</summary>
    public sealed record ExportAlertCleared(DateTimeOffset At) : IJournalEvent;
}
