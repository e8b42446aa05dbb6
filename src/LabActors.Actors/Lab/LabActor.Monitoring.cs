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
        IEnumerable<MonitorSource> Each<T>(IEnumerable<T> things, Func<T, string> device, Func<T, IActorRef?> actor, Func<T, IActorRef, TimeSpan, MonitorSource> source) =>
            from thing in things
            where actor(thing) is not null
            let wired = own.FindDevice(device(thing))
            where wired is not null
            select source(thing, actor(thing)!, wired.Poll) with { Port = wired.Port };
        ImmutableArray<MonitorSource> sources =
        [
            .. Each(own.Gauges, g => g.Device, g => gauges.GetValueOrDefault(g.Controller), MonitorSource.Of),
            .. Each(own.Pumps, p => p.Device, p => pumps.GetValueOrDefault(p.Name), MonitorSource.Of),
            .. Each(own.Heaters, h => h.Device, h => heaters.GetValueOrDefault(h.Name), MonitorSource.Of),
            .. Each(own.Cryostats, c => c.Device, c => traps.GetValueOrDefault(c.Name), MonitorSource.Of),
        ];
        sources = [.. sources.Where(s => s.Every > TimeSpan.Zero)];
        return sources.IsEmpty ? ActorRefs.Nobody : Context.ActorOf(MonitorActor.Props(sources, health), "monitor");
    }
}
