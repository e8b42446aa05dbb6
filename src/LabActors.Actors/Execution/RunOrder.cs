using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Labs;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Execution;

/// <summary>One run to be carried out, as its queue orders it.</summary>
/// <param name="Device">The extraction device; null when the run has none.</param>
/// <param name="Overlaps">True when the next run may start before this one has ended.</param>
/// <param name="Earlier">The blank that corrects it, and baselines that stand in until it has its own.</param>
public sealed record RunOrder(
    string RunUuid,
    string QueueId,
    string RunId,
    int Aliquot,
    int Step,
    RunSpec Spec,
    InstrumentDefinition Instrument,
    ExtractionDeviceDefinition? Device,
    bool Overlaps,
    bool IsLast,
    CarriedOver Earlier)
{
    /// <summary>The run's conditionals, nearest level first, as they were when the queue was accepted.</summary>
    public ImmutableArray<Conditional> Conditionals { get; init; } = [];

    /// <summary>How often those that are tested before and after runs have held in the runs before.</summary>
    public ConditionalCounters Counters { get; init; } = ConditionalCounters.None;

    /// <summary>Ratios that the run must not change.</summary>
    public ImmutableArray<RatioChangeCheck> Ratios { get; init; } = [];

    /// <summary>Why the row's own conditionals are not there, which the run must not go without; empty when they are.</summary>
    public string ConditionalsMissing { get; init; } = "";

    /// <summary>Who the run is in lease lists and the line's journal.</summary>
    public LeaseHolder Holder => new(RunUuid, RunId);

    /// <summary>Who the measurement during extraction is in lease lists: its lease comes and goes beside the run's.</summary>
    public static LeaseHolder SynHolder(LeaseHolder run) => new($"{run.Id}/syn", $"{run.Description} (measuring during extraction)");

    /// <summary>What extraction needs: the instrument's sections of the line, and the extraction device.</summary>
    public IEnumerable<string> LineResources =>
        Instrument.Sections.Select(s => $"line:{s}").Concat(Device is null ? [] : [$"device:{Device.Name}"]);

    /// <summary>What measurement needs.</summary>
    public string SpectrometerResource => $"ms:{Instrument.Name}";

    /// <summary>Least time between the pumping of the run before and this run's inlet: the run's own, or the instrument's.</summary>
    public TimeSpan MinPumpTime => Spec.MinPumpTime > 0 ? TimeSpan.FromSeconds(Spec.MinPumpTime) : Instrument.MinPumpTime;
}
