using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Tests.Instruments;

public sealed class ExtractionDeviceActorTests
{
    private static readonly ExtractionDeviceDefinition Laser = new(
        "CO2", [], ExtractionDeviceKind.Laser, "stage", "bone",
        [new OutputUnitDefinition("watts", 40), new OutputUnitDefinition("percent", 100)],
        ["221-hole"], ["hexagon"], [new MotorDefinition("beam", 0, 6)], ["Air"], HasLight: true, HasCamera: false);

    private sealed class Bench : IAsyncDisposable
    {
        public Bench(ExtractionDeviceDefinition? device = null)
        {
            Node = TestNode.OnVirtualTime();
            Port = new FakeLaser(Node.Clock.Time);
            var box = Node.System.ActorOf(DeviceActor.Props<IExtractionDevicePort>("CO2", () => Port));
            var pipette = Node.System.ActorOf(DeviceActor.Props<IPipettePort>("APIS", () => Port));
            Actor = Node.System.ActorOf(ExtractionDeviceActor.Props(device ?? Laser, box, pipette));
        }

        public TestNode Node { get; }

        public FakeLaser Port { get; }

        public IActorRef Actor { get; }

        public TimeSpan Elapsed => Node.Clock.Virtual!.Elapsed;

        public async Task<Done> Do(object command) => await Node.Ask<object>(Actor, command) is var answer && answer is Done done ? done : throw new ShouldAssertException($"{command}: {answer}");

        public async Task<string> Refusal(object command) => (await Node.Ask<Refused>(Actor, command)).Reason;

        public async ValueTask DisposeAsync() => await Node.DisposeAsync();
    }

    private static Perform Action(string id, string action, params (string Name, string Value)[] arguments) =>
        new(id, action, arguments.ToImmutableDictionary(a => a.Name, a => a.Value));

    [Fact]
    public async Task An_extraction_goes_step_by_step()
    {
        await using var bench = new Bench();
        (await bench.Do(new SetEnabled("1", true))).Value.ShouldBe(true);
        await bench.Do(Action("2", "set_tray", ("tray", "221-hole")));
        await bench.Do(new MoveTo("3", "17", true));
        await bench.Do(new SetMotor("4", "beam", 2));
        (await bench.Do(new SetOutput("5", 5.5, ""))).Value.ShouldBe(5.5);
        (await bench.Do(new ReadStatus("6"))).Value.ShouldBeOfType<ExtractionDeviceStatus>().Output.ShouldBe(5.5);
        (await bench.Do(Action("6a", "check_reached_setpoint"))).Value.ShouldBe(true);
        await bench.Do(new EndOutput("7"));
        (await bench.Do(new ReadStatus("8"))).Value.ShouldBeOfType<ExtractionDeviceStatus>().Output.ShouldBe(0.0);
        (await bench.Do(Action("9", "check_reached_setpoint"))).Value.ShouldBe(false);
        bench.Port.Calls.ShouldBe(["enable", "tray 221-hole", "move 17", "beam 2", "output 5.5 watts", "stop pattern", "output 0 watts"]);
    }

    [Theory]
    [InlineData(41, "watts", "CO2 gives 0 to 40 watts, 41 was asked for")]
    [InlineData(double.NaN, "watts", "CO2 gives 0 to 40 watts, NaN was asked for")]
    [InlineData(5, "temp", "CO2 has no output in 'temp', only in watts, percent")]
    [InlineData(5, "watts", "CO2: laser: is not enabled")]
    public async Task An_output_that_it_does_not_have_is_refused(double value, string units, string reason)
    {
        await using var bench = new Bench();
        var refused = await bench.Node.Ask<Refused>(bench.Actor, new SetOutput("1", value, units));
        refused.Unavailable.ShouldBeFalse();
        refused.Reason.ShouldEndWith(reason.Replace("CO2: laser", "laser"));
    }

