using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Monitoring;
using LabActors.Core.Labs;

namespace LabActors.Actors.Lab;

/// <content>What is read at intervals.</content>
public sealed partial class LabActor
{
    /// <summary>Only what is reached over a wire is read at intervals: what is simulated without one answers whenever it is asked.</summary>
    private IActorRef StartMonitor(
        LabDefinition own,
        IActorRef health,
        ImmutableDictionary<string, IActorRef> gauges,
        ImmutableDictionary<string, IActorRef> heaters,
        ImmutableDictionary<string, IActorRef> pumps,
        ImmutableDictionary<string, IActorRef> traps)
    {
        TimeSpan Every(string device) => own.FindDevice(device)?.Poll ?? TimeSpan.Zero;
        ImmutableArray<MonitorSource> sources =
        [
            .. own.Gauges.Where(g => gauges.ContainsKey(g.Controller)).Select(g => MonitorSource.Of(g, gauges[g.Controller], Every(g.Device))),
            .. own.Pumps.Where(p => pumps.ContainsKey(p.Name)).Select(p => MonitorSource.Of(p, pumps[p.Name], Every(p.Device))),
            .. own.Heaters.Where(h => heaters.ContainsKey(h.Name)).Select(h => MonitorSource.Of(h, heaters[h.Name], Every(h.Device))),
            .. own.Cryostats.Where(c => traps.ContainsKey(c.Name)).Select(c => MonitorSource.Of(c, traps[c.Name], Every(c.Device))),
        ];
        sources = [.. sources.Where(s => s.Every > TimeSpan.Zero)];
        return sources.IsEmpty ? ActorRefs.Nobody : Context.ActorOf(MonitorActor.Props(sources, health), "monitor");
    }
}
