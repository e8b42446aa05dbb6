using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Actors.Tests.Lines;

/// <summary>What must come of valves that do, and do not do, what they are told; numbered as the hardware scenarios.</summary>
public sealed class LineScenarioTests
{
    private static readonly LabDefinition Lab = new()
    {
        Name = "test",
        Valves =
        [
            Valve("C", "301"),
            Valve("F", "302") with { Interlocks = ["G"] },
            Valve("G", "303") with { Interlocks = ["F"] },
            Valve("V", "304") with { PositiveInterlocks = ["W"] },
            Valve("W", "305"),
            Valve("U", "306"),
            Valve("AA", "307") with { Kind = ValveKind.Switch, VolumeA = "", VolumeB = "", Parent = "U", ParentInverted = true },
            Valve("D", "308,309") with { Kind = ValveKind.Double, OpenDelay = TimeSpan.FromSeconds(1), CloseDelay = TimeSpan.FromSeconds(2) },
            Valve("S", "310") with { CheckDelay = TimeSpan.FromSeconds(0.5), CheckTries = 4, Travel = TimeSpan.FromSeconds(3) },
            Valve("N", "311") with { Inverted = true },
        ],
        Pipettes = [new PipetteDefinition("Air", "tank", "pipette", "G", "F")],
    };

    private static ValveDefinition Valve(string name, string address) =>
        new(name, $"valve {name}", "a", "b", "bone", [], [], TimeSpan.FromSeconds(0.25), ValveKind.Valve) { Address = address };

    private static Actuate Open(string id, string valve) => new(id, valve, "", true, "run", "test");

    private static Actuate Close(string id, string valve, bool safety = false) => new(id, valve, "", false, "run", "test", safety);

    private static Task<ValveIs> Look(LineBench bench, string valve) => bench.Ask<ValveIs>(new GetValve("g", valve, ""));

    [Fact]
    public async Task Hardware_01_a_valve_opens_and_a_second_close_is_told_again_and_changes_nothing()
    {
        await using var bench = new LineBench(Lab);
        var opened = await bench.Ask<Actuated>(Open("1", "C"));
        (opened.Open, opened.Changed, opened.At).ShouldBe((true, true, bench.Node.Clock.Now));
        var seen = await Look(bench, "C");
        (seen.State, seen.Commanded, seen.Since, seen.Why).ShouldBe(("open", "open", bench.Node.Clock.Now, "told by run: test"));
        (await bench.Ask<Actuated>(Close("2", "C"))).Changed.ShouldBeTrue();
        (await bench.Ask<Actuated>(Close("3", "C"))).Changed.ShouldBeFalse();
        bench.Valves.Calls.Count(c => c == "close 301").ShouldBe(2, "what it stood at was only believed");
        bench.Valves.Truth["301"].ShouldBe(ValveState.Closed);
    }

