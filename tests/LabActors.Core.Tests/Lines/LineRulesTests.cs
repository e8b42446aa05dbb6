using FsCheck.Xunit;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Core.Tests.Lines;

public sealed class LineRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly LabDefinition Lab = new()
    {
        Name = "test",
        Valves =
        [
            Valve("W", "Outer Pipette 1", ["X"], []),
            Valve("X", "Inner Pipette 1", ["W"], []),
            Valve("V", "Vacuum", [], ["C"]),
            Valve("C", "Bone to Turbo", [], []),
            Valve("T", "Roughing", [], [], ValveKind.Manual),
        ],
    };

    private static ValveDefinition Valve(string name, string description, string[] interlocks, string[] positive, ValveKind kind = ValveKind.Valve) =>
        new(name, description, "a", "b", "line", [.. interlocks], [.. positive], TimeSpan.FromSeconds(0.25), kind);

    private static LineState Read(params (string Valve, ValveStand Stand)[] valves) => valves.Aggregate(
        LineState.Empty, (s, v) => s.Apply(new ValveObserved(At, v.Valve, v.Stand.Word(), "test")));

    private static ActuationDecision Decide(LineState state, string valve, bool open, string id = "1", string description = "", bool safety = false) =>
        LineDecisions.Actuate(Lab, state, new ActuationCommand(id, valve, description, open, "test", "", safety), At);

    [Theory]
    [InlineData("W", "", "W")]
    [InlineData("", "Outer Pipette 1", "W")]
    [InlineData("", "outer pipette 1", "W")]
    [InlineData("W", "Outer Pipette 1", "W")]
    [InlineData("W", "Inner Pipette 1", null)]
    [InlineData("Q", "", null)]
    [InlineData("", "Nothing such", null)]
    [InlineData("", "", null)]
    public void A_valve_is_found_by_name_by_description_or_by_both_if_both_are_one_valve(string name, string description, string? expected)
    {
        var found = LineDecisions.Find(Lab, name, description, out var reason);
        found?.Name.ShouldBe(expected);
        (found is null).ShouldBe(expected is null);
        (reason.Length > 0).ShouldBe(expected is null);
    }

    [Theory]
    [InlineData(ValveStand.Open, false)]
    [InlineData(ValveStand.Unknown, false)]
    [InlineData(ValveStand.Closed, true)]
    public void Opening_wants_the_interlocking_valve_closed_as_read(ValveStand other, bool allowed)
    {
        var state = Read(("X", other), ("W", ValveStand.Closed));
        (Decide(state, "W", open: true) is ActuationDecision.Proceed).ShouldBe(allowed);
        Decide(state, "W", open: false).ShouldBeOfType<ActuationDecision.Proceed>();
    }

    [Theory]
    [InlineData(ValveStand.Open, true)]
    [InlineData(ValveStand.Unknown, false)]
    [InlineData(ValveStand.Closed, false)]
    public void A_positive_interlock_wants_the_other_valve_open_as_read(ValveStand other, bool allowed)
    {
        var decision = Decide(Read(("C", other)), "V", open: true);
        (decision is ActuationDecision.Proceed).ShouldBe(allowed);
        Decide(Read(("C", other)), "V", open: false).ShouldBeOfType<ActuationDecision.Proceed>();
    }

    [Fact]
    public void A_valve_on_its_way_satisfies_no_interlock()
    {
        var state = Read(("X", ValveStand.Closed)).Apply(new ValveActuationRequested(At, "0", "X", true, "test", ""));
        Decide(state, "W", open: true).ShouldBeOfType<ActuationDecision.Interlocked>().Reason
            .ShouldBe("W (Outer Pipette 1) may not open: X must be closed and is on its way to open");
    }

    [Fact]
    public void A_lock_holds_a_valve_except_against_closing_for_safety()
    {
        var state = Read(("C", ValveStand.Open)).Apply(new ValveLocked(At, "C", "operator", ""));
        Decide(state, "C", open: false).ShouldBeOfType<ActuationDecision.Locked>();
        Decide(state, "C", open: true, safety: true).ShouldBeOfType<ActuationDecision.Locked>();
        Decide(state, "C", open: false, safety: true).ShouldBeOfType<ActuationDecision.Proceed>();
        Decide(state.Apply(new ValveUnlocked(At, "C", "operator", "")), "C", open: false).ShouldBeOfType<ActuationDecision.Proceed>();
    }

    [Fact]
    public void A_repeated_command_is_answered_and_not_acted_on()
    {
        var state = LineState.Empty.Apply(new ValveActuationRequested(At, "1", "C", true, "run", ""));
        Decide(state, "C", open: true).ShouldBe(new ActuationDecision.UnderWay("C"));
        state = state.Apply(new ValveActuated(At, "1", "C", true, true));
        Decide(state, "C", open: true).ShouldBe(new ActuationDecision.Repeated(new ValveOutcome("C", true, true, null) { At = At }));
        Decide(state, "C", open: false).ShouldBeOfType<ActuationDecision.NoValve>("the same id for something else");
        Decide(state, "C", open: true, id: "2").ShouldBeOfType<ActuationDecision.Proceed>("belief may be old, so it is done again");
    }

    [Fact]
    public void The_memory_of_commands_is_bounded_and_keeps_the_newest()
    {
        var answered = Enumerable.Range(0, AnsweredCommands.Capacity + 10)
            .Aggregate(AnsweredCommands.None, (a, i) => a.Add($"{i}", new ValveOutcome("C", true, true, null)));
        answered.Count.ShouldBe(AnsweredCommands.Capacity);
        answered.Find("9").ShouldBeNull();
        answered.Find("10").ShouldNotBeNull();
        answered.InOrder().Last().Key.ShouldBe($"{AnsweredCommands.Capacity + 9}");
    }

    [Fact]
    public void A_valve_that_reads_otherwise_has_failed_and_is_what_it_reads()
    {
        var intent = new ValveActuationRequested(At, "1", "C", true, "run", "");
        var state = Read(("C", ValveStand.Closed)).Apply(intent);
        var events = LineDecisions.Outcome(state, intent, ValveStand.Closed, "", false, At);
        events[0].ShouldBeOfType<ValveActuationFailed>().Reason.ShouldBe("C was told to open and reads closed");
        events.Aggregate(state, (s, e) => s.Apply(e)).Of("C").Stand.ShouldBe(ValveStand.Closed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_valve_whose_read_back_is_lost_has_failed_and_is_unknown_even_when_it_was_to_close(bool open)
    {
        var intent = new ValveActuationRequested(At, "1", "C", open, "run", "");
        var state = Read(("C", ValveStand.Closed)).Apply(intent);
        var events = LineDecisions.Outcome(state, intent, ValveStand.Unknown, "C did not answer", false, At);
        events.ShouldHaveSingleItem().ShouldBeOfType<ValveActuationFailed>();
        events.Aggregate(state, (s, e) => s.Apply(e)).Of("C").Stand.ShouldBe(ValveStand.Unknown);
    }

    [Theory]
    [InlineData(ValveStand.Open, true)]
    [InlineData(ValveStand.Closed, false)]
    [InlineData(ValveStand.Unknown, false)]
    public void An_intent_that_a_crash_left_open_is_done_when_the_valve_reads_so_and_else_may_be_given_again(ValveStand read, bool done)
    {
        var state = Read(("C", ValveStand.Closed)).Apply(new ValveActuationRequested(At, "1", "C", true, "run", ""));
        var events = LineDecisions.Observe(state, "C", read, "start", false, At);
        (events[0] is ValveActuated { Changed: true }).ShouldBe(done);
        var after = events.Aggregate(state, (s, e) => s.Apply(e));
        after.Of("C").Pending.ShouldBeNull();
        after.Of("C").Stand.ShouldBe(read);
        (after.Answered.Find("1") is not null).ShouldBe(done);
        Decide(after, "C", open: true).ShouldBeOfType(done ? typeof(ActuationDecision.Repeated) : typeof(ActuationDecision.Proceed));
    }

    [Fact]
    public void Reading_what_is_known_is_no_event()
    {
        LineDecisions.Observe(Read(("C", ValveStand.Open)), "C", ValveStand.Open, "start", false, At).ShouldBeEmpty();
        LineDecisions.Observe(Read(("C", ValveStand.Open)), "C", ValveStand.Closed, "start", false, At)
            .ShouldBe([new ValveObserved(At, "C", "closed", "start")]);
    }

    [Fact]
    public void A_valve_moved_by_hand_is_never_reported_as_moved() =>
        Decide(LineState.Empty, "T", open: true).ShouldBeOfType<ActuationDecision.NoValve>().Reason.ShouldContain("by hand");

    [Property(MaxTest = 300)]
    public void Pipette_valves_are_never_both_open_whatever_is_asked(bool[] opens, bool[] outer)
    {
        var state = Read(("W", ValveStand.Closed), ("X", ValveStand.Closed));
        foreach (var (open, isOuter, i) in opens.Zip(outer, Enumerable.Range(0, opens.Length)))
        {
            if (Decide(state, isOuter ? "W" : "X", open, $"{i}") is ActuationDecision.Proceed p)
            {
                state = state.Apply(p.Intent);
                state = LineDecisions.Outcome(state, p.Intent, ValveStands.Of(open), "", false, At).Aggregate(state, (s, e) => s.Apply(e));
            }

            (state.Of("W").Stand == ValveStand.Open && state.Of("X").Stand == ValveStand.Open).ShouldBeFalse();
        }
    }
}
