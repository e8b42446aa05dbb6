using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Core.Cluster;
using LabActors.Core.Labs;
using LabActors.Node.Cluster;
using Serilog.Core;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Node.Tests.Cluster;

/// <summary>A node that was killed and started again asks for the line before the authority knows that it is back.</summary>
public sealed class LostNodeAsksTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_is_not_refused_which_would_end_its_run_but_asks_again()
    {
        using var system = ClusterSystem.Create(new NodeDefinition("argus", "127.0.0.1", 0, Voter: true, [], [], []), certificates: null, Logger.None);
        var cluster = Akka.Cluster.Cluster.Get(system);
        await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(Patience);
        system.ActorOf(Props.Create(() => new Voter()), Votes);
        var authority = system.ActorOf(LeaseAuthorityActor.Props(new LeaseAuthorityActor.Order("argus", ["argus"], TimeProvider.System)));
        using var asker = Inbox.Create(system);

        foreach (var node in new[] { "felix", "argus" })
            authority.Tell(new AcquireShared(node, node, new LeaseHolder("run-1", "run 1"), [$"line:{node}"], "extraction"), asker.Receiver);

        asker.Receive(Patience).ShouldBeOfType<SharedGranted>().Id.ShouldBe("argus");
        await system.Terminate();
    }

    /// <summary>Has in its journal that felix is lost, and votes for everything.</summary>
    private sealed class Voter : ReceiveActor
    {
        private static readonly SharedLeases Lost = SharedLeases.Empty with { Index = 1, Lost = SharedLeases.Empty.Lost.Add("felix", DateTimeOffset.UnixEpoch) };

        public Voter()
        {
            Receive<Prepare>(p => Sender.Tell(new Promised("argus", p.Ballot, new Ballot(1, "felix 1"), Lost)));
            Receive<Accept>(a => Sender.Tell(new Accepted("argus", a.Ballot, a.Leases.Index)));
        }
    }
}