    [Fact]
    public async Task Hardware_02_an_interlock_refuses_opening_before_anything_is_sent_and_never_closing()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<Actuated>(Open("1", "F"));
        var refused = await bench.Ask<ActuationRefused>(Open("2", "G"));
        (refused.Kind, refused.Reason).ShouldBe((Refusal.Interlocked, "G (valve G) may not open: F must be closed and is open"));
        bench.Valves.Calls.ShouldNotContain("open 303");
        (await bench.Ask<Actuated>(Close("3", "G"))).Open.ShouldBeFalse();
    }

    [Fact]
    public async Task Hardware_03_a_positive_interlock_that_is_unknown_refuses()
    {
        await using var bench = new LineBench(Lab);
        bench.Valves.Silent["305"] = true;
        (await bench.Ask<ActuationRefused>(Open("1", "V"))).Reason.ShouldBe("V (valve V) may not open: W must be open and is unknown");
        bench.Valves.Silent.Clear();
        await bench.Ask<Actuated>(Open("2", "W"));
        (await bench.Ask<Actuated>(Open("3", "V"))).Open.ShouldBeTrue();
    }

    [Fact]
    public async Task Hardware_04_a_lock_is_never_an_OK_and_outlives_a_restart()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<ValveIs>(new SetLock("l", "C", "", true, "anna", "hands off"));
        await bench.Restart();
        var refused = await bench.Ask<ActuationRefused>(Open("1", "C"));
        (refused.Kind, refused.Reason).ShouldBe((Refusal.Locked, "C (valve C) is locked by anna: hands off"));
        bench.Valves.Calls.ShouldNotContain("open 301");
        (await Look(bench, "C")).Why.ShouldBe("locked by anna: hands off");
    }

    [Fact]
    public async Task Hardware_05_a_valve_is_closed_before_it_is_disabled_and_what_is_not_seen_to_close_is_both()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<Actuated>(Open("1", "C"));
        await bench.Ask<ValveIs>(new SetLock("l", "C", "", true, "anna", ""));
        var disabled = await bench.Ask<ValveIs>(new EnableValve("2", "C", false, "anna", "leaks"));
        (disabled.State, disabled.Disabled, disabled.Failure).ShouldBe(("closed", true, ""), "a lock keeps nobody from closing it");
        await bench.Ask<ValveIs>(new SetLock("u", "C", "", false, "anna", ""));
        (await bench.Ask<ActuationRefused>(Open("3", "C"))).Reason.ShouldBe("C (valve C) is disabled by anna: leaks");
        (await bench.Ask<ValveIs>(new EnableValve("4", "C", true, "anna", "mended"))).Disabled.ShouldBeFalse();
        await bench.Ask<Actuated>(Open("5", "C"));

        bench.Valves.Silent["301"] = true;
        var unseen = await bench.Ask<ValveIs>(new EnableValve("6", "C", false, "anna", "leaks again"));
        (unseen.State, unseen.Disabled).ShouldBe(("unknown", true));
        unseen.Failure.ShouldStartWith("C (valve C) is disabled, and could not be seen to be closed: ");
        await bench.Restart();
        (await Look(bench, "C")).Disabled.ShouldBeTrue();
    }

    [Fact]
    public async Task Hardware_06_a_valve_that_follows_moves_after_its_parent_and_its_failure_is_told()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<Actuated>(Open("0", "AA"));
        await bench.Ask<Actuated>(Open("1", "U"));
        bench.Valves.Truth["307"].ShouldBe(ValveState.Closed);
        bench.Valves.Calls.Where(c => !c.StartsWith("read", StringComparison.Ordinal)).ShouldBe(["open 307", "open 306", "close 307"]);

        bench.Valves.Stuck["307"] = true;
        var failed = await bench.Ask<ActuationRefused>(Close("2", "U"));
        (failed.Kind, failed.Reason).ShouldBe((Refusal.ChildFailed, "U is closed, but AA did not open and is closed: AA was told to open and reads closed"));
        (await Look(bench, "U")).State.ShouldBe("closed");
        (await bench.Ask<ActuationRefused>(Close("2", "U"))).ShouldBe(failed, "the same command is answered from the journal");
        bench.Valves.Stuck.Clear();
        (await bench.Ask<Actuated>(Close("3", "U"))).Open.ShouldBeFalse();
        bench.Valves.Truth["307"].ShouldBe(ValveState.Open);
    }

    [Fact]
    public async Task Hardware_06_closing_for_safety_opens_nothing()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<Actuated>(Open("1", "U"));
        await bench.Ask<Actuated>(Close("2", "U", safety: true));
        bench.Valves.Calls.ShouldNotContain("open 307");
    }

    [Fact]
    public async Task Hardware_07_a_double_valve_of_which_one_actuator_fails_is_at_fault_and_may_be_tried_again()
    {
        await using var bench = new LineBench(Lab);
        bench.Valves.Truth["309"] = ValveState.Open;
        await bench.Ask<Actuated>(Open("1", "D"));
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(1.25), "the delay between both, and the settling time");
        await bench.Ask<Actuated>(Close("2", "D"));

        bench.Valves.Stuck["309"] = true;
        var failed = await bench.Ask<ActuationRefused>(Open("3", "D"));
        (failed.Kind, failed.Reason).ShouldBe((Refusal.Fault, "D was told to open and is at fault: what it reads contradicts itself, or it did not arrive in time"));
        (await Look(bench, "D")).State.ShouldBe("fault");
        bench.Valves.Stuck.Clear();
        (await bench.Ask<Actuated>(Open("4", "D"))).Changed.ShouldBeTrue();

        bench.Valves.Absent["309"] = true;
        (await bench.Ask<ActuationRefused>(Close("5", "D"))).Reason.ShouldBe("valves: has no channel 309");
        bench.Valves.Calls.Last(c => !c.StartsWith("read", StringComparison.Ordinal)).ShouldBe("open 309", "nothing is let go that is not held otherwise");
    }

    [Fact]
    public async Task Hardware_08_a_stuck_valve_is_read_so_often_as_the_file_says_and_stands_as_it_reads()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<LineIs>(new GetLine());
        bench.Valves.Stuck["310"] = true;
        var refused = await bench.Ask<ActuationRefused>(Open("1", "S"));
        (refused.Kind, refused.Reason).ShouldBe((Refusal.Fault, "S was told to open and reads closed"));
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(0.25 + (4 * 0.5)));
        bench.Valves.Calls.Count(c => c == "read 310").ShouldBe(1 + 4);
        var seen = await Look(bench, "S");
        (seen.State, seen.Commanded, seen.Why).ShouldBe(("closed", "open", "did not open: S was told to open and reads closed"));
        (await bench.Events()).OfType<ValveActuationFailed>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Hardware_09_indicators_that_contradict_are_a_fault_and_none_is_a_move_that_may_not_last()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<LineIs>(new GetLine());
        bench.Valves.Reads["310"] = new([ValveState.Moving, ValveState.Moving, ValveState.Moving]);
        await bench.Ask<Actuated>(Open("1", "S"));
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(0.75 + (3 * 0.5)), "it was on its way, and arrived");

        bench.Valves.Stuck["310"] = true;
        bench.Valves.Truth["310"] = ValveState.Moving;
        var late = await bench.Ask<ActuationRefused>(Close("2", "S"));
        late.Reason.ShouldBe("S was told to close and is at fault: what it reads contradicts itself, or it did not arrive in time");
        (await Look(bench, "S")).State.ShouldBe("fault");

        bench.Valves.Truth["310"] = ValveState.Fault;
        (await bench.Ask<ActuationRefused>(Close("3", "S"))).Kind.ShouldBe(Refusal.Fault);
        bench.Valves.Stuck.Clear();
        (await bench.Ask<Actuated>(Close("4", "S"))).Open.ShouldBeFalse();
    }

    [Fact]
    public async Task Hardware_09_a_valve_that_nobody_moves_is_moving_first_and_at_fault_when_it_does_not_arrive()
    {
        await using var bench = new LineBench(Lab);
        bench.Valves.Truth["310"] = ValveState.Moving;
        await bench.Ask<LineIs>(new GetLine());
        await bench.Ask<Actuated>(Open("1", "U"));
        await bench.Until(e => e is ValveObserved { Valve: "S", State: "fault" });
        (await bench.Events()).OfType<ValveObserved>().Where(o => o.Valve == "S").Select(o => (o.State, o.Why)).ShouldBe(
            [("moving", "read at the start"), ("fault", "it has been on its way for more than 3 s")]);
    }

    [Fact]
    public async Task Hardware_10_a_close_whose_read_back_is_lost_is_unknown_and_no_success()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<Actuated>(Open("1", "C"));
        bench.Valves.Silent["301"] = true;
        (await bench.Ask<ActuationRefused>(Close("2", "C"))).Kind.ShouldBe(Refusal.Fault);
        var seen = await Look(bench, "C");
        (seen.State, seen.Commanded).ShouldBe(("unknown", "closed"));
    }

    [Fact]
    public async Task Hardware_11_a_shot_is_counted_once_and_only_when_the_outer_valve_did_open()
    {
        await using var bench = new LineBench(Lab);
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
        await using var bench = new LineBench(Lab);
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
        await using var bench = new LineBench(Lab);
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
        await using var bench = new LineBench(Lab);
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

    [Fact]
    public async Task Inverted_logic_is_turned_round_on_the_way_there_and_back()
    {
        await using var bench = new LineBench(Lab);
        (await Look(bench, "N")).State.ShouldBe("open", "its relay is off");
        await bench.Ask<Actuated>(Close("1", "N"));
        bench.Valves.Truth["311"].ShouldBe(ValveState.Open);
    }
}
