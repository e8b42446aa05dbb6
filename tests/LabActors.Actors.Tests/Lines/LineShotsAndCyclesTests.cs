using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Actors.Tests.Devices;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Actors.Tests.Lines.ScenarioLine;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Actors.Tests.Lines;

/// <summary>What must come of pipettes, of valves that open and close by themselves, and of those that belong to somebody; numbered as the hardware scenarios.</summary>
public sealed class LineShotsAndCyclesTests
{
    [Fact]
    public async Task Hardware_11_a_shot_is_counted_once_and_only_when_the_outer_valve_did_open()
    {
        await using var bench = new LineBench(ScenarioLine.Lab);
        async Task<int> Shots() => (await bench.Ask<PipettesAre>(new GetPipettes("p"))).Shots["Air"];
        async Task Fill(string id)
        {
            await bench.Ask<Actuated>(Open($"{id}a", "G"));
            await bench.Ask<Actuated>(Close($"{id}b", "G"));
        }

        await Fill("1");
        await Fill("2");
        bench.Valves.Stuck["302"] = true;
        await bench.Ask<ActuationRefused>(Open("3", "F"));
        (await Shots()).ShouldBe(0, "it did not open");
        bench.Valves.Stuck.Clear();
        await bench.Restart();
        (await bench.Ask<Actuated>(Open("4", "F"))).Shot.ShouldBe(new PipetteShot("Air", 1), "filled twice is filled");
        await bench.Ask<Actuated>(Close("5", "F"));
        await bench.Ask<Actuated>(Open("6", "F"));
        await bench.Ask<Actuated>(Close("7", "F"));
        (await Shots()).ShouldBe(1, "an empty pipette gives nothing");

        // The line dies with the command under way; the valve did open.
        await Fill("8");
        var gate = bench.Valves.Gates["302"] = new TaskCompletionSource();
        using (bench.Node.Clock.Holds.Hold("the test kills the line"))
        {
            bench.Line.Tell(Open("9", "F"));
            await bench.Until(e => e is ValveActuationRequested { CommandId: "9" });
            await bench.Line.GracefulStop(TestNode.Patience);
            gate.SetResult();
            await bench.Restart();
        }

        (await bench.Ask<Actuated>(Open("9", "F"))).Shot.ShouldBe(new PipetteShot("Air", 2));
        (await Shots()).ShouldBe(2);
    }

    [Fact]
    public async Task Hardware_12_a_cycle_that_is_interrupted_ends_closed_and_is_told_as_incomplete()
    {
        await using var bench = new LineBench(ScenarioLine.Lab);
        var opened = 0;
        var interrupts = new Probe(bench.Node.System, message =>
        {
            if (message is JournaledEvent { Event: ValveActuated { Open: true } } && ++opened == 2)
                bench.Line.Tell(Close("x", "C"));
            return null;
        });
        bench.Node.System.EventStream.Subscribe(interrupts.Ref, typeof(JournaledEvent));
        using (bench.Node.Clock.Holds.Hold("the test asks twice"))
        {
            (await bench.Ask<SequenceIs>(new RunSequence("s", "C", 3, 10, 20, "anna", "to sample"))).Refusal.ShouldBeEmpty();
            (await bench.Ask<SequenceIs>(new RunSequence("t", "C", 1, 10, 20, "anna", ""))).Refusal.ShouldBe("C (valve C) opens and closes by itself already");
        }

        await bench.Until(e => e is ValveSequenceEnded);
        var ended = (await bench.Events()).OfType<ValveSequenceEnded>().ShouldHaveSingleItem();
        (ended.Done, ended.Times).ShouldBe((1, 3));
        ended.Reason.ShouldBe("C was closed by run: test");
        bench.Valves.Truth["301"].ShouldBe(ValveState.Closed);

        (await bench.Ask<SequenceIs>(new RunSequence("u", "C", 2, 1, 1, "anna", ""))).Refusal.ShouldBeEmpty();
        await bench.Until(e => e is ValveSequenceEnded, times: 2);
        (await bench.Events()).OfType<ValveSequenceEnded>().Last().ShouldBe(new ValveSequenceEnded(bench.Node.Clock.Now, "u", "C", 2, 2, ""));
    }

    [Fact]
    public async Task Hardware_12_a_sample_that_a_restart_cuts_off_ends_closed()
    {
        await using var bench = new LineBench(ScenarioLine.Lab);
        using (bench.Node.Clock.Holds.Hold("the test kills the line"))
        {
            await bench.Ask<SequenceIs>(new RunSequence("s", "C", 1, 10, 0, "anna", ""));
            await bench.Until(e => e is ValveActuationRequested { Open: true });
            await bench.Restart();
        }

        await bench.Until(e => e is ValveSequenceEnded);
        (await bench.Events()).OfType<ValveSequenceEnded>().Single().Reason.ShouldBe("the line was started anew");
        bench.Valves.Truth["301"].ShouldBe(ValveState.Closed);
        (await Look(bench, "C")).State.ShouldBe("closed");
    }

    [Fact]
    public async Task Hardware_14_an_owner_is_named_and_loses_his_valves_only_when_his_time_is_over()
    {
        await using var bench = new LineBench(ScenarioLine.Lab);
        (await bench.Ask<OwnedAre>(new OwnValves("o", ["C", "U"], "10.0.0.5", TimeSpan.FromSeconds(60)))).Refusal.ShouldBeEmpty();
        await bench.Restart();
        var refused = await bench.Ask<ActuationRefused>(Open("1", "C") with { For = "Helix" });
        (refused.Kind, refused.Reason).ShouldBe((Refusal.Owned, "C (valve C) belongs to 10.0.0.5"));
        bench.Valves.Calls.ShouldNotContain("open 301");
        (await Look(bench, "C")).Owner.ShouldBe("10.0.0.5");
        (await bench.Ask<OwnedAre>(new OwnValves("p", ["C"], "Helix", TimeSpan.FromSeconds(60)))).Refusal.ShouldBe("C (valve C) belongs to 10.0.0.5");
        await bench.Ask<Actuated>(Open("2", "C") with { For = "10.0.0.5" });
        await bench.Ask<Actuated>(Close("3", "C") with { For = "Helix" });
    }
}