    [Fact]
    public async Task What_it_does_not_have_is_refused_by_name()
    {
        await using var bench = new Bench();
        (await bench.Refusal(new SetMotor("1", "zoom", 5))).ShouldBe("CO2 has no motor 'zoom', only beam");
        (await bench.Refusal(new SetMotor("2", "beam", 7))).ShouldBe("beam goes from 0 to 6, 7 was asked for");
        (await bench.Refusal(new ExecutePattern("3", "spiral", null, true))).ShouldBe("CO2 has no pattern 'spiral', only hexagon");
        (await bench.Refusal(Action("4", "set_tray", ("tray", "37-hole")))).ShouldBe("CO2 has no tray '37-hole', only 221-hole");
        (await bench.Refusal(Action("5", "set_light", ("value", "101")))).ShouldBe("the light goes from 0 to 100, '101' was asked for");
        (await bench.Refusal(Action("6", "dump_sample"))).ShouldContain("only a furnace does");
        (await bench.Refusal(Action("7", "snapshot"))).ShouldBe("CO2 has nothing that does snapshot");
        (await bench.Refusal(new MoveTo("8", " ", true))).ShouldBe("no position was given");
        (await bench.Refusal(Action("9", "extract_pipette", ("identifier", "Xenon")))).ShouldBe("CO2 has no shot 'Xenon', only Air");
        (await bench.Refusal(Action("10", "fire_laser"))).ShouldContain("no output was set");
        bench.Port.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Coordinates_move_the_axes_and_names_move_to_holes()
    {
        await using var bench = new Bench();
        await bench.Do(new MoveTo("1", "1.5,-2", false));
        await bench.Do(Action("2", "set_xy", ("value", "[3, 4]")));
        await bench.Do(new SetMotor("3", "z", 0.25));
        bench.Port.Calls.ShouldBe(["x 1.5", "y -2", "x 3", "y 4", "z 0.25"]);
    }

    [Fact]
    public async Task It_never_fires_while_the_stage_moves_nor_moves_while_it_fires()
    {
        await using var bench = new Bench();
        await bench.Do(new SetEnabled("1", true));
        bench.Port.MoveGate = new TaskCompletionSource();
        var moved = bench.Do(new MoveTo("2", "17", true));
        var fired = bench.Do(new SetOutput("3", 5, "watts"));
        await bench.Port.Moving.Task.WaitAsync(TestNode.Patience);
        bench.Port.Calls.ShouldNotContain("output 5 watts");
        bench.Port.MoveGate.SetResult();
        await moved;
        await fired;
        (await bench.Refusal(new MoveTo("4", "18", true))).ShouldBe("CO2 fires at 5 watts; its stage moves when the output is 0");
        (await bench.Refusal(new SetMotor("5", "x", 1))).ShouldContain("CO2 fires");
    }

    [Fact]
    public async Task Making_it_safe_overtakes_everything_and_takes_no_time()
    {
        await using var bench = new Bench();
        await bench.Do(new SetEnabled("1", true));
        bench.Port.MoveGate = new TaskCompletionSource();
        var moving = bench.Refusal(new MoveTo("2", "17", true));
        await bench.Port.Moving.Task.WaitAsync(TestNode.Patience);
        var waiting = Enumerable.Range(0, 50).Select(i => bench.Refusal(new SetOutput($"w{i}", 5, "watts"))).ToArray();
        (await bench.Do(new MakeExtractionDeviceSafe("safe"))).Value
            .ShouldBe("disabled; pattern stopped; output zero; read back as off");
        bench.Elapsed.ShouldBe(TimeSpan.Zero);
        (await moving).ShouldContain("gave up");
        (await Task.WhenAll(waiting)).ShouldAllBe(r => r == "CO2 is made safe");
        bench.Port.Calls.ShouldNotContain("output 5 watts");
        (await bench.Do(new MakeExtractionDeviceSafe("again"))).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task When_switching_off_is_not_acknowledged_every_step_is_tried_and_it_is_never_said_to_be_off()
    {
        await using var bench = new Bench();
        await bench.Do(new SetEnabled("1", true));
        await bench.Do(new SetOutput("2", 5, "watts"));
        bench.Port.DisableFails = true;
        var refused = await bench.Node.Ask<Refused>(bench.Actor, new MakeExtractionDeviceSafe("3"));
        refused.Unavailable.ShouldBeTrue();
        refused.Reason.ShouldContain("NOT disabled");
        refused.Reason.ShouldContain("output zero");
        refused.Reason.ShouldContain("NOT read back as off");
        bench.Port.State.Output.ShouldBe(0);
    }

    [Fact]
    public async Task A_pattern_is_answered_at_its_end_with_its_time()
    {
        await using var bench = new Bench();
        ((double)(await bench.Do(new ExecutePattern("1", "hexagon", null, true))).Value!).ShouldBe(60, 1);
        ((double)(await bench.Do(new ExecutePattern("2", "hexagon", 12.5, true))).Value!).ShouldBe(12.5);
        bench.Port.Calls.Last().ShouldBe("stop pattern");
    }

    [Fact]
    public async Task A_pattern_in_the_background_is_answered_at_once_and_nothing_else_moves_meanwhile()
    {
        await using var bench = new Bench();
        using (bench.Node.Clock.Holds.Hold("the test speaks to a running pattern"))
        {
            await bench.Do(new ExecutePattern("1", "hexagon", null, false));
            (await bench.Refusal(new MoveTo("2", "17", true))).ShouldBe("CO2 runs the pattern hexagon");
            (await bench.Refusal(new ExecutePattern("3", "hexagon", null, true))).ShouldBe("CO2 runs the pattern hexagon");
            await bench.Do(new EndOutput("4"));
            await bench.Do(new MoveTo("5", "17", true));
        }
    }

    [Fact]
    public async Task Ending_the_output_ends_a_pattern_that_somebody_waits_for()
    {
        await using var bench = new Bench();
        using (bench.Node.Clock.Holds.Hold("the test ends the pattern"))
        {
            var pattern = bench.Do(new ExecutePattern("1", "hexagon", null, true));
            await bench.Do(Action("2", "set_light", ("value", "50")));
            await bench.Do(new EndOutput("3"));
            (await pattern).Value.ShouldBe(0.0);
        }
    }

    [Fact]
    public async Task A_shot_is_waited_for_or_only_begun()
    {
        await using var bench = new Bench();
        await bench.Do(Action("1", "load_pipette", ("identifier", "Air"), ("blank", "false")));
        bench.Elapsed.ShouldBe(TimeSpan.Zero);
        await bench.Do(Action("2", "extract_pipette", ("identifier", "Air"), ("blank", "true"), ("timeout", "300")));
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(30));
        (await bench.Refusal(Action("3", "extract_pipette", ("identifier", "Air"), ("timeout", "5")))).ShouldContain("did not finish loading Air in time");
        bench.Port.Calls.ShouldBe(["load Air False", "load Air True", "load Air False"]);
    }
}
