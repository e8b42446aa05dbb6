using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Assemblies;
using LabActors.Devices.Ports;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Tests.Instruments;

public sealed class GuardedDeviceTests
{
    private static readonly ExtractionDeviceDefinition Laser = new(
        "CO2", [], ExtractionDeviceKind.Laser, "stage", "bone", [new OutputUnitDefinition("watts", 40)], ["221-hole"], ["hexagon"], [], [], false, false);

    private static readonly ExtractionDeviceDefinition Furnace = Laser with { Name = "oven", Kind = ExtractionDeviceKind.Furnace, MaxOn = null };

    private sealed class Bench : IAsyncDisposable
    {
        public Bench(Func<TimeProvider, DateTimeOffset, IExtractionDevicePort> port, ExtractionDeviceDefinition? device = null, bool isInUse = true)
        {
            Node = TestNode.OnVirtualTime();
            Port = port(Node.Clock.Time, Node.Clock.Now);
            Alarms = Node.System.ActorOf(Props.Create(() => new AlarmProbe()));
            var box = Node.System.ActorOf(DeviceActor.Props("CO2", () => Port));
            Actor = Node.System.ActorOf(ExtractionDeviceActor.Props(device ?? Laser, box, alarms: Alarms, isInUse: isInUse));
        }

        public TestNode Node { get; }

        public IExtractionDevicePort Port { get; }

        public IActorRef Alarms { get; }

        public IActorRef Actor { get; }

        public ImmutableArray<(double After, string What)> Calls => [.. ((ScheduledDevice)Port).Calls.Select(c => (Since(c.At), c.What))];

        public Task<Done> Do(object command) => Node.Ask<Done>(Actor, command);

        public async Task<(double After, string Text)[]> Alarm(string words) =>
            [.. (await Node.Ask<ImmutableList<(DateTimeOffset At, string Text)>>(Alarms, new AlarmProbe.Await(words))).Select(a => (Since(a.At), a.Text))];

        // Told at once: an hour passes in no time.
        public async Task Fire() => await Task.WhenAll(Do(new SetEnabled("on", true)), Do(new SetOutput("out", 5, "watts")));

        private double Since(DateTimeOffset at) => (at - ((Port as ScheduledDevice)?.From ?? at)).TotalSeconds;

