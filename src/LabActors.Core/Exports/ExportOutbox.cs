using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.ExportEvents;

namespace LabActors.Core.Exports;

/// <summary>
/// The outbox of exports: runs that are to be exported, in the order in which they ended, and repositories that are to be pushed. Nothing leaves it
/// but by having been done.
/// </summary>
public sealed record ExportOutbox
{
    /// <summary>Attempts in a row after which somebody is told.</summary>
    public const int AlertAfter = 3;

    /// <summary>Before the first event.</summary>
    public static ExportOutbox Empty { get; } = new();

    /// <summary>Where exports go; null before anything was exported.</summary>
    public ExportTarget? Target { get; init; }

    /// <summary>In the order in which the runs ended.</summary>
    public ImmutableList<PendingExport> Pending { get; init; } = [];

    /// <summary>Uuids of all runs that are or were here.</summary>
    public ImmutableHashSet<string> Known { get; init; } = [];

    /// <summary>Names of repositories with commits that the remote does not have.</summary>
    public ImmutableSortedSet<string> Unpushed { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Pushes in a row that failed.</summary>
    public int PushAttempts { get; init; }

    /// <summary>Why the last push failed; empty when it did not.</summary>
    public string PushReason { get; init; } = "";

    /// <summary>True from an alert until exports get through again.</summary>
    public bool IsAlerted { get; init; }

    /// <summary>True when nothing waits.</summary>
    public bool IsEmpty => Pending.IsEmpty && Unpushed.IsEmpty;

    /// <summary>Failed attempts that the next one follows: what its wait depends on.</summary>
    public int Attempts => Pending is [{ Attempts: > 0 and var tried }, ..] ? tried : PushAttempts;

    /// <summary>
    /// The run to try next: the first, but for those that have failed in this round. A run behind one that failed is tried only if that has failed
    /// so often that the fault may be its own, and only one of them: a dead disk is not asked for every run.
    /// </summary>
    public PendingExport? Next(ImmutableHashSet<string> failedInRound) =>
        failedInRound.Count > 1 || Pending.Any(pending => failedInRound.Contains(pending.RunUuid) && pending.Attempts < AlertAfter)
            ? null
            : Pending.Find(pending => !failedInRound.Contains(pending.RunUuid));

    /// <summary>The target is another one than before.</summary>
    public IEnumerable<IJournalEvent> SetTarget(DateTimeOffset at, ExportTarget target) => Target == target ? [] : [new ExportTargetSet(at, target)];

    /// <summary>A run has ended; one that is known is not wanted twice.</summary>
    public IEnumerable<IJournalEvent> Want(DateTimeOffset at, string runUuid, string runId) => Known.Contains(runUuid) ? [] : [new ExportWanted(at, runUuid, runId)];

    /// <summary>A run was exported.</summary>
    public IEnumerable<IJournalEvent> Made(ExportMade made) => [made, .. Cleared(made)];

    /// <summary>An attempt to export a run failed.</summary>
    public IEnumerable<IJournalEvent> Failed(DateTimeOffset at, string runUuid, string reason)
    {
        var attempt = (Pending.Find(pending => pending.RunUuid == runUuid)?.Attempts ?? 0) + 1;
        return [new ExportFailed(at, runUuid, attempt, reason), .. Alert(at, "export", reason, attempt)];
    }

    /// <summary>Repositories were pushed.</summary>
    public IEnumerable<IJournalEvent> Pushed(DateTimeOffset at, ImmutableArray<string> repositories)
    {
        var pushed = new ExportsPushed(at, repositories);
        return [pushed, .. Cleared(pushed)];
    }

    /// <summary>A push failed.</summary>
    public IEnumerable<IJournalEvent> NotPushed(DateTimeOffset at, string reason) =>
        [new PushFailed(at, PushAttempts + 1, reason), .. Alert(at, "push", reason, PushAttempts + 1)];

    /// <summary>What is kept of it, so that a start need not fold every run that was ever exported.</summary>
    public ExportSnapshot ToSnapshot() => new(
        SnapshotBuild.Current, Target, [.. Pending], [.. Known.Order(StringComparer.Ordinal)], [.. Unpushed], PushAttempts, PushReason, IsAlerted);

    /// <summary>The outbox that was kept.</summary>
    public static ExportOutbox Of(ExportSnapshot kept) => new()
    {
        Target = kept.Target,
        Pending = [.. kept.Pending],
        Known = [.. kept.Known],
        Unpushed = Empty.Unpushed.Union(kept.Unpushed),
        PushAttempts = kept.PushAttempts,
        PushReason = kept.PushReason,
        IsAlerted = kept.IsAlerted,
    };

    /// <summary>The outbox after an event.</summary>
    public ExportOutbox Apply(IJournalEvent happened) => happened switch
    {
        ExportTargetSet e => this with { Target = e.Target },
        ExportWanted e => this with { Pending = Pending.Add(new(e.RunUuid, e.RunId, e.At, 0, "")), Known = Known.Add(e.RunUuid) },
        ExportMade e => this with
        {
            Pending = Pending.RemoveAll(pending => pending.RunUuid == e.RunUuid),
            Known = Known.Add(e.RunUuid),
            Unpushed = Unpushed.Union(e.Repositories),
        },
        ExportFailed e when Pending.FindIndex(pending => pending.RunUuid == e.RunUuid) is >= 0 and var index =>
            this with { Pending = Pending.SetItem(index, Pending[index] with { Attempts = e.Attempt, Reason = e.Reason }) },
        ExportsPushed e => this with { Unpushed = Unpushed.Except(e.Repositories), PushAttempts = 0, PushReason = "" },
        PushFailed e => this with { PushAttempts = e.Attempt, PushReason = e.Reason },
        ExportAlertRaised => this with { IsAlerted = true },
        ExportAlertCleared => this with { IsAlerted = false },
        _ => this,
    };

    private IEnumerable<IJournalEvent> Alert(DateTimeOffset at, string what, string reason, int attempt) =>
        !IsAlerted && attempt >= AlertAfter ? [new ExportAlertRaised(at, what, reason, Pending.Count)] : [];

    private IEnumerable<IJournalEvent> Cleared(IJournalEvent success)
    {
        var after = Apply(success);
        return IsAlerted && after.PushAttempts == 0 && after.Pending.All(pending => pending.Attempts == 0) ? [new ExportAlertCleared(success.At)] : [];
    }
}
