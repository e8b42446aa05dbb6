using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Lines;

/// <summary>The device actors behind a line.</summary>
/// <param name="Movers">Over <see cref="IValveSwitch"/>, by valve: what moves it.</param>
/// <param name="Readers">Over <see cref="IValveSwitch"/>, by valve: what reads it back.</param>
/// <param name="Gauges">Over <see cref="IGaugePort"/>, by controller.</param>
public sealed record LineDevices(ImmutableDictionary<string, IActorRef> Movers, ImmutableDictionary<string, IActorRef> Readers, ImmutableDictionary<string, IActorRef> Gauges)
{
    /// <summary>As the laboratory's file connects them: actors of its boxes by device (<see cref="LabPorts.BoxOf"/>). A valve whose device has no actor is never moved and never read, and says so.</summary>
    public static LineDevices Of(LabDefinition lab, ImmutableDictionary<string, IActorRef> devices, ImmutableDictionary<string, IActorRef> gauges)
    {
        ImmutableDictionary<string, IActorRef> By(Func<ValveDefinition, string> device) => lab.Valves
            .Where(v => v.IsDriven && devices.ContainsKey(device(v))).ToImmutableDictionary(v => v.Name, v => devices[device(v)]);
        return new LineDevices(By(LabPorts.BoxOf), By(LabPorts.StateBoxOf), gauges);
    }

    /// <summary>One box for all valves.</summary>
    public static LineDevices Of(LabDefinition lab, IActorRef box, ImmutableDictionary<string, IActorRef> gauges) =>
        Of(lab, ImmutableDictionary<string, IActorRef>.Empty.Add(LabPorts.ValveBox, box), gauges);
}
