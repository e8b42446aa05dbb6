using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Operators;
using LabActors.Actors.Supervision;
using LabActors.Core.Cluster;
using LabActors.Node.Cluster;
using LabActors.Node.Security;

namespace LabActors.Node;

/// <content>The laboratory's other nodes. A laboratory with one node has none of this.</content>
public sealed partial class LabNode
{
    private NodeCluster? _cluster;
    private volatile SharedLeases _shared = SharedLeases.Empty;
    private readonly SharedLeaseActors? _sharedLeases;
    private readonly HardwareActors? _way;
    private IActorRef _notes = ActorRefs.Nobody;

    /// <summary>The laboratory's other nodes as this one sees them; null when there are none.</summary>
    public NodeCluster? Cluster => _cluster;

    /// <inheritdoc/>
    public ImmutableArray<string> NodeLines => _cluster?.View.Lines(TimeProvider.System.GetUtcNow()) ?? [];

    private CommandAnswer NoNode(string node) =>
        CommandAnswer.No($"there is no node '{node}'; {string.Join(", ", _cluster?.View.Nodes.Select(n => n.Name) ?? [_options.Name])} was expected");

    private async Task JoinOthersAsync()
    {
        var nodes = _options.Lab.Nodes;
        if (nodes.Length < 2 || !nodes.Any(n => n.Voter) || !nodes.Any(n => n.Name == _options.Name))
            return;
        LabCertificates? certificates = null;
        if (!await HostAddresses.IsWithinAsync(nodes.Single(n => n.Name == _options.Name).Host))
        {
            (certificates, var problems) = LabCertificates.Load(_options.Security.CertificatesOf(_options.LabFolder), CertificateKind.Node, _options.Name, _options.Security.WarnBefore, TimeProvider.System);
            foreach (var problem in problems)
                Tell(problem.ToString());
            if (certificates is null)
            {
                Tell("this node does not join the others: nodes on several computers speak with certificates only (./lab cert node)");
                return;
            }
        }

        _notes = System.ActorOf(BackedOff.OnStop(ClusterNotesActor.Props(), "notes"), "cluster-notes");
        StartLostHoldings();
        _cluster = NodeCluster.Start(new NodeCluster.Order(_options.Name, nodes, certificates, () => LabStatus.LinesAsync(this), _notes, Tell, _log, TimeProvider.System)
        {
            Shared = _sharedLeases,
            Hardware = _way,
            PutOut = () => _lostHoldings.Tell(LostHoldingsProtocol.PutOut.Instance, ActorRefs.NoSender),
            HeldBy = node => _shared.HeldBy(node),
            Version = Version.Split('+')[0],
            Drain = () => _drain,
            Drained = drain => BeginDrainAsync(drain.Pauses, drain.By, drain.Why),
        });
    }

    /// <summary>What the laboratory's parts need for what is shared, before they start: its own end of it.</summary>
    private SharedLeaseActors? StartSharedLeases()
    {
        var things = SharedThings.Of(_options.Lab, _options.Name);
        return things == SharedThings.None ? null : new SharedLeaseActors(
            things,
            System.ActorOf(SharedLeasesActor.Props(), "shared-leases"),
            System.ActorOf(BackedOff.OnStop(LeaseVoterActor.Props(_options.Name, leases => _shared = leases), "voter"), "shared-lease-voter"),
            System.ActorOf(BackedOff.OnStop(NumberVoterActor.Props(_options.Name), "voter"), "shared-number-voter"));
    }

    /// <summary>The way to the hardware of the laboratory's other nodes, before its parts start; null where this one has all. Laboratory time passes from when one of them asks for something of this node's.</summary>
    private HardwareActors? StartHardwareWay()
    {
        if (_hardware.HasAll)
            return null;
        var shared = SharedThings.Of(_options.Lab, _options.Name);
        var order = new HardwareWayActor.Order(_hardware, shared, HardwareActors.PatienceOf(System.Settings.Config), LetTimePass, TimeProvider.System);
        return new HardwareActors(System.ActorOf(HardwareWayActor.Props(order), "hardware-way"), shared, TimeProvider.System);
    }
}
