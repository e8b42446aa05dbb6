using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Actors.Tests.Lines;

public sealed class ExtractionLineActorTests
{
    private static readonly LabDefinition Lab = new()
    {
        Name = "test",
        Valves = [Valve("C"), Valve("D"), Valve("W", "X"), Valve("X", "W"), Valve("T", kind: ValveKind.Manual)],
        Gauges =
        [
            new GaugeDefinition("ion", "IG", "bone", PressureUnit.Torr, []),
            new GaugeDefinition("ion", "CG", "bone", PressureUnit.Millibar, []),
            new GaugeDefinition("lost", "IG", "bone", PressureUnit.Torr, []),
        ],
    };

    private static ValveDefinition Valve(string name, string? interlock = null, ValveKind kind = ValveKind.Valve) => new(
        name, $"valve {name}", "a", "b", "bone", interlock is null ? [] : [interlock], [], TimeSpan.FromSeconds(0.25), kind);

    private static Actuate Open(string id, string valve) => new(id, valve, "", true, "run", "test");

    private static Actuate Close(string id, string valve, bool safety = false) => new(id, valve, "", false, "run", "test", safety);

    [Fact]
    public async Task An_actuation_is_intent_then_effect_then_read_back_then_outcome_then_answer()
    {
        await using var bench = new LineBench(Lab);
        (await bench.Node.Ask<Actuated>(bench.Line, Open("1", "C"))).ShouldBe(new Actuated("1", "C", true, true) { At = bench.Node.Clock.Now });
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(0.25), "the settling time is waited for");
        bench.Valves.Calls.TakeLast(2).ShouldBe(["open C", "read C"]);
        (await bench.Events()).TakeLast(2).ShouldBe(
        [
            new ValveActuationRequested(bench.Node.Clock.Now.AddSeconds(-0.25), "1", "C", true, "run", "test"),
            new ValveActuated(bench.Node.Clock.Now, "1", "C", true, true),
        ]);
        (await bench.Node.Ask<Actuated>(bench.Line, Open("2", "C"))).Changed.ShouldBeFalse("it is told again, and stood there");
        bench.Valves.Calls.Count(c => c == "open C").ShouldBe(2);
    }

    [Fact]
    public async Task Every_valve_is_read_at_the_start_and_differences_are_journaled()
    {
        await using var bench = new LineBench(Lab);
        bench.Valves.Truth["D"] = ValveState.Open;
        bench.Valves.Silent["W"] = true;
        var line = await bench.Node.Ask<LineIs>(bench.Line, new GetLine());
        line.Valves.Select(v => $"{v.Valve} {v.State}").ShouldBe(["C closed", "D open", "W unknown", "X closed", "T unknown"]);
        (await bench.Events()).OfType<ValveObserved>().Select(o => $"{o.Valve} {o.State}").ShouldBe(["C closed", "D open", "X closed"]);

        bench.Valves.Truth["D"] = ValveState.Closed;
        await bench.Restart();
        (await bench.Node.Ask<ValveIs>(bench.Line, new GetValve("g", "", "valve D"))).State.ShouldBe("closed");
        (await bench.Events()).OfType<ValveObserved>().Last().ShouldBe(new ValveObserved(bench.Node.Clock.Now, "D", "closed", "read at the start"));
    }

    [Fact]
    public async Task An_interlock_refuses_opening_before_anything_is_sent_and_never_closing()
    {
        await using var bench = new LineBench(Lab);
        await bench.Node.Ask<Actuated>(bench.Line, Open("1", "X"));
        var refused = await bench.Node.Ask<ActuationRefused>(bench.Line, Open("2", "W"));
        (refused.Kind, refused.Reason).ShouldBe((Refusal.Interlocked, "W (valve W) may not open: X must be closed and is open"));
        bench.Valves.Calls.ShouldNotContain("open W");
        await bench.Node.Ask<Actuated>(bench.Line, Close("3", "W"));
    }

    [Fact]
    public async Task Two_interlocked_valves_asked_for_at_once_do_not_both_open()
    {
        await using var bench = new LineBench(Lab);
        var both = await Task.WhenAll(
            bench.Node.Ask<object>(bench.Line, Open("1", "W")), bench.Node.Ask<object>(bench.Line, Open("2", "X")));
        both.OfType<Actuated>().Count().ShouldBe(1);
        both.OfType<ActuationRefused>().Single().Kind.ShouldBe(Refusal.Interlocked);
    }

    [Fact]
    public async Task A_stuck_valve_is_a_fault_and_stands_as_it_reads()
    {
        await using var bench = new LineBench(Lab);
        bench.Valves.Stuck["C"] = true;
        var refused = await bench.Node.Ask<ActuationRefused>(bench.Line, Open("1", "C"));
        (refused.Kind, refused.Reason).ShouldBe((Refusal.Fault, "C was told to open and reads closed"));
        (await bench.Node.Ask<ValveIs>(bench.Line, new GetValve("g", "C", ""))).State.ShouldBe("closed");
        (await bench.Events()).OfType<ValveActuationFailed>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_close_whose_read_back_is_lost_is_no_success_and_the_valve_is_unknown_until_it_is_read()
    {
        await using var bench = new LineBench(Lab);
        await bench.Node.Ask<Actuated>(bench.Line, Open("1", "X"));
        bench.Valves.Silent["X"] = true;
        (await bench.Node.Ask<ActuationRefused>(bench.Line, Close("2", "X"))).Kind.ShouldBe(Refusal.Fault);
        (await bench.Node.Ask<ActuationRefused>(bench.Line, Open("3", "W"))).Reason.ShouldContain("X must be closed and is unknown");

        // Who needs it has it read again; a read that was under way when it came to answer may still fail.
        bench.Valves.Silent.Clear();
        for (var asked = 0; asked < 10_000 && (await bench.Node.Ask<ValveIs>(bench.Line, new GetValve("g", "X", ""))).State == "unknown"; asked++)
            await Task.Yield();
        (await bench.Events()).OfType<ValveObserved>().ShouldContain(o => o.Valve == "X" && o.Why == "read again because it was unknown");
        await bench.Node.Ask<Actuated>(bench.Line, Open("4", "W"));
    }

    [Fact]
    public async Task A_lost_acknowledgement_is_settled_by_the_read_back()
    {
        await using var bench = new LineBench(Lab);
        bench.Valves.Mute["C"] = true;
        (await bench.Node.Ask<Actuated>(bench.Line, Open("1", "C"))).Open.ShouldBeTrue();
    }

    [Fact]
    public async Task A_repeated_command_is_answered_from_the_journal_and_not_acted_on_even_after_a_restart()
    {
        await using var bench = new LineBench(Lab);
        var first = await bench.Node.Ask<Actuated>(bench.Line, Open("1", "C"));
        await bench.Restart();
        (await bench.Node.Ask<Actuated>(bench.Line, Open("1", "C"))).ShouldBe(first, "with the instant at which it was done");
        bench.Valves.Calls.Count(c => c == "open C").ShouldBe(1);
    }

    [Fact]
    public async Task The_same_command_given_twice_at_once_moves_once_and_answers_both()
    {
        await using var bench = new LineBench(Lab);
        var both = await Task.WhenAll(
            bench.Node.Ask<Actuated>(bench.Line, Open("1", "C")), bench.Node.Ask<Actuated>(bench.Line, Open("1", "C")));
        both[0].ShouldBe(both[1]);
        bench.Valves.Calls.Count(c => c == "open C").ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_intent_that_a_crash_left_open_is_settled_by_reading_the_valve(bool stuck)
    {
        await using var bench = new LineBench(Lab);
        await bench.Node.Ask<LineIs>(bench.Line, new GetLine());
        var gate = bench.Valves.Gates["C"] = new TaskCompletionSource();
        if (stuck)
            bench.Valves.Stuck["C"] = true;
        using (bench.Node.Clock.Holds.Hold("the test kills the line"))
        {
            bench.Line.Tell(Open("1", "C"));
            await bench.Journal.Until(h => h.OfType<JournaledEvent>().Any(e => e.Event is ValveActuationRequested));

            // The line dies with the command under way; the valve does, or does not, what it was told.
            await bench.Line.GracefulStop(TestNode.Patience);
            gate.SetResult();
            await bench.Restart();
        }

        var answer = await bench.Node.Ask<object>(bench.Line, Open("1", "C"));
        bench.Valves.Calls.Count(c => c == "open C").ShouldBe(stuck ? 2 : 1, "it is read, and told again only when it is not so");
        if (stuck)
            answer.ShouldBeOfType<ActuationRefused>().Reason.ShouldBe("C was told to open and reads closed");
        else
            answer.ShouldBeOfType<Actuated>().Changed.ShouldBeTrue();

        var events = await bench.Events();
        var told = events.OfType<ValveActuationRequested>().First(r => r.Valve == "C").At;
        var settled = events.OfType<IJournalEvent>().Where(e => e is ValveActuated { Valve: "C" } or ValveActuationFailed { Valve: "C" }).ShouldHaveSingleItem().At;
        (settled - told).ShouldBe(TimeSpan.FromSeconds(0.25), "the settling time runs from when it was told");
    }

    [Fact]
    public async Task Commands_to_one_valve_wait_for_each_other_and_those_to_others_do_not()
    {
        await using var bench = new LineBench(Lab);
        await bench.Node.Ask<LineIs>(bench.Line, new GetLine());
        var answers = await Task.WhenAll(
            bench.Node.Ask<Actuated>(bench.Line, Open("1", "C")),
            bench.Node.Ask<Actuated>(bench.Line, Close("2", "C")),
            bench.Node.Ask<Actuated>(bench.Line, Open("3", "D")));
        answers.Select(a => a.Open).ShouldBe([true, false, true]);
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(0.5), "D settled beside C");
        (await bench.Events()).OfType<ValveActuated>().Select(e => e.CommandId).ShouldBe(["1", "3", "2"], ignoreOrder: true);
    }

    [Fact]
    public async Task Closing_for_safety_is_not_blocked_by_a_lock_and_overtakes_what_waits()
    {
        await using var bench = new LineBench(Lab);
        await bench.Node.Ask<LineIs>(bench.Line, new GetLine());
        var first = bench.Node.Ask<Actuated>(bench.Line, Open("1", "C"));
        var second = bench.Node.Ask<ActuationRefused>(bench.Line, Open("2", "C"));
        await bench.Node.Ask<ValveIs>(bench.Line, new SetLock("l", "C", "", true, "operator", "hands off"));
        var safe = bench.Node.Ask<Actuated>(bench.Line, Close("3", "C", safety: true));
        (await first).Open.ShouldBeTrue();
        (await safe).Open.ShouldBeFalse();
        (await second).Kind.ShouldBeOneOf(Refusal.Fault, Refusal.Locked);
        bench.Valves.Truth["C"].ShouldBe(ValveState.Closed);
    }

    [Fact]
    public async Task A_lock_is_told_refuses_and_outlives_a_restart()
    {
        await using var bench = new LineBench(Lab);
        (await bench.Node.Ask<ValveIs>(bench.Line, new SetLock("l", "C", "", true, "operator", ""))).Locked.ShouldBeTrue();
        await bench.Restart();
        (await bench.Node.Ask<ActuationRefused>(bench.Line, Open("1", "C"))).Kind.ShouldBe(Refusal.Locked);
        (await bench.Node.Ask<ActuationRefused>(bench.Line, Close("2", "C"))).Kind.ShouldBe(Refusal.Locked);
        await bench.Node.Ask<ValveIs>(bench.Line, new SetLock("u", "C", "", false, "operator", ""));
        await bench.Node.Ask<Actuated>(bench.Line, Open("3", "C"));
    }

    [Fact]
    public async Task A_manual_valve_is_what_the_operator_says_and_is_never_moved()
    {
        await using var bench = new LineBench(Lab);
        (await bench.Node.Ask<ActuationRefused>(bench.Line, Open("1", "T"))).Kind.ShouldBe(Refusal.Unknown);
        (await bench.Node.Ask<ValveIs>(bench.Line, new StateManual("m", "T", "", true, "operator"))).State.ShouldBe("open");
        (await bench.Node.Ask<ValveIs>(bench.Line, new StateManual("m", "C", "", true, "operator"))).State.ShouldBeNull();
    }

    [Fact]
    public async Task Pressures_are_in_Torr_with_their_quality_and_never_made_up()
    {
        await using var bench = new LineBench(Lab);
        (await bench.Node.Ask<PressureIs>(bench.Line, new ReadPressure("1", "ion", "IG"))).Torr.ShouldBe(2);
        (await bench.Node.Ask<PressureIs>(bench.Line, new ReadPressure("2", "ion", "CG"))).Torr!.Value.ShouldBe(1.500123, 1e-6);
        bench.Gauge.Reads(null);
        var lost = await bench.Node.Ask<PressureIs>(bench.Line, new ReadPressure("3", "ion", "IG"));
        (lost.Torr, lost.Quality).ShouldBe((null, "missing"));
        (await bench.Node.Ask<PressureIs>(bench.Line, new ReadPressure("4", "lost", "IG"))).Quality.ShouldBe("missing");
        (await bench.Node.Ask<PressureIs>(bench.Line, new ReadPressure("5", "no", "such"))).Torr.ShouldBeNull();
    }

    [Fact]
    public async Task Unknown_valves_are_named()
    {
        await using var bench = new LineBench(Lab);
        (await bench.Node.Ask<ActuationRefused>(bench.Line, Open("1", "Q"))).Reason.ShouldBe("there is no valve Q");
        (await bench.Node.Ask<ActuationRefused>(bench.Line, new Actuate("2", "C", "valve D", true, "", ""))).Kind.ShouldBe(Refusal.Unknown);
        (await bench.Node.Ask<ValveIs>(bench.Line, new GetValve("3", "Q", ""))).State.ShouldBeNull();
    }
}
