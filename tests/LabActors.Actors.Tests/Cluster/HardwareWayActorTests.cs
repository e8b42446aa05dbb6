using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Core.Lines;
using static LabActors.Actors.Cluster.HardwareProtocol;
using static LabActors.Actors.Lab.EnvironmentProtocol;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Actors.Tests.Cluster;

/// <summary>Valves and devices of another node are reached as if local, whatever the network loses, doubles or delays.</summary>
public sealed class HardwareWayActorTests
{
    [Fact]
    public async Task A_valve_of_another_node_is_moved_under_the_runs_lease_and_the_owners_journal_says_who_asked()
    {
        await using var nodes = await TwoNodes.StartAsync(token: 7);

        var moved = await nodes.FelixAsks<Actuated>(TwoNodes.Move("A", open: true));

        (moved.CommandId, moved.Valve, moved.Open).ShouldBe(($"{TwoNodes.Run}/extraction/1", "A", true));
        var asked = (await nodes.OwnersJournalAsync()).OfType<ValveActuationRequested>().Single();
        (asked.CommandId, asked.By, asked.Under).ShouldBe(($"felix/{TwoNodes.Run}/extraction/1", "12345-01A on felix", new GivenUnder("line:bone", 7)));
        (await nodes.FelixAsks<ValveIs>(new GetValve("2", "", "valve A"))).State.ShouldBe("open");

        // Its own valve does not go over the network, and by neither name nor description is there another.
        (await nodes.FelixAsks<Actuated>(TwoNodes.Move("R", open: true))).Valve.ShouldBe("R");
        (await nodes.FelixAsks<ActuationRefused>(TwoNodes.Move("Q", open: true))).Kind.ShouldBe(Refusal.Unknown);
        nodes.Sent.Count(s => s.Message is AskHardware).ShouldBe(2);
    }

    [Fact]
    public async Task Hardware_20_Lost_answers_and_doubled_messages_move_a_valve_and_start_a_shot_once()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var lost = 0;
        nodes.Arrives = message => message is HardwareAnswered && lost++ < 3 ? 0 : 2;

        var moved = nodes.FelixAsks<Actuated>(TwoNodes.Move("A", open: true));
        var shot = nodes.FelixAsksLaser<InstrumentProtocol.Done>(new InstrumentProtocol.Perform($"{TwoNodes.Run}/extraction/2", "fire_laser", ImmutableDictionary<string, string>.Empty));
        int Answers() => nodes.Sent.Count(s => s.Message is HardwareAnswered);
        bool IsOver() => moved.IsCompleted && shot.IsCompleted;
        await TwoNodes.Until(() => Answers() >= 2);
        for (var second = 0; second < 10 && !IsOver(); second++)
        {
            var before = Answers();
            await nodes.SecondAsync();
            await TwoNodes.Until(() => IsOver() || Answers() > before);
        }

        (await moved).Open.ShouldBeTrue();
        (await shot).CommandId.ShouldBe($"{TwoNodes.Run}/extraction/2");
        (await nodes.OwnersJournalAsync()).OfType<ValveActuationRequested>().Count().ShouldBe(1);
        (await nodes.Laser.All()).OfType<InstrumentProtocol.Perform>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_was_asked_while_the_clusters_actor_system_was_replaced_is_asked_of_the_next()
    {
        await using var nodes = await TwoNodes.StartAsync();
        nodes.Disconnect();
        var moved = nodes.FelixAsks<Actuated>(TwoNodes.Move("A", open: true));
        await nodes.SecondsAsync(3, withTicket: false);
        moved.IsCompleted.ShouldBeFalse();

        nodes.Connect();
        await nodes.SecondAsync();

        (await moved).Valve.ShouldBe("A");
    }

    [Fact]
    public async Task A_silent_owner_is_a_device_that_does_not_answer_and_what_was_given_up_is_never_done()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.SecondsAsync(5);
        nodes.Arrives = message => message is AskHardware ? 0 : 1;
        var given = nodes.FelixAsks<ActuationRefused>(TwoNodes.Move("A", open: true));
        var laser = nodes.FelixAsksLaser<InstrumentProtocol.Refused>(new InstrumentProtocol.SetOutput($"{TwoNodes.Run}/extraction/2", 5, "watts"));
        await nodes.SecondsAsync(14, withTicket: false);
        given.IsCompleted.ShouldBeFalse();
        await nodes.SecondAsync(withTicket: false);

        var refused = await given;
        (refused.CommandId, refused.Kind).ShouldBe(($"{TwoNodes.Run}/extraction/1", Refusal.Fault));
        refused.Reason.ShouldBe("valve A is argus's, which does not answer since 00:00:05");
        ((await laser).Failure, (await laser).Reason).ShouldBe((DeviceFailure.Unanswered, "CO2 is argus's, which does not answer since 00:00:05"));

        // The network brings every copy of it now, also to an owner that was there all the time.
        nodes.Arrives = _ => 1;
        var late = nodes.Sent.Where(s => s.Message is AskHardware).ToArray();
        late.Length.ShouldBeGreaterThan(10);
        Array.ForEach(late, nodes.Deliver);
        await nodes.HandledAsync();
        (await nodes.OwnersJournalAsync()).OfType<ValveActuationRequested>().ShouldBeEmpty();
        (await nodes.Laser.All()).ShouldBeEmpty();

