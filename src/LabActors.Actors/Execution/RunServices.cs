using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Scripts;
using LabActors.Core.Labs;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Execution;

/// <summary>What a run needs from the rest of the node.</summary>
/// <param name="ExtractionDevices">Actors of the instrument's extraction devices, by name.</param>
/// <param name="Processes">Where script processes come from.</param>
/// <param name="Simulated">True when the devices are simulated: every record says so.</param>
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
    bool Simulated,
    CheckServices Checks)
{
    /// <summary>The actor of an extraction device; nobody where the run has none.</summary>
    public IActorRef ExtractionDevice(string name) => ExtractionDevices.GetValueOrDefault(name, ActorRefs.Nobody);
}
