using Akka.Actor;
using Akka.Configuration;
using LabActors.Actors.Cluster;
using LabActors.Actors.Instruments;
using static LabActors.Actors.Cluster.HardwareProtocol;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.ClusterEvents;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Actors.Tests.Cluster;

/// <summary>The owner of shared hardware carries out nothing under a lease that has moved on, closing and switching off always.</summary>
public sealed class HardwareGateActorTests
{
    [Fact]
    public async Task A_lease_that_has_moved_on_opens_nothing_and_closes_all()
    {
        await using var nodes = await TwoNodes.StartAsync(token: 7);
        (await nodes.FelixAsks<Actuated>(TwoNodes.Move("A", open: true))).Open.ShouldBeTrue();

        // Who moves the lease on says so at the owner's door, and is answered when it is journaled.
        var raised = await nodes.Argus.Ask<FenceIsRaised>(nodes.Gate, new RaiseFence("1", "line:bone", 8, "felix is lost"));
        raised.ShouldBe(new FenceIsRaised("1", "line:bone", 8));
        (await nodes.OwnersJournalAsync()).OfType<FenceRaised>().Select(f => (f.Resource, f.Token)).ShouldBe([("line:bone", 7L), ("line:bone", 8L)]);
        (await nodes.Argus.Ask<FenceIsRaised>(nodes.Gate, new RaiseFence("2", "line:bone", 5, "late"))).Least.ShouldBe(8);

        var refused = await nodes.FelixAsks<ActuationRefused>(TwoNodes.Move("B", open: true, $"{TwoNodes.Run}/extraction/2"));
        refused.Kind.ShouldBe(Refusal.Fenced);
        refused.Reason.ShouldBe("the lease of line:bone has moved on: 12345-01A on felix commands under token 7, and 8 is the least that is let through");
        (await nodes.FelixAsks<Actuated>(TwoNodes.Move("A", open: false, $"{TwoNodes.Run}/extraction/3"))).Open.ShouldBeFalse();

        // The laser has a fence of its own, and a new grant is let through again.
        (await nodes.FelixAsksLaser<InstrumentProtocol.Done>(new InstrumentProtocol.SetEnabled($"{TwoNodes.Run}/extraction/4", true))).CommandId.ShouldBe($"{TwoNodes.Run}/extraction/4");
        await nodes.GrantAsync(9);
        (await nodes.FelixAsks<Actuated>(TwoNodes.Move("B", open: true, $"{TwoNodes.Run}/extraction/5"))).Open.ShouldBeTrue();
    }

    [Fact]
    public async Task Its_fence_outlives_the_owner_and_a_ticket_does_not()
    {
        await using var nodes = await TwoNodes.StartAsync(token: 7);
        await nodes.Argus.Ask<FenceIsRaised>(nodes.Gate, new RaiseFence("1", "device:CO2", 8, "taken over"));
        await nodes.RestartOwnerAsync();
        await nodes.TicketAsync();

        var refused = await nodes.FelixAsksLaser<InstrumentProtocol.Refused>(new InstrumentProtocol.SetOutput($"{TwoNodes.Run}/extraction/1", 5, "watts"));
        refused.Reason.ShouldContain("has moved on");
        (await nodes.FelixAsksLaser<InstrumentProtocol.Done>(new InstrumentProtocol.EndOutput($"{TwoNodes.Run}/extraction/2"))).CommandId.ShouldBe($"{TwoNodes.Run}/extraction/2");
        (await nodes.Laser.All()).OfType<InstrumentProtocol.SetOutput>().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_owners_own_runs_need_a_lease_as_well_and_people_do_not()
    {
        await using var nodes = await TwoNodes.StartAsync(token: 7);

        var own = await nodes.ArgusWay.Ask<ActuationRefused>(TwoNodes.Move("A", open: true), TestNode.Patience);
        (own.Kind, own.Reason).ShouldBe((Refusal.Fenced, "12345-01A on argus commands line:bone without a lease"));
        (await nodes.ArgusWay.Ask<Actuated>(TwoNodes.Move("A", open: false), TestNode.Patience)).Open.ShouldBeFalse();
        (await nodes.ArgusWay.Ask<Actuated>(TwoNodes.Move("A", open: true, "safety-1-1/A", "safe state"), TestNode.Patience)).Open.ShouldBeTrue("its own safe state pumps the line");

        (await nodes.FelixAsks<Actuated>(TwoNodes.Move("B", open: true, "operator-s1-1", "anna"))).Open.ShouldBeTrue();
        (await nodes.OwnersJournalAsync()).OfType<ValveActuationRequested>().Last().By.ShouldBe("anna on felix");
        var another = await nodes.FelixAsks<ActuationRefused>(TwoNodes.Move("A", open: true, "safe-script-1/extraction/1", "safe state"));
        another.Reason.ShouldBe("safe state makes another node safe, and line:bone is argus's");

        var missing = await nodes.Gate.Ask<InstrumentProtocol.Refused>(new Carry("", Device("UV"), new InstrumentProtocol.ReadStatus("1"), new CommandRight("", Commander.Person, 0)), TestNode.Patience);
        missing.Reason.ShouldBe("UV is not connected to argus");

        // A run that has given its lease back has none.
        await nodes.GrantAsync(0);
        (await nodes.FelixAsks<ActuationRefused>(TwoNodes.Move("B", open: true, $"{TwoNodes.Run}/post_measurement/1"))).Kind.ShouldBe(Refusal.Fenced);
    }

    [Fact]
    public void A_patience_that_ends_before_the_ticket_does_is_refused()
    {
        HardwareActors.PatienceOf(ConfigurationFactory.ParseString("labactors.cluster.hardware-patience = 12s")).ShouldBe(TimeSpan.FromSeconds(12));
        Should.Throw<ConfigurationException>(() => HardwareActors.PatienceOf(ConfigurationFactory.ParseString("labactors.cluster.hardware-patience = 10s")))
            .Message.ShouldBe("labactors.cluster.hardware-patience is '10s': expected 12s or more, since the owner may begin for 10 s what it was asked.");
    }
}
