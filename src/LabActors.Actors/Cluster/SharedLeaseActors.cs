using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using LabActors.Core.Cluster;
using LabActors.Core.Labs;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;

namespace LabActors.Actors.Cluster;

/// <summary>A laboratory's end of what it shares with other nodes: actors of its own actor system.</summary>
/// <param name="Things">What is shared.</param>
/// <param name="Way">The <see cref="SharedLeasesActor"/>, the laboratory's way to the authority.</param>
/// <param name="Voter">The <see cref="LeaseVoterActor"/>; asked only where the node votes.</param>
/// <param name="NumberVoter">The <see cref="NumberVoterActor"/>; asked only where the node votes.</param>
public sealed record SharedLeaseActors(SharedThings Things, IActorRef Way, IActorRef Voter, IActorRef NumberVoter)
{
    private const string Singleton = "authority";

    /// <summary>Akka.NET's own settings of singletons, its serializer of their messages among them: it has to be there when the actor system starts.</summary>
    public static Config Defaults => ClusterSingleton.DefaultConfig();

    /// <summary>Starts the other end in an actor system of the cluster, before it joins.</summary>
    public static void Start(ActorSystem cluster, NodeDefinition node, ImmutableArray<NodeDefinition> nodes, SharedLeaseActors laboratory, TimeProvider time)
    {
        if (node.Voter)
        {
            cluster.ActorOf(VotesActor.Props(laboratory.Voter), Votes);
            cluster.ActorOf(VotesActor.Props(laboratory.NumberVoter), SharedNumberProtocol.Votes);
            var order = new LeaseAuthorityActor.Order(node.Name, [.. nodes.Where(n => n.Voter).Select(n => n.Name)], time);
            cluster.ActorOf(
                ClusterSingletonManager.Props(
                    LeaseAuthorityActor.Props(order),
                    PoisonPill.Instance,
                    ClusterSingletonManagerSettings.Create(cluster).WithRole(ClusterProtocol.Voter).WithSingletonName(Singleton)),
                Authority);
        }

        var proxy = cluster.ActorOf(
            ClusterSingletonProxy.Props($"/user/{Authority}", ClusterSingletonProxySettings.Create(cluster).WithRole(ClusterProtocol.Voter).WithSingletonName(Singleton)),
            "lease-authority-proxy");
        cluster.ActorOf(SharedAsksActor.Props(laboratory.Way, proxy), SharedAsksActor.Name);
    }
}
