using LabActors.Actors.Operators;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Node.Tests.Hardware;

/// <summary>Acceptance scenarios of the extraction line: a node as it is, over pseudo-terminals and sockets of this computer.</summary>
[Collection(LineOnWires.Name)]
public sealed class LineOnWiresTests(LineOnWires line)
{
    private readonly WiredNode _wired = line.Wired;

    [Fact]
    public async Task Hardware_01_a_valve_opens_is_read_back_and_a_second_close_changes_nothing()
    {
        await line.MovesAsync("C", open: true);
        await line.StandsAsync("C", "relays", "open");
        _wired.Instruments.Truth("relays", "relay 301").ShouldBe("on");
        await line.MovesAsync("C", open: false);
        (await _wired.Line<Actuated>(new Actuate(line.NextId(), "C", "", false, "anna", "test"))).Changed.ShouldBeFalse();
        await line.StandsAsync("C", "relays", "closed");

        (await line.AnsweredAsync("relays", "close 301")).ShouldBe(2, "what it stood at was only believed");
        var trace = await line.TraceAsync("relays");
        var opened = trace.ToList().FindIndex(l => l.Contains("open 301: answered", StringComparison.Ordinal));
        trace.Skip(opened).TakeWhile(l => !l.Contains("read 301", StringComparison.Ordinal)).Count(l => l.Contains("-> SYST:ERR?", StringComparison.Ordinal)).ShouldBe(1);
        (await line.JournaledAsync<ValveActuated>(e => e.Valve == "C", count: 3)).Select(e => (e.Open, e.Changed, e.Simulated))
            .ShouldBe([(true, true, true), (false, true, true), (false, false, true)]);
    }

    [Fact]
    public async Task Hardware_02_an_interlock_of_another_box_refuses_opening_before_anything_is_sent_and_never_closing()
    {
        await line.MovesAsync("J", open: true);
        (await line.RefusedAsync("I", open: true)).ShouldBe((Refusal.Interlocked, "I (Interlocked with J) may not open: J must be closed and is open"));
        (await line.AnsweredAsync("relays", "open 302")).ShouldBe(0);
        (await _wired.Line<Actuated>(new Actuate(line.NextId(), "I", "", false, "anna", "test"))).Open.ShouldBeFalse();
        await line.StandsAsync("I", "relays", "closed");
        await line.MovesAsync("J", open: false);
        await line.StandsAsync("J", "arduino", "closed");
    }

    [Fact]
    public async Task Hardware_03_a_valve_that_is_unknown_satisfies_no_interlock_of_either_kind()
    {
        _wired.Instruments.Fault("pyvalve", "garbled", ("request", "GetIndicatorState W"));
        (await line.RefusedAsync("W", open: true)).Kind.ShouldBe(Refusal.Fault);
        (await line.LookAsync("W")).State.ShouldBe("unknown");
        (await line.RefusedAsync("V", open: true)).ShouldBe((Refusal.Interlocked, "V (Needs W open) may not open: W must be open and is unknown"));
        (await line.RefusedAsync("Y", open: true)).ShouldBe((Refusal.Interlocked, "Y (Needs W closed) may not open: W must be closed and is unknown"));
        (await line.AnsweredAsync("relays", "open 303")).ShouldBe(0);
        _wired.Instruments.Mend("pyvalve");

        // The refusal has had it read again.
        await WiredNode.Until(() => line.RefusedAsync("Y", open: true), y => y.Reason == "Y (Needs W closed) may not open: W must be closed and is open");
        await line.StandsAsync("W", "pyvalve", "open");
        await line.MovesAsync("V", open: true);
        await line.StandsAsync("V", "relays", "open");
        await line.MovesAsync("V", open: false);
        await line.MovesAsync("W", open: false);
        await line.MovesAsync("Y", open: true);
        await line.StandsAsync("Y", "relays", "open");
    }

    [Fact]
    public async Task Hardware_04_a_lock_is_never_an_OK_and_nothing_is_sent()
    {
        var opened = await line.AnsweredAsync("board", "open 1");
        await _wired.Line<ValveIs>(new SetLock(line.NextId(), "L", "", true, "anna", "hands off"));
        (await line.RefusedAsync("L", open: true)).ShouldBe((Refusal.Locked, "L (Locked) is locked by anna: hands off"));
        (await line.AnsweredAsync("board", "open 1")).ShouldBe(opened);
        await line.StandsAsync("L", "board", "closed");
        await _wired.Line<ValveIs>(new SetLock(line.NextId(), "L", "", false, "anna", ""));
        await line.MovesAsync("L", open: true);
        await line.StandsAsync("L", "board", "open");
        await line.MovesAsync("L", open: false);
    }