        // Whoever asks now is refused at once, and what was never said may be said again.
        (await nodes.FelixAsksLaser<InstrumentProtocol.Refused>(new InstrumentProtocol.SetOutput($"{TwoNodes.Run}/extraction/3", 5, "watts"))).Failure.ShouldBe(DeviceFailure.NotSent);
        await nodes.TicketAsync();
        (await nodes.FelixAsks<Actuated>(TwoNodes.Move("A", open: true, $"{TwoNodes.Run}/extraction/4"))).Valve.ShouldBe("A");
    }

    [Fact]
    public async Task An_owner_that_was_started_again_answers_for_the_line_and_is_not_asked_again_to_shoot()
    {
        await using var nodes = await TwoNodes.StartAsync();
        nodes.Arrives = message => message is HardwareAnswered ? 0 : 1;
        var moved = nodes.FelixAsks<Actuated>(TwoNodes.Move("A", open: true));
        var shot = nodes.FelixAsksLaser<InstrumentProtocol.Refused>(new InstrumentProtocol.Perform($"{TwoNodes.Run}/extraction/2", "extract_pipette", ImmutableDictionary<string, string>.Empty));
        await TwoNodes.Until(() => nodes.Sent.Any(s => s.Message is HardwareAnswered));
        await nodes.Laser.Hears<InstrumentProtocol.Perform>();
        var old = nodes.Sent.Where(s => s.Message is AskHardware).ToArray();

        await nodes.RestartOwnerAsync();
        Array.ForEach(old, nodes.Deliver);
        nodes.Arrives = _ => 1;
        await nodes.SecondAsync();

        (await moved).Changed.ShouldBeTrue();
        (await shot).Reason.ShouldBe("CO2 is argus's, argus was started again meanwhile, and this may not be done twice");
        (await nodes.OwnersJournalAsync()).OfType<ValveActuationRequested>().Count().ShouldBe(1);
        (await nodes.Laser.All()).OfType<InstrumentProtocol.Perform>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Two_nodes_that_wait_for_each_others_valves_let_laboratory_time_pass()
    {
        await using var nodes = await TwoNodes.StartAsync();
        nodes.FelixWay.Tell(GetTicket.Instance, ActorRefs.NoSender);
        await TwoNodes.Until(() => nodes.Sent.Any(s => s is { Node: "argus", Message: GateIsThere }));

        // Neither valve is asked for before both nodes hold their time for the other's: a valve needs a quarter of a second of its owner's time.
        nodes.Arrives = message => message is AskHardware ? 0 : 1;
        var one = nodes.FelixAsks<Actuated>(TwoNodes.Move("A", open: true));
        var other = nodes.ArgusWay.Ask<Actuated>(TwoNodes.Move("R", open: true, "operator-1", "anna"), TestNode.Patience);
        await TwoNodes.Until(() => nodes.Sent.Count(s => s.Message is AskHardware) >= 2);
        nodes.Arrives = _ => 1;
        foreach (var asked in nodes.Sent.Where(s => s.Message is AskHardware))
            nodes.Deliver(asked);

        (await one).Valve.ShouldBe("A");
        (await other).Valve.ShouldBe("R");
    }

    [Fact]
    public async Task The_line_is_told_as_a_whole_and_what_its_owner_does_not_say_is_unknown()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.FelixAsks<Actuated>(TwoNodes.Move("A", open: true));

        (await nodes.FelixAsks<LineIs>(new GetLine())).Valves.Select(v => (v.Valve, v.State)).ShouldBe([("A", "open"), ("B", "closed"), ("R", "closed")]);
        (await nodes.FelixAsks<EnvironmentIs>(new ReadEnvironment())).Readings.Single().Value.ShouldBe(21.5);

        nodes.Arrives = _ => 0;
        await nodes.SecondsAsync(16, withTicket: false);
        var line = await nodes.FelixAsks<LineIs>(new GetLine());
        line.Valves.Select(v => (v.Valve, v.State)).ShouldBe([("A", "unknown"), ("B", "unknown"), ("R", "closed")]);
        line.Found.Select(v => (v.Name, v.Is)).ShouldBe([("A", ValveStand.Unknown), ("B", ValveStand.Unknown), ("R", ValveStand.Closed)]);
        (await nodes.FelixAsks<ValveIs>(new GetValve("3", "A", ""))).State.ShouldBe("unknown");
        (await nodes.FelixAsks<EnvironmentIs>(new ReadEnvironment())).Readings.Select(r => (r.Name, r.Value, r.Quality)).ShouldBe([("room", null, "missing")]);
    }

    [Fact]
    public async Task A_ticket_that_is_too_old_does_not_lose_the_same_question_under_a_newer_one()
    {
        await using var nodes = await TwoNodes.StartAsync();
        nodes.Arrives = message => message is AskHardware ? 0 : 1;
        var moved = nodes.FelixAsks<Actuated>(TwoNodes.Move("A", open: true));
        await nodes.SecondsAsync(11);
        var asked = nodes.Sent.Where(s => s.Message is AskHardware).ToArray();

        // The oldest and the newest arrive at once, and neither answer is lost.
        nodes.Arrives = _ => 1;
        nodes.Deliver(asked[0]);
        nodes.Deliver(asked[^1]);

        (await moved).Valve.ShouldBe("A");
    }
}
