using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Actors.Tests.Lines.ScenarioLine;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Actors.Tests.Lines;

/// <summary>What must come of valves that do, and do not do, what they are told; numbered as the hardware scenarios.</summary>
public sealed class LineScenarioTests
{
    [Fact]
    public async Task Hardware_01_a_valve_opens_and_a_second_close_is_told_again_and_changes_nothing()
    {
        await using var bench = new LineBench(ScenarioLine.Lab);
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
        await using var bench = new LineBench(ScenarioLine.Lab);
        await bench.Ask<Actuated>(Open("1", "F"));
        var refused = await bench.Ask<ActuationRefused>(Open("2", "G"));
        (refused.Kind, refused.Reason).ShouldBe((Refusal.Interlocked, "G (valve G) may not open: F must be closed and is open"));
        bench.Valves.Calls.ShouldNotContain("open 303");
        (await bench.Ask<Actuated>(Close("3", "G"))).Open.ShouldBeFalse();
    }

    [Fact]
    public async Task Hardware_03_a_positive_interlock_that_is_unknown_refuses()
    {
        await using var bench = new LineBench(ScenarioLine.Lab);
        bench.Valves.Silent["305"] = true;
        (await bench.Ask<ActuationRefused>(Open("1", "V"))).Reason.ShouldBe("V (valve V) may not open: W must be open and is unknown");
        bench.Valves.Silent.Clear();
        await bench.Ask<Actuated>(Open("2", "W"));
        (await bench.Ask<Actuated>(Open("3", "V"))).Open.ShouldBeTrue();
    }

    [Fact]
    public async Task Hardware_04_a_lock_is_never_an_OK_and_outlives_a_restart()
    {
        await using var bench = new LineBench(ScenarioLine.Lab);
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
        await using var bench = new LineBench(ScenarioLine.Lab);
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
        await using var bench = new LineBench(ScenarioLine.Lab);
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
        await using var bench = new LineBench(ScenarioLine.Lab);
        await bench.Ask<Actuated>(Open("1", "U"));
        await bench.Ask<Actuated>(Close("2", "U", safety: true));
        bench.Valves.Calls.ShouldNotContain("open 307");
    }

    [Fact]
    public async Task Hardware_07_a_double_valve_of_which_one_actuator_fails_is_at_fault_and_may_be_tried_again()
    {
        await using var bench = new LineBench(ScenarioLine.Lab);
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
        await using var bench = new LineBench(ScenarioLine.Lab);
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
        await using var bench = new LineBench(ScenarioLine.Lab);
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
        await using var bench = new LineBench(ScenarioLine.Lab);
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
        await using var bench = new LineBench(ScenarioLine.Lab);
        await bench.Ask<Actuated>(Open("1", "C"));
        bench.Valves.Silent["301"] = true;
        (await bench.Ask<ActuationRefused>(Close("2", "C"))).Kind.ShouldBe(Refusal.Fault);
        var seen = await Look(bench, "C");
        (seen.State, seen.Commanded).ShouldBe(("unknown", "closed"));
    }

    [Fact]
    public async Task Inverted_logic_is_turned_round_on_the_way_there_and_back()
    {
        await using var bench = new LineBench(ScenarioLine.Lab);
        (await Look(bench, "N")).State.ShouldBe("open", "its relay is off");
        await bench.Ask<Actuated>(Close("1", "N"));
        bench.Valves.Truth["311"].ShouldBe(ValveState.Open);
    }
}
