using System.Collections.Immutable;
using LabActors.Actors.Leases;
using LabActors.Core.Journal;

namespace LabActors.Actors.Execution;

/// <summary>Messages between a run and its measurement during extraction.</summary>
public static class SynProtocol
{
    /// <summary>To the run: journal these.</summary>
    /// <param name="Id">Answered with <see cref="Recorded"/>; 0 when nobody waits.</param>
    public sealed record Record(long Id, ImmutableArray<IJournalEvent> Events);

    /// <summary>To the measurement: it is in the journal.</summary>
    public sealed record Recorded(long Id);

    /// <summary>To the run: the spectrometer is had.</summary>
    /// <param name="Previous">Who had it before and when it was given back; null when nobody had.</param>
    public sealed record HasSpectrometer(LeaseProtocol.PreviousHolding? Previous);

    /// <summary>To the run: so many whole blocks are measured.</summary>
    public sealed record BlockDone(int Blocks);

    /// <summary>To the run, the last word: it ended by itself.</summary>
    public sealed record Over(int Blocks, string Reason, bool Failed);
}
