using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Lab;
using LabActors.Core.Labs;

namespace LabActors.Actors.Safety;

/// <summary>What the laboratory's safe state is made of. A node of several makes safe what is its own, never another's.</summary>
/// <param name="Services">Definition, line, leases, extraction devices, scripts.</param>
/// <param name="Instruments">By name.</param>
public sealed record SafetyParts(RunServices Services, ImmutableDictionary<string, IActorRef> Instruments)
{
    /// <summary>The part of the laboratory that is made safe.</summary>
    public LabDefinition Own { get; init; } = Services.Lab;

    /// <summary>What protects at any moment, runs or not: extraction devices off, inlets closed.</summary>
    /// <param name="id">Unique for ever.</param>
    public SafeLabActor.Order AtOnce(string id, string why) => new(
        id,
        Services.ExtractionDevices.RemoveRange(Services.ExtractionDevices.Keys.Except(Own.ExtractionDevices.Select(d => d.Name))),
        Services.Line,
        [.. Own.Instruments.Select(i => i.Inlet).Where(v => v.Length > 0)],
        ImmutableDictionary<string, IActorRef>.Empty,
        [],
        [],
        why,
        ActorRefs.Nobody);

    /// <summary>The same when nothing runs any more, and the detectors as before; for a safe state also the laboratory's valves.</summary>
    public SafeLabActor.Order AtRest(string id, string why, bool valves) => AtOnce(id, why) with
    {
        Spectrometers = Instruments,
        Close = valves ? Own.SafeState.Close : [],
        PumpOut = valves ? Own.SafeState.PumpOut : [],
    };
}
