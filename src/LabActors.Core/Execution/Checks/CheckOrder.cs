using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Execution.Checks;

/// <summary>What is checked: the queues of an execution, a queue whose turn has come (its only one), or a run that is due (the only one of its queue).</summary>
/// <param name="At">Laboratory time.</param>
public sealed record CheckOrder(LabDefinition Lab, InstrumentDefinition Instrument, ImmutableArray<ExperimentQueue> Queues, DateTimeOffset At)
{
    /// <summary>Another run of the instrument is in flight: what its spectrometer is set to is that run's affair.</summary>
    public bool IsOverlapped { get; init; }

    /// <summary>The runs that are not skipped, in order.</summary>
    public IEnumerable<RunSpec> Runs => Queues.SelectMany(q => q.Runs).Where(r => !r.Skip);

    /// <summary>True when some run is to be measured: without a measurement script no spectrometer is needed.</summary>
    public bool Measures => Runs.Any(r => !ScriptNames.IsNone(r.MeasurementScript));

    /// <summary>The extraction devices that the queues name.</summary>
    public IEnumerable<ExtractionDeviceDefinition> Devices =>
        Queues.Select(q => q.ExtractDevice).Concat(Runs.Select(r => r.ExtractDevice))
            .Select(name => Lab.FindExtractionDevice(name).Device).OfType<ExtractionDeviceDefinition>().DistinctBy(d => d.Name);
}