    [Fact]
    public async Task Hardware_05_a_valve_is_closed_before_it_is_disabled_and_what_is_not_seen_to_close_is_both()
    {
        await line.MovesAsync("D", open: true);
        var disabled = await _wired.Line<ValveIs>(new EnableValve(line.NextId(), "D", false, "anna", "leaks"));
        (disabled.State, disabled.Disabled, disabled.Failure).ShouldBe(("closed", true, ""));
        await line.StandsAsync("D", "board", "closed");
        (await line.RefusedAsync("D", open: true)).ShouldBe((Refusal.Disabled, "D (Disabled) is disabled by anna: leaks"));
        await _wired.Line<ValveIs>(new EnableValve(line.NextId(), "D", true, "anna", "mended"));
        await line.MovesAsync("D", open: true);

        // Relay 2 of the bank that is selected.
        _wired.Instruments.Fault("board", "garbled", ("request", "\u00FE\u0012"));
        var unseen = await _wired.Line<ValveIs>(new EnableValve(line.NextId(), "D", false, "anna", "leaks again"));
        (unseen.State, unseen.Disabled).ShouldBe(("unknown", true));
        unseen.Failure.ShouldStartWith("D (Disabled) is disabled, and could not be seen to be closed: ");
        _wired.Instruments.Truth("board", "valve D").ShouldBe("closed");
        (await line.AnsweredAsync("board", "close 2")).ShouldBe(2);
        _wired.Instruments.Mend("board");
        await _wired.Line<ValveIs>(new EnableValve(line.NextId(), "D", true, "anna", "mended"));
        (await _wired.Line<Actuated>(new Actuate(line.NextId(), "D", "", false, "anna", "test"))).Open.ShouldBeFalse();
    }

    [Fact]
    public async Task Hardware_06_a_child_at_another_box_moves_after_its_parent_and_its_failure_is_told()
    {
        await line.MovesAsync("AA", open: true);
        await line.MovesAsync("U", open: true);
        await line.StandsAsync("U", "relays", "open");
        await line.StandsAsync("AA", "pyvalve", "closed");

        _wired.Instruments.Fault("pyvalve", "stuck-valve", ("part", "AA"));
        var (kind, reason) = await line.RefusedAsync("U", open: false);
        kind.ShouldBe(Refusal.ChildFailed);
        reason.ShouldStartWith("U is closed, but AA did not open and is closed: ");
        reason.ShouldContain("ERROR 015");
        await line.StandsAsync("U", "relays", "closed");
        await line.StandsAsync("AA", "pyvalve", "closed");
        _wired.Instruments.Mend("pyvalve");
        (await _wired.Line<Actuated>(new Actuate(line.NextId(), "U", "", false, "anna", "test"))).Open.ShouldBeFalse();
        await line.StandsAsync("AA", "pyvalve", "open");
        (await line.AnsweredAsync("pyvalve", "Open AA")).ShouldBe(3);
    }

    [Fact]
    public async Task Hardware_07_a_double_valve_of_which_one_actuator_does_not_let_go_is_at_fault_and_may_be_tried_again()
    {
        await line.MovesAsync("P", open: true);
        await line.StandsAsync("P", "relays", "open");
        await line.MovesAsync("P", open: false);
        await line.StandsAsync("P", "relays", "closed");

        _wired.Instruments.Fault("relays", "stuck-relay", ("part", "311"));
        (await line.RefusedAsync("P", open: true)).ShouldBe((Refusal.Fault, "P was told to open and is at fault: what it reads contradicts itself, or it did not arrive in time"));
        (await line.LookAsync("P")).State.ShouldBe("fault");
        (_wired.Instruments.Truth("relays", "relay 310"), _wired.Instruments.Truth("relays", "relay 311"), _wired.Instruments.Truth("relays", "valve P")).ShouldBe(("on", "on", "closed"));
        (await line.AnsweredAsync("relays", "close 311")).ShouldBe(2, "the last step was taken, and did nothing");

        _wired.Instruments.Mend("relays");
        await line.MovesAsync("P", open: true);
        await line.StandsAsync("P", "relays", "open");
        await line.MovesAsync("P", open: false);
    }

