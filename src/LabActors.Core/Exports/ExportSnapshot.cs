using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Core.Exports;

/// <summary>An <see cref="ExportOutbox"/> as it is kept.</summary>
public sealed record ExportSnapshot(
    string Build,
    ExportTarget? Target,
    ImmutableArray<PendingExport> Pending,
    ImmutableArray<string> Known,
    ImmutableArray<string> Unpushed,
    int PushAttempts,
    string PushReason,
    bool IsAlerted) : IJournalSnapshot;
