using System.Collections.Immutable;
using LabActors.Core.Exports;

namespace LabActors.Actors.Exports;

/// <summary>How runs are exported. Its methods wait for disk and network, and are called on a thread of their own, one at a time.</summary>
public interface IExports
{
    /// <summary>Exports a run; a repetition changes nothing.</summary>
    Exported Export(ExportTarget target, string runUuid);

    /// <summary>Pushes a repository to the target's remote.</summary>
    void Push(ExportTarget target, string repository);

    /// <summary>Runs that ended after a number of the journal, in order.</summary>
    ImmutableArray<string> EndedAfter(long ordering);

    /// <summary>What was written.</summary>
    /// <param name="Repositories">To be pushed; empty without a remote.</param>
    /// <param name="Ordering">The journal's number of the run's last event.</param>
    sealed record Exported(string Place, bool Changed, ImmutableArray<string> Kept, ImmutableArray<string> Repositories, long Ordering);
}
