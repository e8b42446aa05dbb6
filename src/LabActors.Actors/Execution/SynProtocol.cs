using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;

namespace LabActors.Actors.Execution;

/// <summary>Messages between a run and its measurement during extraction.</summary>
public static class SynProtocol
{
    /// <summary>To the run: journal these.</summary>
    /// <param name="Id">Answered with <see cref="Recorded"/>; 0 when nobody waits.</param>
    public sealed record Record(long Id, ImmutableArray<IJournalEvent> Events);

    /// <summary>To the measurement: it is in the journal.</summary>
    public sealed record Recorded(long Id);

    /// <summary>To the run: the spectrometer is had; journaled even when the measurement is over by then.</summary>
    public sealed record HasSpectrometer(MeasurementEvents.SynSpectrometerObtained Fact);

    /// <summary>To the run, the last word: it ended by itself.</summary>
    public sealed record Over(string Reason, bool Failed);
}
