using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Leases;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Cluster;
using LabActors.Journal.Storage;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;
using static LabActors.Actors.Leases.LeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Tests.Leases;

/// <summary>What a node asks the others when it has been away, before anybody acts on what it holds.</summary>
public sealed class ConfirmedLeasesTests
{
    private static readonly LeaseHolder Run = new("run-1", "12345-01");
    private static readonly SharedThings Shared = new("felix", ["line:bone"]);

    [Fact]
    public async Task A_run_that_goes_on_after_a_start_hears_that_its_lease_stands_when_the_authority_has_said_so()
    {
        await using var node = TestNode.OnVirtualTime(JournalDatabase.Memory);
        var (authority, run) = (Authority(node), new Probe(node.System));
        var leases = await ObtainAsync(node, authority);

        leases.Tell(new Confirm(Run, ["line:bone", "ms:Felix"]), run.Ref);
        var asked = (await authority.Hears<ConfirmShared>()).ShouldHaveSingleItem();
        asked.Held.ShouldBe([new HeldThing("line:bone", Run, 7)]);
        (await run.All()).ShouldBeEmpty("nothing is known yet");
        leases.Tell(new SharedStand(asked.Id, []));
        await run.Hears<Confirmed>();

        // Joined again: all is asked again, and an answer to what was asked before says nothing.
        node.System.EventStream.Publish(OthersAreThere.Instance);
        var again = (await authority.Hears<ConfirmShared>(2))[1];
        leases.Tell(new SharedStand(asked.Id, [new LeaseExpired(node.Clock.Now, Run, ["line:bone"], 7, "anna", "")]));
        leases.Tell(new SharedStand(again.Id, []));
        leases.Tell(new Confirm(new LeaseHolder("run-2", "12346-01"), ["ms:Felix"]), run.Ref);
        await run.Hears<Confirmed>(2);
        run.Heard.OfType<Lost>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lease_that_expired_is_no_longer_held_and_its_run_is_told_by_whom_and_when_also_one_that_has_not_asked()
    {
        await using var node = TestNode.OnVirtualTime(JournalDatabase.Memory);
        var (authority, run) = (Authority(node), new Probe(node.System));
        var leases = await ObtainAsync(node, authority, run);
        node.System.EventStream.Publish(OthersAreThere.Instance);
        var asked = (await authority.Hears<ConfirmShared>())[0];
        var at = new DateTimeOffset(2026, 3, 2, 21, 14, 9, TimeSpan.Zero);
        leases.Tell(new SharedStand(asked.Id, [new LeaseExpired(at, Run, ["line:bone"], 7, "anna@north", "looked at")]));

        (await run.Hears<Lost>())[0].Why.ShouldBe("its lease of line:bone expired at 21:14:09 by anna@north, while the node was away");
        (await node.Ask<SharedHeld>(leases, GetSharedHeld.Instance)).Things.ShouldBeEmpty();
        leases.Tell(new Confirm(Run, ["line:bone"]), run.Ref);
        (await run.Hears<Lost>(2))[1].Resources.ShouldBe(["line:bone"], "the run has not heard it in its former life");
    }

    private static Probe Authority(TestNode node) => new(node.System, message => message is AcquireShared ask ? new SharedGranted(ask.Id, ask.Resources, 7) : null);

    private static async Task<IActorRef> ObtainAsync(TestNode node, Probe authority, Probe? run = null)
    {
        var leases = node.System.ActorOf(LeaseActor.Props(Shared, authority.Ref));
        run ??= new Probe(node.System);
        leases.Tell(new Acquire(Run, ["line:bone"], "test"), run.Ref);
        await run.Hears<Granted>();
        return leases;
    }
}