    [Fact]
    public async Task Hardware_08_a_stuck_valve_is_read_so_often_as_the_file_says_and_stands_as_its_indicators_read()
    {
        var reads = await line.AnsweredAsync("arduino", "read 4");
        _wired.Instruments.Fault("relays", "stuck-valve", ("part", "S"));
        (await line.RefusedAsync("S", open: true)).ShouldBe((Refusal.Fault, "S was told to open and reads closed"));
        (_wired.Instruments.Truth("relays", "relay 306"), _wired.Instruments.Truth("relays", "valve S")).ShouldBe(("on", "closed"));
        var seen = await line.LookAsync("S");
        (seen.State, seen.Commanded, seen.Why).ShouldBe(("closed", "open", "did not open: S was told to open and reads closed"));
        (await line.AnsweredAsync("arduino", "read 4") - reads).ShouldBe(4);
        await line.JournaledAsync<ValveActuationFailed>(e => e.Valve == "S");
        _wired.Instruments.Mend("relays");
        await line.MovesAsync("S", open: true);
        await line.StandsAsync("S", "arduino", "open");
        await line.MovesAsync("S", open: false);
    }

    [Fact]
    public async Task Hardware_09_both_indicators_are_a_fault_and_none_is_moving_until_it_has_taken_too_long()
    {
        _wired.Instruments.Fault("arduino", "both-indicators-on", ("part", "M"));
        (await line.RefusedAsync("M", open: true)).ShouldBe((Refusal.Fault, "M was told to open and is at fault: what it reads contradicts itself, or it did not arrive in time"));
        (await line.LookAsync("M")).State.ShouldBe("fault");
        _wired.Instruments.Mend("arduino");

        // Neither indicator, for less than it may take.
        _wired.Instruments.Fault("arduino", "both-indicators-off", ("part", "M"));
        var reads = await line.AnsweredAsync("arduino", "read 2");
        var closing = _wired.Line<object>(new Actuate(line.NextId(), "M", "", false, "anna", "test"));
        await WiredNode.Until(() => line.AnsweredAsync("arduino", "read 2"), n => n >= reads + 2);
        closing.IsCompleted.ShouldBeFalse();
        var moving = await line.LookAsync("M");
        (moving.State, moving.Commanded).ShouldBe(("unknown", "closed"), "nothing is built on what is on its way");
        _wired.Instruments.Mend("arduino");
        (await closing).ShouldBeOfType<Actuated>();
        await line.StandsAsync("M", "arduino", "closed");

        // Nobody moves it, and it does not arrive.
        _wired.Instruments.Fault("arduino", "both-indicators-off", ("part", "Q"));
        await WiredNode.Until(() => line.LookAsync("Q"), q => q.State == "fault");
        (await line.JournaledAsync<ValveObserved>(o => o is { Valve: "Q", State: not "closed" }, count: 2)).Select(o => (o.State, o.Why))
            .ShouldBe([("moving", "found so"), ("fault", "it has been on its way for more than 2 s")]);
        _wired.Instruments.Mend("arduino");
        await WiredNode.Until(() => line.LookAsync("Q"), q => q.State == "closed");
        await line.StandsAsync("Q", "arduino", "closed");
    }

    [Fact]
    public async Task Hardware_10_a_close_whose_read_back_is_lost_is_unknown_and_no_success()
    {
        await line.MovesAsync("K", open: true);
        _wired.Instruments.Fault("pyvalve", "silent", ("request", "GetIndicatorState K"));
        (await line.RefusedAsync("K", open: false)).Kind.ShouldBe(Refusal.Fault);
        var seen = await line.LookAsync("K");
        (seen.State, seen.Commanded).ShouldBe(("unknown", "closed"));
        _wired.Instruments.Truth("pyvalve", "valve K").ShouldBe("closed");
        (await line.AnsweredAsync("pyvalve", "Close K")).ShouldBe(1);
        (await line.TraceAsync("pyvalve")).ShouldContain(l => l.Contains("GetIndicatorState K: TimedOut", StringComparison.Ordinal));
        _wired.Instruments.Mend("pyvalve");
        (await _wired.Line<Actuated>(new Actuate(line.NextId(), "K", "", false, "anna", "test"))).Open.ShouldBeFalse();
        await line.StandsAsync("K", "pyvalve", "closed");
    }

