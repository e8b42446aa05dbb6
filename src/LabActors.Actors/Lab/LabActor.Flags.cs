using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Leases;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Lab;

/// <content>Sections that other programs use too, by their flags at a master.</content>
public sealed partial class LabActor
{
    /// <summary>The leases, behind the flags of sections that have one.</summary>
    private IActorRef BehindFlags(LabDefinition lab, LabPorts ports, IActorRef authority)
    {
        var flagged = lab.Sections.Where(s => ports.Flags.ContainsKey(s.Device)).ToImmutableArray();
        if (flagged.IsEmpty)
            return authority;
        var masters = flagged.Select(s => s.Device).Distinct().ToImmutableDictionary(d => d, d => Context.ActorOf(DeviceActor.Props(d, ports.Flags[d]), Name("flags", d)));
        DateTimeOffset? away = _order.Lost is { } lost ? Now.AddSeconds(-lost.Seconds) : _order.Outage?.From;
        return Watched(Context.ActorOf(FlaggedLeasesActor.Props(flagged, masters, authority, away), "flagged-leases"));
    }
}
