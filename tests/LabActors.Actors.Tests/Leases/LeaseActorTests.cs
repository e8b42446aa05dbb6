using Akka.Actor;
using LabActors.Actors.Leases;
using LabActors.Actors.Tests.Devices;
using static LabActors.Actors.Leases.LeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Tests.Leases;

public sealed class LeaseActorTests
{
    private static readonly LeaseHolder Jan = new("run-1", "Jan 1"), Felix = new("run-2", "Felix 2");

    private static Acquire Ask(LeaseHolder holder, params string[] resources) => new(holder, [.. resources], "test");

    [Fact]
    public async Task Who_waits_is_told_for_whom_and_later_that_it_is_granted_and_who_had_it_before()
    {
        await using var node = TestNode.OnVirtualTime();
        var leases = node.System.ActorOf(LeaseActor.Props());
        var first = await node.Ask<Granted>(leases, Ask(Jan, "line:bone", "ms:Jan"));
        (first.Token, first.Previous.Count).ShouldBe((1, 0));

        var felix = new Probe(node.System);
        leases.Tell(Ask(Felix, "line:bone"), felix.Ref);
        (await felix.Hears<Waiting>())[0].HeldBy.ShouldBe(Jan);
        (await node.Ask<Released>(leases, new Release(Jan, ["line:bone", "nothing"], "inlet closed"))).Resources.ShouldBe(["line:bone"]);
        var granted = (await felix.Hears<Granted>())[0];
        granted.Token.ShouldBe(2);
        granted.Previous["line:bone"].ShouldBe(new PreviousHolding(Jan, node.Clock.Now));
        (await node.Ask<Granted>(leases, Ask(Jan, "ms:Jan"))).Token.ShouldBe(1, "Jan holds it still");
    }

    [Fact]
    public async Task Releasing_twice_is_answered_twice_and_a_supervisor_may_release_for_who_is_gone()
    {
        await using var node = TestNode.OnVirtualTime();
        var leases = node.System.ActorOf(LeaseActor.Props());
        await node.Ask<Granted>(leases, Ask(Jan, "a", "b"));
        (await node.Ask<Released>(leases, new Release(Jan, [], "the run is gone"))).Resources.ShouldBe(["a", "b"]);
        (await node.Ask<Released>(leases, new Release(Jan, [], "the run is gone"))).Resources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Holdings_waiting_requests_and_tokens_outlive_a_restart()
    {
        await using var node = TestNode.OnVirtualTime();
        var leases = node.System.ActorOf(LeaseActor.Props());
        await node.Ask<Granted>(leases, Ask(Jan, "a"));
        await node.Ask<Waiting>(leases, Ask(Felix, "a"));
        await leases.GracefulStop(TestNode.Patience);

        var again = node.System.ActorOf(LeaseActor.Props());
        (await node.Ask<Granted>(again, Ask(Jan, "a"))).Token.ShouldBe(1);
        await node.Ask<Released>(again, new Release(Jan, [], "done"));
        (await node.Ask<Granted>(again, Ask(Felix, "a"))).Token.ShouldBe(2, "its request stood and was granted; it only asks for the answer");
    }

    [Fact]
    public async Task Two_runs_that_would_wait_for_each_other_are_told_so()
    {
        await using var node = TestNode.OnVirtualTime();
        var leases = node.System.ActorOf(LeaseActor.Props());
        await node.Ask<Granted>(leases, Ask(Jan, "a"));
        await node.Ask<Granted>(leases, Ask(Felix, "b"));
        await node.Ask<Waiting>(leases, Ask(Jan, "b"));
        (await node.Ask<AcquireRefused>(leases, Ask(Felix, "a"))).Reason.ShouldContain("Jan 1");
    }

    [Fact]
    public async Task A_named_resource_goes_from_hand_to_hand_in_order()
    {
        await using var node = TestNode.OnVirtualTime();
        var leases = node.System.ActorOf(LeaseActor.Props());
        (await node.Ask<ResourceIs>(leases, new AcquireResource("1", Jan, "flag", false))).Value.ShouldBe(1);
        var felix = new Probe(node.System);
        leases.Tell(new AcquireResource("2", Felix, "flag", false), felix.Ref);
        leases.Tell(new WaitForResource("3", Felix, "flag", 0), felix.Ref);
        leases.Tell(new WaitForResource("4", Felix, "flag", 30), felix.Ref);
        (await node.Ask<ResourceIs>(leases, new SetResource("5", Jan, "flag", 0, "release"))).Value.ShouldBe(0);
        (await felix.Hears<ResourceIs>(2)).Select(r => (r.Id, r.Value)).ShouldBe([("3", 0.0), ("2", 1.0)]);
        await node.Ask<ResourceIs>(leases, new SetResource("6", Felix, "flag", 30, "countdown"));
        (await felix.Hears<ResourceIs>(3))[2].ShouldBe(new ResourceIs("4", "flag", 30));
        leases.Tell(new ClearResources(Felix, "the run ended"));
        (await node.Ask<ResourceIs>(leases, new GetResource("7", "flag"))).Value.ShouldBe(0);
    }

    [Fact]
    public async Task A_withdrawn_ask_is_not_answered_and_does_not_take_the_resource()
    {
        await using var node = TestNode.OnVirtualTime();
        var leases = node.System.ActorOf(LeaseActor.Props());
        await node.Ask<ResourceIs>(leases, new AcquireResource("1", Jan, "flag", false));
        var felix = new Probe(node.System);
        leases.Tell(new AcquireResource("2", Felix, "flag", false), felix.Ref);
        leases.Tell(new WithdrawResource("2"), felix.Ref);
        await node.Ask<ResourceIs>(leases, new SetResource("3", Jan, "flag", 0, ""));
        (await node.Ask<ResourceIs>(leases, new GetResource("4", "flag"))).Value.ShouldBe(0);
        (await felix.All()).ShouldBeEmpty();
        (await node.Ask<ResourceIs>(leases, new AcquireResource("5", Felix, "flag", Clear: true))).Value.ShouldBe(1);
        (await node.Ask<ResourceIs>(leases, new AcquireResource("6", Jan, "flag", Clear: true))).Value.ShouldBe(1);
    }
}
