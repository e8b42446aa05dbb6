using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Core.Tests.Lines;

/// <summary>Disabling, ownership, valves that follow others, and how long a read-back is waited for.</summary>
public sealed class ValveRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly LabDefinition Lab = new()
    {
        Name = "test",
        Valves = [Valve("C"), Valve("R") with { Owner = "Argus" }, Valve("U"), Valve("AA") with { Parent = "U", ParentInverted = true }, Valve("BB") with { Parent = "U" }],
        Pipettes = [new PipetteDefinition("Air", "tank", "pipette", "C", "R") { ShotsBefore = 1000 }],
    };

    private static ValveDefinition Valve(string name) => new(name, $"valve {name}", "a", "b", "line", [], [], TimeSpan.FromSeconds(0.25), ValveKind.Valve)
    {
        CheckDelay = TimeSpan.FromSeconds(0.5),
        CheckTries = 3,
        Travel = TimeSpan.FromSeconds(4),
    };

    private static ActuationDecision Decide(LineState state, string valve, bool open, string @for = "", bool safety = false, DateTimeOffset? at = null) =>
        LineDecisions.Actuate(Lab, state, new ActuationCommand("1", valve, "", open, "test", "", safety) { For = @for }, at ?? At);

    private static LineState After(LineState state, IEnumerable<IJournalEvent> events) => events.Aggregate(state, (s, e) => s.Apply(e));

    [Fact]
    public void A_disabled_valve_is_not_opened_and_is_always_closed()
    {
        var state = After(LineState.Empty, LineDecisions.Enable(LineState.Empty, "C", enabled: false, "anna", "leaks", At));
        Decide(state, "C", open: true).ShouldBeOfType<ActuationDecision.Disabled>().Reason.ShouldBe("C (valve C) is disabled by anna: leaks");
        Decide(state, "C", open: false).ShouldBeOfType<ActuationDecision.Proceed>();
        LineDecisions.Enable(state, "C", enabled: false, "anna", "leaks", At).ShouldBeEmpty();
        Decide(After(state, LineDecisions.Enable(state, "C", enabled: true, "anna", "mended", At)), "C", open: true).ShouldBeOfType<ActuationDecision.Proceed>();
    }

    [Fact]
    public void Hardware_38_a_valve_that_nothing_moves_is_refused_with_the_reason_and_follows_nobody()
    {
        var lab = Lab with { Valves = [.. Lab.Valves.Select(v => v.Name is "C" or "AA" ? v with { Driven = false } : v)] };
        foreach (var open in (bool[])[true, false])
        {
            LineDecisions.Actuate(lab, LineState.Empty, new ActuationCommand("1", "C", "", open, "test", "", false), At).ShouldBeOfType<ActuationDecision.NoValve>().Reason
                .ShouldBe("C (valve C) is moved by nothing that LabActors reaches (driven: false in lab.yaml); say how it stands instead");
        }

        LineDecisions.Followers(lab, "U", open: true, safety: false).Select(f => f.Item1.Name).ShouldBe(["BB"]);
    }

    [Fact]
    public void An_instruments_own_valve_is_closed_to_other_instruments()
    {
        Decide(LineState.Empty, "R", open: true, "Helix").ShouldBeOfType<ActuationDecision.Owned>().Reason.ShouldBe("R (valve R) belongs to Argus");
        Decide(LineState.Empty, "R", open: true, "Argus").ShouldBeOfType<ActuationDecision.Proceed>();
        Decide(LineState.Empty, "R", open: true).ShouldBeOfType<ActuationDecision.Proceed>("a person is no instrument");
        Decide(LineState.Empty, "R", open: false, "Helix").ShouldBeOfType<ActuationDecision.Proceed>("closing is always allowed");
    }

    [Fact]
    public void Hardware_14_what_a_client_has_taken_is_refused_to_others_with_his_name_until_his_time_is_over()
    {
        var (none, taken) = LineDecisions.Own(Lab, LineState.Empty, ["C"], "A", TimeSpan.FromSeconds(60), At);
        none.ShouldBeEmpty();
        var state = After(LineState.Empty, taken);
        Decide(state, "C", open: true, "B").ShouldBeOfType<ActuationDecision.Owned>().Owner.ShouldBe("A");
        Decide(state, "C", open: true).ShouldBeOfType<ActuationDecision.Owned>("a person too");
        Decide(state, "C", open: true, "A").ShouldBeOfType<ActuationDecision.Proceed>();
        Decide(state, "C", open: false, "B").ShouldBeOfType<ActuationDecision.Proceed>("closing is always allowed");
        LineDecisions.Own(Lab, state, ["C"], "B", TimeSpan.FromSeconds(60), At.AddSeconds(59)).Refusal.ShouldBe("C (valve C) belongs to A");

        LineDecisions.Own(Lab, state, ["C"], "A", TimeSpan.FromSeconds(60), At.AddSeconds(3)).Events.ShouldBeEmpty("most of the time is left");
        var renewed = After(state, LineDecisions.Own(Lab, state, ["C"], "A", TimeSpan.FromSeconds(60), At.AddSeconds(40)).Events);
        Decide(renewed, "C", open: true, "B", at: At.AddSeconds(99)).ShouldBeOfType<ActuationDecision.Owned>();
        Decide(renewed, "C", open: true, "B", at: At.AddSeconds(100)).ShouldBeOfType<ActuationDecision.Proceed>("he said nothing more");
        var given = After(state, LineDecisions.Own(Lab, state, ["C"], "A", TimeSpan.Zero, At.AddSeconds(5)).Events);
        Decide(given, "C", open: true, "B", at: At.AddSeconds(5)).ShouldBeOfType<ActuationDecision.Proceed>("he gave it back");
    }

    [Fact]
    public void Valves_follow_in_the_order_of_the_file_and_none_opens_for_safety()
    {
        LineDecisions.Followers(Lab, "U", open: true, safety: false).Select(f => (f.Child.Name, f.Open)).ShouldBe([("AA", false), ("BB", true)]);
        LineDecisions.Followers(Lab, "U", open: false, safety: false).Select(f => (f.Child.Name, f.Open)).ShouldBe([("AA", true), ("BB", false)]);
        LineDecisions.Followers(Lab, "U", open: false, safety: true).Select(f => (f.Child.Name, f.Open)).ShouldBe([("BB", false)]);
        LineDecisions.Followers(Lab, "C", open: true, safety: false).ShouldBeEmpty();
    }

    [Fact]
    public void A_read_back_is_waited_for_so_often_or_while_the_valve_is_on_its_way()
    {
        var valve = Lab.Valves[0];
        var wait = TimeSpan.FromSeconds(0.5);
        ReadBackRules.First(valve).ShouldBe(TimeSpan.FromSeconds(0.75));
        ReadBackRules.Again(valve, true, ValveStand.Open, 1, wait).ShouldBeNull();
        ReadBackRules.Again(valve, true, ValveStand.Fault, 1, wait).ShouldBeNull();
        ReadBackRules.Again(valve, true, ValveStand.Closed, 2, wait).ShouldBe(wait);
        ReadBackRules.Again(valve, true, ValveStand.Closed, 3, wait).ShouldBeNull();
        ReadBackRules.Again(valve, true, ValveStand.Moving, 3, TimeSpan.FromSeconds(3.9)).ShouldBe(wait);
        ReadBackRules.Again(valve, true, ValveStand.Moving, 9, TimeSpan.FromSeconds(4)).ShouldBeNull();
        ReadBackRules.Last(valve, ValveStand.Moving, TimeSpan.FromSeconds(4)).ShouldBe(ValveStand.Fault);
        ReadBackRules.Last(valve, ValveStand.Closed, TimeSpan.FromSeconds(4)).ShouldBe(ValveStand.Closed);
    }

    [Fact]
    public void What_is_on_its_way_for_too_long_is_a_fault_and_stays_one_until_it_arrives()
    {
        var valve = Lab.Valves[0];
        var moving = LineState.Empty.Apply(new ValveObserved(At, "C", "moving", "found so")).Of("C");
        ReadBackRules.Judge(valve, ValveRecord.Unread, ValveStand.Moving, At).ShouldBe(ValveStand.Moving);
        ReadBackRules.Judge(valve, moving, ValveStand.Moving, At.AddSeconds(3.9)).ShouldBe(ValveStand.Moving);
        ReadBackRules.Judge(valve, moving, ValveStand.Moving, At.AddSeconds(4)).ShouldBe(ValveStand.Fault);
        ReadBackRules.Judge(valve, moving with { Read = ValveStand.Fault }, ValveStand.Moving, At).ShouldBe(ValveStand.Fault);
        ReadBackRules.Judge(valve, moving, ValveStand.Closed, At.AddSeconds(9)).ShouldBe(ValveStand.Closed);
    }

    [Fact]
    public void Told_and_read_are_kept_apart_with_the_reason()
    {
        var state = After(LineState.Empty,
        [
            new ValveActuationRequested(At, "1", "C", true, "anna", "to pump"),
            new ValveActuationFailed(At, "1", "C", true, "C was told to open and reads closed"),
            new ValveObserved(At, "C", "closed", LineDecisions.AfterFailure),
        ]);
        var valve = state.Of("C");
        (valve.Commanded, valve.Read, valve.Why).ShouldBe((ValveStand.Open, ValveStand.Closed, "did not open: C was told to open and reads closed"));
        LineState.Of(state.ToSnapshot()).Of("C").ShouldBe(valve);
    }

    [Fact]
    public void Shots_that_a_pipette_gave_before_are_counted_on()
    {
        var state = LineState.Empty.Apply(new PipetteFilled(At, "Air"));
        var shot = LineDecisions.Pipettes(Lab, state, [new ValveActuated(At, "1", "R", true, true)]).OfType<PipetteShotTaken>().ShouldHaveSingleItem();
        shot.Count.ShouldBe(1001);
        LineDecisions.Pipettes(Lab, state.Apply(shot).Apply(new PipetteFilled(At, "Air")), [new ValveActuated(At, "2", "R", true, true)]).OfType<PipetteShotTaken>().Single().Count.ShouldBe(1002);
    }

    [Fact]
    public void A_sequence_counts_its_own_closings()
    {
        var state = After(LineState.Empty,
        [
            new ValveSequenceBegan(At, "s", "C", 3, 1, 1, "anna", ""),
            new ValveActuated(At, "s/open/1", "C", true, true),
            new ValveActuated(At, "s/close/2", "C", false, true),
            new ValveActuated(At, "other", "C", false, false),
        ]);
        state.Sequences["C"].Done.ShouldBe(1);
        LineState.Of(state.ToSnapshot()).Sequences["C"].ShouldBe(state.Sequences["C"]);
        state.Apply(new ValveSequenceEnded(At, "s", "C", 1, 3, "canceled")).Sequences.ShouldBeEmpty();
    }
}
