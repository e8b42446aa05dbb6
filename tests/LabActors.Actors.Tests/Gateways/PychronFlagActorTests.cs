using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Gateways;
using LabActors.Actors.Leases;
using LabActors.Actors.Lines;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Pychron;
using LabActors.Devices.Ports;
using static LabActors.Actors.Leases.LeaseProtocol;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Tests.Gateways;

public sealed class PychronFlagActorTests
{
    private static readonly LabDefinition Lab = new() { Name = "test", Sections = [new SectionDefinition("bone", "")], Resources = [new ResourceDefinition("PipetteFlag")] };

    [Theory]
    [InlineData("bone")]
    [InlineData("PipetteFlag")]
    public async Task A_flag_is_one_clients_until_he_clears_it(string flag)
    {
        await using var node = TestNode.OnVirtualTime();
        using var hold = node.Clock.Holds.Hold("the test asks");
        var flags = node.System.ActorOf(PychronFlagActor.Props(Lab, node.System.ActorOf(LeaseActor.Props()), ActorRefs.Nobody));
        (await Ask(node, flags, "a", new PychronQuestion.ReadFlag(flag))).ShouldBe("0");
        (await Ask(node, flags, "a", new PychronQuestion.SetFlag(flag, true))).ShouldBe("OK");
        (await Ask(node, flags, "a", new PychronQuestion.SetFlag(flag, true))).ShouldBe("OK");
        (await Ask(node, flags, "b", new PychronQuestion.ReadFlag(flag))).ShouldBe("1");
        (await Ask(node, flags, "b", new PychronQuestion.SetFlag(flag, true))).ShouldBe($"ERROR 012 : {flag} is held by Pychron at a");
        (await Ask(node, flags, "b", new PychronQuestion.SetFlag(flag, false))).ShouldStartWith("ERROR 012");
        (await Ask(node, flags, "b", new PychronQuestion.PingFlag(flag))).ShouldStartWith("ERROR 012");
        double.Parse(await Ask(node, flags, "a", new PychronQuestion.PingFlag(flag)), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(node.Clock.Now.ToUnixTimeMilliseconds() / 1000.0, 1e-3);
        (await Ask(node, flags, "a", new PychronQuestion.SetFlag(flag, false))).ShouldBe("OK");
        (await Ask(node, flags, "b", new PychronQuestion.SetFlag(flag, true))).ShouldBe("OK");
    }

    [Fact]
    public async Task Hardware_13_A_client_that_is_silent_for_a_minute_loses_its_flags_and_the_next_has_a_newer_token()
    {
        await using var node = TestNode.OnVirtualTime();
        var leases = node.System.ActorOf(LeaseActor.Props());
        var hold = node.Clock.Holds.Hold("the test asks");
        var flags = node.System.ActorOf(PychronFlagActor.Props(Lab, leases, ActorRefs.Nobody));
        (await Ask(node, flags, "a", new PychronQuestion.SetFlag("bone", true))).ShouldBe("OK");
        (await Ask(node, flags, "a", new PychronQuestion.SetFlag("PipetteFlag", true))).ShouldBe("OK");
        var before = (await node.Ask<HoldingsAre>(leases, GetHoldings.Instance)).State;
        PychronFlags.Refusal(before, "bone", "b")!.ToString().ShouldBe("ERROR 012 : bone is held by Pychron at a");
        PychronFlags.Refusal(before, "bone", "a").ShouldBeNull();
        hold.Dispose();
        for (var tries = 0; await Ask(node, flags, "b", new PychronQuestion.ReadFlag("bone")) == "1" && tries < 100_000; tries++)
        {
        }

        using var again = node.Clock.Holds.Hold("the test asks");
        node.Clock.Virtual!.Elapsed.ShouldBeGreaterThanOrEqualTo(PychronFlagActor.Expiry);
        (await Ask(node, flags, "b", new PychronQuestion.ReadFlag("PipetteFlag"))).ShouldBe("0");
        (await Ask(node, flags, "b", new PychronQuestion.SetFlag("bone", true))).ShouldBe("OK");
        var after = (await node.Ask<HoldingsAre>(leases, GetHoldings.Instance)).State;
        after.Holdings["line:bone"].Token.ShouldBeGreaterThan(before.Holdings["line:bone"].Token);
        PychronFlags.Refusal(after, "bone", "a")!.ToString().ShouldBe("ERROR 012 : bone is held by Pychron at b");
    }

    [Fact]
    public async Task Hardware_13_Two_that_set_a_flag_at_once_a_thousand_times_never_both_have_it()
    {
        await using var node = TestNode.OnVirtualTime();
        using var hold = node.Clock.Holds.Hold("the test asks");
        var flags = node.System.ActorOf(PychronFlagActor.Props(Lab, node.System.ActorOf(LeaseActor.Props()), ActorRefs.Nobody));
        for (var n = 0; n < 1000; n++)
        {
            var flag = n % 2 == 0 ? "bone" : "PipetteFlag";
            var answers = await Task.WhenAll(Ask(node, flags, "a", new PychronQuestion.SetFlag(flag, true)), Ask(node, flags, "b", new PychronQuestion.SetFlag(flag, true)));
            answers.Count(a => a == "OK").ShouldBe(1);
            (await Ask(node, flags, answers[0] == "OK" ? "a" : "b", new PychronQuestion.SetFlag(flag, false))).ShouldBe("OK");
        }
    }

    [Fact]
    public async Task Hardware_18_What_was_held_before_a_restart_is_held_after_it_and_can_be_said_to_be()
    {
        await using var node = TestNode.OnVirtualTime();
        using var hold = node.Clock.Holds.Hold("the test asks");
        var leases = node.System.ActorOf(LeaseActor.Props());
        var first = node.System.ActorOf(PychronFlagActor.Props(Lab, leases, ActorRefs.Nobody));
        await Ask(node, first, "a", new PychronQuestion.SetFlag("bone", true));
        await first.GracefulStop(TestNode.Patience);
        var second = node.System.ActorOf(PychronFlagActor.Props(Lab, leases, ActorRefs.Nobody));
        (await Ask(node, second, "b", new PychronQuestion.SetFlag("bone", true))).ShouldStartWith("ERROR 012");
        (await Ask(node, second, "a", new PychronQuestion.PingFlag("bone"))).ShouldNotStartWith("ERROR");
    }

    [Fact]
    public async Task Hardware_14_Who_has_the_flag_of_a_section_owns_its_valves_until_he_clears_it_or_his_time_is_over()
    {
        await using var node = TestNode.OnVirtualTime();
        var lab = Lab with
        {
            Valves = [.. new[] { ("C", ""), ("V", "Helix") }.Select(v => new ValveDefinition(v.Item1, $"valve {v.Item1}", "a", "b", "bone", [], [], TimeSpan.Zero, ValveKind.Valve) { Owner = v.Item2 })],
        };
        var valves = new FakeValves(node.Clock.Time);
        var box = node.System.ActorOf(DeviceActor.Props<IValveSwitch>("valves", () => valves));
        var line = node.System.ActorOf(ExtractionLineActor.Props(lab, LineDevices.Of(lab, box, ImmutableDictionary<string, IActorRef>.Empty)));
        var flags = node.System.ActorOf(PychronFlagActor.Props(lab, node.System.ActorOf(LeaseActor.Props()), line));
        async Task<string> OwnerAsync(string valve) => (await node.Ask<ValveIs>(line, new GetValve("g", valve, ""))).Owner;
        async Task OwnsAsync(string owner)
        {
            while (await OwnerAsync("C") != owner)
                await Task.Yield();
        }

        DateTimeOffset lastHeard;
        using (node.Clock.Holds.Hold("the test asks"))
        {
            (await Ask(node, flags, "10.0.0.5", new PychronQuestion.SetFlag("bone", true))).ShouldBe("OK");
            await OwnsAsync("10.0.0.5");
            (await OwnerAsync("V")).ShouldBe("Helix", "the laboratory's file gives it to an instrument");
            var refused = await node.Ask<ActuationRefused>(line, new Actuate("1", "C", "", true, "Pychron at 10.0.0.6", "test", For: "10.0.0.6"));
            (refused.Kind, refused.Reason).ShouldBe((Refusal.Owned, "C (valve C) belongs to 10.0.0.5"));
            (await Ask(node, flags, "10.0.0.5", new PychronQuestion.SetFlag("bone", false))).ShouldBe("OK");
            await OwnsAsync("");
            (await Ask(node, flags, "10.0.0.5", new PychronQuestion.SetFlag("bone", true))).ShouldBe("OK");
            await OwnsAsync("10.0.0.5");
            lastHeard = node.Clock.Now;
        }

        // He has gone without a word.
        await OwnsAsync("");
        node.Clock.Now.ShouldBeGreaterThanOrEqualTo(lastHeard + PychronFlagActor.Expiry);
        await node.Ask<Actuated>(line, new Actuate("2", "C", "", true, "Pychron at 10.0.0.6", "test", For: "10.0.0.6"));
    }

    private static async Task<string> Ask(TestNode node, IActorRef flags, string client, PychronQuestion question) =>
        (await node.Ask<PychronFlagActor.Answered>(flags, new PychronFlagActor.Ask(question, client))).Text;
}
