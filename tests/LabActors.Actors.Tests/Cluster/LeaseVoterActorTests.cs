using System.Collections.Concurrent;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Core.Cluster;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;

namespace LabActors.Actors.Tests.Cluster;

public sealed class LeaseVoterActorTests
{
    [Fact]
    public async Task A_voter_holds_to_what_it_has_promised_and_accepted_also_in_its_next_life()
    {
        await using var node = TestNode.OnVirtualTime();
        var seen = new ConcurrentQueue<SharedLeases>();
        var (first, second) = (new Ballot(1, "argus 1"), new Ballot(2, "felix 1"));
        var leases = SharedLeases.Empty with { Index = 1, LastToken = 7 };
        var voter = node.System.ActorOf(LeaseVoterActor.Props("jan", seen.Enqueue));
        (await node.Ask<Promised>(voter, new Prepare(first))).Leases.Index.ShouldBe(0);
        (await node.Ask<Accepted>(voter, new Accept(first, leases))).Index.ShouldBe(1);
        var promised = await node.Ask<Promised>(voter, new Prepare(second));
        (promised.AcceptedIn, promised.Leases.LastToken).ShouldBe((first, 7));
        await voter.GracefulStop(TestNode.Patience);

        var again = node.System.ActorOf(LeaseVoterActor.Props("jan", seen.Enqueue));
        (await node.Ask<NotVoted>(again, new Accept(first, leases with { Index = 2 }))).PromisedTo.ShouldBe(second);
        (await node.Ask<NotVoted>(again, new Prepare(first))).PromisedTo.ShouldBe(second);
        (await node.Ask<Accepted>(again, new Accept(second, leases with { Index = 2 }))).Index.ShouldBe(2);
        seen.Last().Index.ShouldBe(2);
    }
}