    [Fact]
    public async Task Hardware_11_a_shot_is_counted_once_and_only_when_the_outer_valve_did_open()
    {
        async Task<int> Shots() => (await _wired.Line<PipettesAre>(new GetPipettes(line.NextId()))).Shots["Air"];
        async Task Fill()
        {
            await line.MovesAsync("G", open: true);
            await line.MovesAsync("G", open: false);
        }

        var before = await Shots();
        before.ShouldBeGreaterThanOrEqualTo(4211, "shots before LabActors counted are counted");
        await Fill();
        await Fill();
        _wired.Instruments.Fault("board", "stuck-valve", ("part", "F"));
        (await line.RefusedAsync("F", open: true)).Reason.ShouldBe("F was told to open and reads closed");
        _wired.Instruments.Truth("board", "valve F").ShouldBe("closed");
        (await Shots()).ShouldBe(before, "it did not open");
        _wired.Instruments.Mend("board");
        (await _wired.Line<Actuated>(new Actuate(line.NextId(), "F", "", true, "anna", "test"))).Shot.ShouldBe(new PipetteShot("Air", before + 1), "filled twice is filled");
        await line.StandsAsync("F", "board", "open");
        await line.MovesAsync("F", open: false);
        await line.MovesAsync("F", open: true);
        await line.MovesAsync("F", open: false);
        (await Shots()).ShouldBe(before + 1, "an empty pipette gives nothing");
        (await line.AnsweredAsync("arduino", "open 0")).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Hardware_12_what_opens_and_closes_by_itself_ends_closed_when_it_is_interrupted_and_is_told_as_incomplete()
    {
        async Task<ValveSequenceEnded> Ended(string id) => (await line.JournaledAsync<ValveSequenceEnded>(e => e.CommandId == id)).Single();
        async Task<string> Begun(int times, double open, double closed)
        {
            var id = line.NextId();
            (await _wired.Line<SequenceIs>(new RunSequence(id, "E", times, open, closed, "anna", "to sample"))).Refusal.ShouldBeEmpty();
            return id;
        }

        var sample = await Begun(1, 3600, 0);
        await WiredNode.Until(() => line.LookAsync("E"), e => e.State == "open");
        await line.StandsAsync("E", "relays", "open");
        await _wired.Line<object>(new Actuate(line.NextId(), "E", "", false, "anna", "enough"));
        var cut = await Ended(sample);
        (cut.Done, cut.Times, cut.Reason).ShouldBe((0, 1, "E was closed by anna: enough"));
        await line.StandsAsync("E", "relays", "closed");

        var cycle = await Begun(3, 1, 3600);
        await line.JournaledAsync<ValveActuated>(a => a is { Valve: "E", Open: false } && a.CommandId.StartsWith($"{cycle}/", StringComparison.Ordinal));
        await _wired.Line<object>(new Actuate(line.NextId(), "E", "", false, "anna", "enough"));
        var incomplete = await Ended(cycle);
        (incomplete.Done, incomplete.Times).ShouldBe((1, 3));

        var whole = await Ended(await Begun(2, 1, 1));
        (whole.Done, whole.Times, whole.Reason).ShouldBe((2, 2, ""));
        await line.StandsAsync("E", "relays", "closed");
        (await line.AnsweredAsync("relays", "open 307")).ShouldBe(4);
    }

    [Fact]
    public async Task Valves_that_are_wired_the_other_way_round_stand_as_they_are()
    {
        foreach (var (valve, box) in ((string, string)[])[("N", "relays"), ("R", "board"), ("B", "board")])
        {
            await line.StandsAsync(valve, box, "closed");
            await line.MovesAsync(valve, open: true);
            await line.StandsAsync(valve, box, "open");
            await line.MovesAsync(valve, open: false);
            await line.StandsAsync(valve, box, "closed");
        }

        (_wired.Instruments.Truth("relays", "relay 308"), _wired.Instruments.Truth("board", "relay 3"), _wired.Instruments.Truth("board", "relay 4")).ShouldBe(("on", "off", "on"));
        (await line.AnsweredAsync("relays", "close 308"), await line.AnsweredAsync("board", "read input 12")).ShouldBe((1, 3), "opened by letting go; read at the start, and after each move");
    }

    [Fact]
    public async Task Hardware_38_a_valve_that_nothing_moves_says_so_and_is_never_said_to_have_moved()
    {
        (await line.RefusedAsync("X", open: true)).ShouldBe((Refusal.Fault, "X has no device"));
        (await line.LookAsync("X")).State.ShouldBe("unknown");
        (await line.RefusedAsync("Z", open: true)).Reason.ShouldBe("Z (Nothing moves it) is moved by nothing that LabActors reaches (driven: false in lab.yaml); say how it stands instead");
        (await line.RefusedAsync("T", open: true)).Kind.ShouldBe(Refusal.Unknown);
        (await _wired.Line<ValveIs>(new StateManual(line.NextId(), "T", "", true, "anna"))).State.ShouldBe("open");

        // As an operator sees them.
        var table = LineTable.Of(((IOperatedLab)_wired.Node).Laboratory, (await _wired.Line<LineIs>(new GetLine())).Valves);
        table.ShouldContain(l => l.StartsWith("X ", StringComparison.Ordinal) && l.Contains("unknown", StringComparison.Ordinal) && l.EndsWith("X has no device", StringComparison.Ordinal));
        table.ShouldContain(l => l.StartsWith("Z ", StringComparison.Ordinal) && l.Contains("(nothing moves it)", StringComparison.Ordinal));
    }
}
