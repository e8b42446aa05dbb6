using LabActors.Core.Replay.Invariants;
using LabActors.Node.Archive;

namespace LabActors.Console.Replay;

/// <summary>Verifies the journals of several nodes as one.</summary>
internal static class JournalsTogether
{
    /// <summary>Holds all events against the rules.</summary>
    /// <returns>What was verified, and what is wrong.</returns>
    /// <exception cref="System.Runtime.Serialization.SerializationException">An event cannot be read; the message says which.</exception>
    public static async Task<(LabVerification Verification, List<Violation> Violations)> VerifyAsync(IReadOnlyCollection<JournalArchive> journals, CancellationToken stop)
    {
        var (verification, violations) = (new LabVerification(), new List<Violation>());
        await foreach (var e in MergedJournals.Merge([.. journals.Select(journal => (journal.Folder, journal.ReadAsync(stop)))], stop))
            violations.AddRange(verification.Next(e));
        violations.AddRange(verification.AtEnd());
        return (verification, violations);
    }
}
