using System.Collections.Immutable;
using LabActors.Core.Reduction;

namespace LabActors.Core.Journal.Events;

/// <summary>What the run registry journals: aliquot numbers, and the blanks that correct later runs.</summary>
public static class RegistryEvents
{
    /// <summary>An aliquot (and step, -1 when there is none) was set aside for a run.</summary>
    public sealed record AliquotReserved(DateTimeOffset At, string Identifier, int Aliquot, int Step, string RunUuid) : IJournalEvent;

    /// <summary>The allocator of the laboratory's nodes gave this number; most voters have it in their journals. The reservation follows.</summary>
    public sealed record AliquotObtained(DateTimeOffset At, string Identifier, int Aliquot, int Step, string RunUuid) : IJournalEvent;

    /// <summary>The allocator of the laboratory's nodes was not heard: the run gets a number of the node's own range (<see cref="Execution.ProvisionalNumbers"/>), which is settled later. The reservation follows.</summary>
    /// <param name="UserAliquot">The aliquot that the queue fixes; 0 when it fixes none.</param>
    public sealed record AliquotProvisional(DateTimeOffset At, string Identifier, int Aliquot, int Step, int UserAliquot, string RunUuid, string Why) : IJournalEvent;

    /// <summary>A run that bears a provisional number is over: its real one is asked for from here.</summary>
    public sealed record AliquotUnsettled(DateTimeOffset At, string RunUuid) : IJournalEvent;

    /// <summary>A run that bore a provisional number has its real one.</summary>
    /// <param name="Was">Its run id until then.</param>
    public sealed record AliquotSettled(DateTimeOffset At, string Identifier, int Aliquot, int Step, string RunUuid, string Was) : IJournalEvent;

    /// <summary>The run passed its point of no return: the number is spent and never given twice.</summary>
    public sealed record AliquotSpent(DateTimeOffset At, string RunUuid) : IJournalEvent;

    /// <summary>The run ended before its point of no return: the number is free again.</summary>
    public sealed record AliquotReturned(DateTimeOffset At, string RunUuid) : IJournalEvent;

    /// <summary>Another store has given numbers up to these: they are not given again.</summary>
    /// <param name="UserAliquot">The aliquot whose greatest step <paramref name="Step"/> is; 0 when it is of no step heating.</param>
    public sealed record NumbersTaken(DateTimeOffset At, string Identifier, int Aliquot, int UserAliquot, int Step, string Store) : IJournalEvent;

    /// <summary>An operator chose the blank that corrects runs of this type until another is measured.</summary>
    /// <param name="RunId">The blank's.</param>
    /// <param name="AnalysisType">Type of the runs that it corrects.</param>
    public sealed record BlankChosen(DateTimeOffset At, string RunId, string AnalysisType, string Instrument, string ExtractionDevice) : IJournalEvent;

    /// <summary>A blank was measured successfully and corrects the runs of its kind that follow.</summary>
    /// <param name="Isotopes">Its intercepts less its baselines, fA, by isotope (<c>Ar40</c>, or <c>Ar40H1</c> where several detectors collected it).</param>
    /// <param name="Simulated">Measured on simulated devices.</param>
    public sealed record BlankMeasured(
        DateTimeOffset At,
        string RunUuid,
        string RunId,
        string AnalysisType,
        string Instrument,
        string ExtractionDevice,
        ImmutableDictionary<string, Quantity> Isotopes,
        bool Simulated = false) : IJournalEvent;

    /// <summary>A run has measured baselines; they stand in for those of the next run until it has its own.</summary>
    /// <param name="Detectors">fA by detector.</param>
    /// <param name="Simulated">Measured on simulated devices.</param>
    public sealed record BaselinesMeasured(
        DateTimeOffset At, string RunUuid, string RunId, string Instrument, ImmutableDictionary<string, Quantity> Detectors, bool Simulated = false) : IJournalEvent;
}
