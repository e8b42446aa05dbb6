using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Durations;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Scripts;
using LabActors.Core.Durations;
using LabActors.Core.Irradiations;
using LabActors.Core.Labs;
using LabActors.Core.Recovery;
using LabActors.Core.Scripts;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Execution;

/// <summary>What a run needs from the rest of the node.</summary>
/// <param name="ExtractionDevices">Actors of the instrument's extraction devices, by name.</param>
/// <param name="Processes">Where script processes come from.</param>
/// <param name="Simulated">Names of the devices that are simulated, as in <see cref="LabPorts.Simulated"/>.</param>
/// <param name="Checks">What checks before executions, queues and runs need.</param>
public sealed record RunServices(
    LabDefinition Lab,
    IActorRef Line,
    IActorRef Leases,
    IActorRef Spectrometer,
    ImmutableDictionary<string, IActorRef> ExtractionDevices,
    ScriptFiles Scripts,
    ScriptLimits ScriptLimits,
    IPythonProcesses Processes,
    ImmutableHashSet<string> Simulated,
    CheckServices Checks)
{
    /// <summary>What runs are reckoned to take, and where a run leaves what it took.</summary>
    public RunEstimates Estimates { get; init; } = new(LearnedDurations.None);

    /// <summary>What becomes of runs that an outage cut off.</summary>
    public RecoverySettings Recovery { get; init; } = RecoverySettings.Default;

    /// <summary>How long the node was away before its start; null when its data folder was new.</summary>
    public Outage? Outage { get; init; }

    /// <summary>Which programs carry runs out.</summary>
    public NodeProvenance Provenance { get; init; } = NodeProvenance.Unknown;

    /// <summary>How long silent devices are waited for.</summary>
    public DeviceWaiting Waiting { get; init; } = DeviceWaiting.Default;

    /// <summary>True where some of what is leased is shared with other nodes: a run that goes on asks whether it still is its own.</summary>
    public bool SharesLeases { get; init; }

    /// <summary>The memory of ratios that must not change.</summary>
    public IActorRef Ratios { get; init; } = ActorRefs.Nobody;

    /// <summary>What the laboratory chose of its conditionals.</summary>
    public ConditionalSettings Conditionals { get; init; } = ConditionalSettings.Default;

    /// <summary>Who checks the rows that come into a queue while it runs.</summary>
    public IRowChecks RowChecks { get; init; } = UncheckedRows.Instance;

    /// <summary>Actors of the laboratory's cold traps, by name.</summary>
    public ImmutableDictionary<string, IActorRef> Cryostats { get; init; } = ImmutableDictionary<string, IActorRef>.Empty;

    /// <summary>The actor that reads the laboratory's surroundings; nobody where it has no sensors.</summary>
    public IActorRef Environment { get; init; } = ActorRefs.Nobody;

    /// <summary>The laboratory's irradiations.</summary>
    public IrradiationFolder Irradiations { get; } = new(Lab.Reduction.MetaData, Lab.Reduction.ChronologyZone);

    /// <summary>True when a run on these would be made of simulated data, wholly or in part.</summary>
    public bool IsSimulated(string instrument, string extractionDevice) =>
        LabPorts.AnyValve(Lab, Simulated) || Simulated.Contains(instrument) || Simulated.Contains(extractionDevice);

    /// <summary>The actor of an extraction device; nobody where the run has none.</summary>
    public IActorRef ExtractionDevice(string name) => ExtractionDevices.GetValueOrDefault(name, ActorRefs.Nobody);
}
