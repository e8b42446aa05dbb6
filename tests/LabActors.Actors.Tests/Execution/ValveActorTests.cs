using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Scripts;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Tests.Execution;

/// <summary>What becomes of a run whose valve is refused.</summary>
public sealed class ValveActorTests
{
    [Fact]
    public async Task A_run_whose_lease_of_the_line_has_moved_on_ends_at_the_first_valve_that_it_would_open()
    {
        await using var node = TestNode.OnVirtualTime();
        var line = new Probe(node.System, message => message is Actuate a ? new ActuationRefused(a.CommandId, a.Valve, Refusal.Fenced, "the lease of line:bone has moved on") : null);
        var run = new Probe(node.System);
        var move = new ValveMove("run/extraction/1", "A", "", true, 100, TimeSpan.FromSeconds(1), "12345-01A", "air.py:3");
        node.System.ActorOf(Props.Create(() => new Parent(run.Ref, ValveActor.Props(new CommandProtocol.CommandKey(ScriptKind.Extraction, 1), move, line.Ref, false))));

        var gaveUp = (await run.Hears<CommandProtocol.GaveUp>()).Single();

        gaveUp.Reason.ShouldBe("valve A did not open (1 try): the lease of line:bone has moved on");
        (gaveUp.Ending!.State, gaveUp.Ending.EndsQueue).ShouldBe(("failed", true));
        line.Heard.Length.ShouldBe(1);
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent(IActorRef run, Props child)
        {
            Context.ActorOf(child);
            ReceiveAny(run.Forward);
        }
    }
}
