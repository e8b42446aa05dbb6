using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Core.Cluster;
using LabActors.Journal.Storage;
using static LabActors.Actors.Cluster.SharedNumberProtocol;

namespace LabActors.Actors.Tests.Cluster;

public sealed class NumberAuthorityActorTests
{
    [Fact]
    public async Task Each_number_is_in_the_journal_before_it_is_told_and_the_next_authority_goes_on_from_it()
    {
        await using var node = TestNode.OnVirtualTime(JournalDatabase.Memory);
        var voter = node.System.ActorOf(NumberVoterActor.Props("argus"));
        var lives = voter;
        node.System.ActorOf(VotesActor.Props(node.System.ActorOf(Props.Create(() => new Relay(() => lives)))), Votes);
        var here = ((ExtendedActorSystem)node.System).Provider.DefaultAddress;
        var first = node.System.ActorOf(NumberAuthorityActor.Props("argus 1", ["argus"], _ => here));
        (await Number(first, "run-1", "12345")).ShouldBe(1);
        (await Number(first, "run-1", "12345")).ShouldBe(1, "the same run again");
        (await Number(first, "run-2", "12345")).ShouldBe(2);
        (await Number(first, "run-3", "12346")).ShouldBe(1);
        await voter.GracefulStop(TestNode.Patience);

        // The voter's next life, and another authority.
        lives = node.System.ActorOf(NumberVoterActor.Props("argus"));
        var second = node.System.ActorOf(NumberAuthorityActor.Props("felix 1", ["argus"], _ => here));
        (await Number(second, "run-4", "12345", least: 10)).ShouldBe(11);
        (await Number(second, "run-5", "12345")).ShouldBe(12);
        (await Number(second, "run-6", "12346")).ShouldBe(2);

        async Task<int> Number(IActorRef authority, string run, string identifier, int least = 0) =>
            (await node.Ask<NumberGiven>(authority, new AskNumber(new NumberAsk(run, new NumberKey(identifier, 0), run, least, true)))).Number;
    }

    private sealed class Relay : ReceiveActor
    {
        public Relay(Func<IActorRef> voter) => ReceiveAny(message => voter().Forward(message));
    }
}
