using Akka.Actor;
using LabActors.Actors.Gateways;
using LabActors.Actors.Operators;
using LabActors.Core.Labs;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.HealthEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Node.Tests.Hardware;

/// <summary>Acceptance scenarios of a line that is shared: a node as it is, over sockets of this computer, and other programs at the same master.</summary>
public sealed class MasterOnWiresTests(MasterOnWires master) : IClassFixture<MasterOnWires>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly WiredNode _wired = master.Wired;

    [Fact]
    public async Task Hardware_13_a_run_waits_for_the_flag_of_another_program_until_it_expires_and_keeps_it_while_it_needs_it()
    {
        var since = _wired.Events.Length;
        (await master.OtherAsksAsync("Set bone_flag 1")).ShouldBe("OK");
        var waits = master.JournaledAsync<RunNoted>(since, n => n.Text == "waits for line:bone, held by another program at the master (flag bone_flag of valves)");
        await MasterOnWires.WhilePingedAsync(() => master.OtherAsksAsync("Ping bone_flag"), master.StartRunAsync("waits"));
        await MasterOnWires.WhilePingedAsync(() => master.OtherAsksAsync("Ping bone_flag"), waits);
        _wired.Instruments.Truth("valves", "valve A").ShouldBe("closed");

        // That program says nothing any more.
        await master.JournaledAsync<ValveActuated>(since, v => v is { Valve: "A", Open: true });
        (await master.OtherAsksAsync("Read bone_flag")).ShouldBe("1", "it is the run's now");
        await master.LetGoOnAsync();
        await master.SucceedsAsync(since);
        await WiredNode.Until(() => master.OtherAsksAsync("Read bone_flag"), flag => flag == "0");
    }

    [Fact]
    public async Task Hardware_13_and_14_a_client_that_falls_silent_loses_flag_and_valves_by_time_out_only_and_is_refused_then_with_the_name_of_the_next()
    {
        var since = _wired.Events.Length;
        var leases = await master.LeasesAsync();
        using var told = Inbox.Create(_wired.Node.System);
        var gateway = _wired.Node.System.ActorOf(PychronServerActor.Props(
            LabFile.Read(WiredLaboratory.With(), WiredLaboratory.Path).Lab!, new PychronServerDefinition(0), _wired.Node.Line, leases, told: told.Receiver));
        var port = ((PychronServerActor.Listening)await told.ReceiveAsync(Patience)).At.Port;
        await WiredNode.Until(() => MasterOnWires.AskAsync(port, "Set bone 1"), answer => answer == "OK");
        (await MasterOnWires.AskAsync(port, "Open C")).ShouldBe("OK");
        (await master.OtherAsksAsync("Read bone_flag")).ShouldBe("1", "who has the section here has its flag at the master");
        var refused = await _wired.Line<ActuationRefused>(new Actuate("other", "C", "", true, "Pychron at 10.0.0.6", "test", For: "10.0.0.6"));
        (refused.Kind, refused.Reason).ShouldBe((Refusal.Owned, "C (Bone to Turbo) belongs to 127.0.0.1"));

        // His connections have ended, which ends nothing; a run of ours waits, and gets the section under a newer token when the minute is over.
        var waits = master.JournaledAsync<RunNoted>(since, n => n.Text == "waits for line:bone, held by Pychron at 127.0.0.1");
        await MasterOnWires.WhilePingedAsync(() => MasterOnWires.AskAsync(port, "Ping bone"), master.StartRunAsync("next"));
        await MasterOnWires.WhilePingedAsync(() => MasterOnWires.AskAsync(port, "Ping bone"), waits);
        var tokens = (await master.JournaledAsync<LeaseGranted>(since, g => g.Resources.Contains("line:bone"), 2)).Select(g => g.Token).ToArray();
        tokens[1].ShouldBeGreaterThan(tokens[0]);
        await master.JournaledAsync<ValveActuated>(since, v => v is { Valve: "A", Open: true });
        (await MasterOnWires.AskAsync(port, "Open C")).ShouldStartWith("ERROR 012 : bone is held by ");
        (await MasterOnWires.AskAsync(port, "Ping bone")).ShouldStartWith("ERROR 012 : bone is held by ");
        (await MasterOnWires.AskAsync(port, "Close C")).ShouldBe("OK", "closing is always allowed");
        await master.LetGoOnAsync();
        await master.SucceedsAsync(since);
        await gateway.GracefulStop(Patience);
    }

    [Fact]
    public async Task Hardware_18_and_21_a_master_that_is_started_anew_in_a_run_is_told_lost_its_valves_are_unknown_and_the_run_goes_on_when_it_is_back()
    {
        var since = _wired.Events.Length;
        await master.StartRunAsync("interrupted");
        await master.JournaledAsync<ValveActuated>(since, v => v is { Valve: "A", Open: true });
        _wired.Instruments.Fault("valves", "power-loss");
        _wired.Instruments.Fault("valves", "link-down");

        var lost = (await master.JournaledAsync<ErrorRaised>(since, e => e.Source == "port master")).Single();
        lost.Text.ShouldContain("on it: valves; valves A, B, C, W, X are unknown");
        (await master.JournaledAsync<ValveObserved>(since, v => v.State == "unknown", 5)).Select(v => v.Valve).Order().ShouldBe(["A", "B", "C", "W", "X"]);
        (await _wired.Line<LineIs>(new GetLine())).Valves.Where(v => v.State == "unknown").Select(v => v.Valve).Order().ShouldBe(["A", "B", "C", "W", "X"]);
        await master.LetGoOnAsync();
        (await master.JournaledAsync<DeviceUnavailable>(since, _ => true)).First().Device.ShouldBe("valve B");

        // It has forgotten its flags, and the valves stand as they stood.
        _wired.Instruments.Mend("valves");
        await master.JournaledAsync<DeviceAvailable>(since, _ => true);
        await master.JournaledAsync<ErrorCleared>(since, e => e.Source == "port master");
        await master.JournaledAsync<ValveObserved>(since, v => v is { Valve: "C", State: "closed" });
        await master.SucceedsAsync(since);
        _wired.Events.Skip(since).Select(e => e.Event).OfType<RunLeaseLost>().ShouldBeEmpty();
        foreach (var valve in new[] { "A", "B" })
            _wired.Instruments.Truth("valves", $"valve {valve}").ShouldBe("closed");
    }

    [Fact]
    public async Task Hardware_21_an_adaptor_that_is_pulled_out_is_told_its_valve_is_unknown_and_all_is_well_when_it_is_plugged_in_again()
    {
        var since = _wired.Events.Length;
        _wired.Instruments.Fault("switch_controller", "link-down");
        (await master.JournaledAsync<ErrorRaised>(since, e => e.Source == "port valve box")).Single().Text.ShouldContain("on it: switch_controller; valve D is unknown");
        await master.JournaledAsync<ValveObserved>(since, v => v is { Valve: "D", State: "unknown" });
        (await LabStatus.LinesAsync(_wired.Node)).ShouldContain(line => line.StartsWith("warning: port valve box: "));
        (await _wired.Line<ActuationRefused>(new Actuate("unplugged", "D", "", true, "anna", "test"))).Kind.ShouldBe(Refusal.Fault);

        _wired.Instruments.Mend("switch_controller");
        await master.JournaledAsync<ValveObserved>(since, v => v is { Valve: "D", State: "closed" });
        (await master.JournaledAsync<ErrorCleared>(since, e => e.Source == "port valve box")).Single().Why.ShouldBe("the port is back: switch_controller");
        (await LabStatus.LinesAsync(_wired.Node)).ShouldNotContain(line => line.StartsWith("warning: port valve box: "));
        foreach (var open in new[] { true, false })
            (await _wired.Line<Actuated>(new Actuate($"plugged {open}", "D", "", open, "anna", "test"))).Changed.ShouldBeTrue();
    }
}