        public async ValueTask DisposeAsync() => await Node.DisposeAsync();
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000.4999)]
    public async Task Hardware_35_An_interlock_that_opens_while_it_fires_has_the_laser_off_within_a_second(double opens)
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { FaultAfter = opens });
        await bench.Fire();
        var alarms = await bench.Alarm("was switched off");
        bench.Calls.First(c => c.What == "disabled").After.ShouldBeInRange(opens, opens + 1);
        alarms.Select(a => a.Text).ShouldBe(["CO2 is being switched off: interlocks are open: coolant flow", "CO2 was switched off: interlocks are open: coolant flow"]);
    }

    [Fact]
    public async Task Hardware_35_A_run_hears_at_the_end_of_its_extraction_that_its_laser_was_cut_off_and_the_next_does_not()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { FaultAfter = 1_000 });
        await bench.Fire();
        await bench.Alarm("was switched off");
        (await bench.Node.Ask<Refused>(bench.Actor, new LeaveOff("one"))).Reason.ShouldBe("its guard had switched it off before the script did: interlocks are open: coolant flow");
        (await bench.Do(new LeaveOff("two"))).Value.ShouldBe("");
    }

    [Fact]
    public async Task Hardware_35_A_switching_off_that_nobody_confirms_is_an_alarm_and_tried_until_somebody_does_and_never_said_to_be_done()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { FaultAfter = 1_000, ObeysAfter = 1_200 });
        await bench.Fire();
        var alarms = await bench.Alarm("was switched off");
        alarms[1].Text.ShouldStartWith("laser state unknown: CO2 has not confirmed that it is off");
        alarms.Count(a => a.Text.StartsWith("laser state unknown", StringComparison.Ordinal)).ShouldBeInRange(3, 5);
        alarms.Where(a => a.Text.Contains("was switched off")).ShouldAllBe(a => a.After >= 1_200);
        var tries = bench.Calls.Where(c => c.What == "disable").Select(c => c.After).ToArray();
        tries.Zip(tries.Skip(1), (one, next) => next - one).Max().ShouldBeLessThanOrEqualTo(11);
        tries.Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Hardware_35_What_a_script_could_not_switch_off_is_switched_off_by_itself_and_the_alarm_ends_with_it()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { Disobeys = 6 });
        var enabled = bench.Do(new SetEnabled("on", true));
        (await bench.Node.Ask<Refused>(bench.Actor, new SetEnabled("off", false))).Unavailable.ShouldBeTrue();
        await enabled;
        var alarms = await bench.Alarm("cleared");
        alarms[0].Text.ShouldStartWith("laser state unknown");
        bench.Calls.Count(c => c.What == "disable").ShouldBe(7);
    }

    [Fact]
    public async Task Hardware_35_No_laser_is_on_for_more_than_an_hour()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins));
        await bench.Fire();
        (await bench.Alarm("was switched off"))[^1].Text.ShouldContain("it has been on for 60 min");
        var on = bench.Calls.First(c => c.What == "enable").After;
        bench.Calls.First(c => c.What == "disabled").After.ShouldBeInRange(on + 3600, on + 3601);
    }

    [Fact]
    public async Task Hardware_35_A_laser_that_gives_no_status_three_times_is_switched_off()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { Silent = (1_000, 1_100) });
        await bench.Fire();
        var alarms = await bench.Alarm("was switched off");
        alarms[0].Text.ShouldBe("CO2 is being switched off: it gave no status 3 times in a row");
        alarms[1].Text.ShouldStartWith("laser state unknown");
        bench.Calls.First(c => c.What == "disable").After.ShouldBeInRange(1_001, 1_002.6);
    }

    [Fact]
    public async Task A_laser_that_was_left_on_before_is_guarded_too()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { State = new ExtractionDeviceStatus(true, 5, "watts", "", "", ""), FaultAfter = 50 });
        await bench.Alarm("was switched off");
        bench.Calls.First(c => c.What == "disabled").After.ShouldBeInRange(50, 51);
    }

    [Fact]
    public async Task A_laser_is_switched_off_when_the_node_starts_and_is_on_only_since_it_was_enabled()
    {
        await using var bench = new Bench(
            (time, begins) => new ScheduledDevice(time, begins) { State = new ExtractionDeviceStatus(true, 0, "watts", "", "", ""), MoveSeconds = 290 }, isInUse: false);
        foreach (var hole in Enumerable.Range(1, 26))
            await bench.Do(new MoveTo($"{hole}", $"{hole}", false));
        bench.Calls.Select(c => c.What).Take(5).ShouldBe(["disable", "disabled", "stop pattern", "output 0", "move 1"]);
        await bench.Do(new SetEnabled("on", true));
        var alarms = await bench.Alarm("was switched off");
        alarms.Select(a => a.Text).ShouldBe(["CO2 is being switched off: it has been on for 60 min", "CO2 was switched off: it has been on for 60 min"]);
    }

    [Fact]
    public async Task A_laser_that_does_not_confirm_at_the_start_that_it_is_off_is_told_of_once_and_not_enabled_before_it_has()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { Disobeys = 30 }, isInUse: false);
        (await bench.Node.Ask<Refused>(bench.Actor, new SetEnabled("on", true))).Reason.ShouldBe("laser state unknown: CO2 has not confirmed that it is off");
        var alarms = await bench.Alarm("cleared");
        alarms.Length.ShouldBe(2);
        alarms[0].Text.ShouldStartWith("laser state unknown: CO2 has not confirmed that it is off, for 1");
        bench.Calls.Count(c => c.What == "disable").ShouldBe(31);
        await bench.Do(new SetEnabled("on", true));
    }

    [Fact]
    public async Task A_laser_that_confirms_late_at_the_start_is_told_to_nobody()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { Disobeys = 2, FaultAfter = 1_000 }, isInUse: false);
        await bench.Node.Ask<Refused>(bench.Actor, new SetEnabled("early", true));
        await bench.Do(new MoveTo("move", "17", false));
        while (bench.Calls.All(c => c.What != "disabled"))
            await bench.Do(new ReadStatus("look"));
        await bench.Fire();
        (await bench.Alarm("was switched off")).Select(a => a.Text).ShouldBe(["CO2 is being switched off: interlocks are open: coolant flow", "CO2 was switched off: interlocks are open: coolant flow"]);
    }

    [Fact]
    public async Task A_laser_that_is_off_is_not_asked_again_and_again()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { FaultAfter = 0, MoveSeconds = 3_000 });
        await bench.Do(new MakeExtractionDeviceSafe("safe"));
        (await bench.Node.Ask<Refused>(bench.Actor, new MoveTo("move", "17", false))).Reason.ShouldBe("CO2 still moves after 5 min");
        bench.Calls.Count(c => c.What == "disabled").ShouldBe(1);
    }

    [Fact]
    public async Task A_move_is_over_when_nothing_moves_and_what_fires_waits_for_it()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { MoveSeconds = 12.2 });
        await Task.WhenAll(bench.Do(new SetEnabled("on", true)), bench.Do(new MoveTo("move", "17", false)), bench.Do(new SetOutput("out", 5, "watts")));
        var begun = bench.Calls.First(c => c.What == "move 17").After;
        bench.Calls.First(c => c.What == "output 5").After.ShouldBeInRange(begun + 12.2, begun + 12.8);
    }

    [Fact]
    public async Task Making_it_safe_ends_a_move_that_is_waited_for()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { FaultAfter = 100, MoveSeconds = 200 });
        var enabled = bench.Do(new SetEnabled("on", true));
        (await bench.Node.Ask<Refused>(bench.Actor, new MoveTo("move", "17", false))).Reason.ShouldBe("CO2 is made safe");
        await enabled;
    }

    [Fact]
    public async Task A_pattern_that_is_run_point_by_point_is_gone_on_with_until_it_ends()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins));
        (await bench.Do(new ExecutePattern("pattern", "hexagon", null, true))).Value.ShouldBe(4.0);
        bench.Calls.Select(c => c.What).ShouldBe(["pattern hexagon", "go on", "go on", "go on", "end"]);
    }

    [Fact]
    public async Task Hardware_37_A_furnace_whose_thermocouple_opens_gives_no_output()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { FaultAfter = 1_000, Fault = "no temperature: input error 65" }, Furnace);
        await bench.Fire();
        (await bench.Alarm("was switched off"))[^1].Text.ShouldBe("oven was switched off: no temperature: input error 65");
        bench.Calls.First(c => c.What == "disabled").After.ShouldBeInRange(1_000, 1_001);
    }

    [Fact]
    public async Task Hardware_37_A_furnace_whose_controller_is_silent_is_an_alarm_and_has_no_temperature()
    {
        await using var bench = new Bench((time, begins) => new ScheduledDevice(time, begins) { Silent = (1_000, double.PositiveInfinity) }, Furnace);
        await bench.Fire();
        await bench.Alarm("furnace state unknown: oven has not confirmed that it is off");
        (await bench.Node.Ask<Refused>(bench.Actor, new ReadStatus("status"))).Unavailable.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hardware_37_When_the_water_is_lost_the_set_point_is_zero_as_read_back(bool takes)
    {
        var controller = new Controller();
        var device = Furnace with { Units = [new OutputUnitDefinition("temp", 1600)] };
        await using var bench = new Bench((time, _) => new FurnaceAssembly(device, controller, new TrayStage(device, null, _ => null), time), device);
        await bench.Do(new SetEnabled("on", true));
        await bench.Do(new SetOutput("out", 900, "temp"));
        controller.Takes = takes;
        var answer = await bench.Node.Ask<object>(bench.Actor, new MakeExtractionDeviceSafe("water"));
        if (takes)
        {
            answer.ShouldBeOfType<Done>().Value.ShouldBe("disabled; pattern stopped; output zero; read back as off");
            controller.Setpoint.ShouldBe(0);
        }
        else
        {
            answer.ShouldBeOfType<Refused>().Reason.ShouldContain("the set point was to be 0 °C and reads 900");
            await bench.Alarm("furnace state unknown");
        }
    }

    private sealed class Controller : ITemperaturePort
    {
        public double Setpoint { get; private set; }

        public bool Takes { get; set; } = true;

        public ValueTask SetSetpoint(string channel, double celsius, CancellationToken cancellation)
        {
            Setpoint = Takes ? celsius : Setpoint;
            return ValueTask.CompletedTask;
        }

        public ValueTask SetOutput(string channel, double percent, CancellationToken cancellation) => throw new DeviceRefusedException("controller", "it regulates");

        public ValueTask<Reading<double>> ReadSetpoint(string channel, CancellationToken cancellation) => Good(Setpoint);

        public ValueTask<Reading<double>> ReadTemperature(string channel, CancellationToken cancellation) => Good(20);

        public ValueTask<Reading<double>> ReadOutput(string channel, CancellationToken cancellation) => Good(0);

        private static ValueTask<Reading<double>> Good(double value) => ValueTask.FromResult(new Reading<double>(value, Quality.Good, DateTimeOffset.UnixEpoch));
    }
}
