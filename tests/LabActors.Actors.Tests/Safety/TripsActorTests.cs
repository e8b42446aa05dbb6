using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lab;
using LabActors.Actors.Lines;
using LabActors.Actors.Persistence;
using LabActors.Actors.Safety;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Actors.Safety.TripProtocol;
using static LabActors.Core.Journal.Events.RunEvents;
using static LabActors.Core.Journal.Events.TripEvents;

namespace LabActors.Actors.Tests.Safety;

public sealed class TripsActorTests
{
    private static readonly LabDefinition Lab = new()
    {
        Name = "test",
        Valves = [Valve("C"), Valve("R")],
        Gauges = [new GaugeDefinition("ion", "IG", "bone", PressureUnit.Torr, [])],
        Heaters = [new HeaterDefinition("Manifold", "bone", 200) { Channel = "2" }],
        Pumps = [new PumpDefinition("Turbo", PumpKind.Turbo, "bone", 60)],
        Environment = [new SensorDefinition("water", "plc", "Cooling water", SensorKind.Pneumatic, "l/min")],
        Trips =
        [
            new TripDefinition("vacuum", TripSource.Gauge, "ion", "IG") { Above = 1e-4, Disable = ["C"], Close = ["R"], SwitchOff = ["Laser"], MissingPolls = 3 },
            new TripDefinition("water", TripSource.Sensor, "", "water") { Below = 2, SwitchOff = ["Laser"], HeatersOff = ["Manifold"], PumpsOff = ["Turbo"], MissingPolls = 0 },
        ],
    };

    private static ValveDefinition Valve(string name) => new(name, $"valve {name}", "a", "b", "bone", [], [], TimeSpan.FromSeconds(0.25), ValveKind.Valve);

    private sealed class Bench : IAsyncDisposable
    {
        private readonly IActorRef _line;

        public Bench()
        {
            Node = TestNode.OnVirtualTime();
            Valves = new FakeValves(Node.Clock.Time);
            Gauge = new FakeGauge(Node.Clock.Time);
            Gauge.Reads(1e-8);
            Journal = new Probe(Node.System);
            Node.System.EventStream.Subscribe(Journal.Ref, typeof(JournaledEvent));
            var gauges = ImmutableDictionary<string, IActorRef>.Empty.Add("ion", Node.System.ActorOf(DeviceActor.Props<IGaugePort>("ion", () => Gauge)));
            _line = Node.System.ActorOf(ExtractionLineActor.Props(Lab, LineDevices.Of(Lab, Node.System.ActorOf(DeviceActor.Props<IValveSwitch>("valves", () => Valves)), gauges)));
            Laser = new Probe(Node.System, message => message is InstrumentProtocol.MakeExtractionDeviceSafe safe ? new InstrumentProtocol.Done(safe.CommandId, "off") : null);
            Environment = new Probe(Node.System, message => message is EnvironmentProtocol.ReadEnvironment
                ? new EnvironmentProtocol.EnvironmentIs([new SensorReading("water", "pneumatic", "plc", "Cooling water", Water, "l/min", Water is null ? "missing" : "good", Node.Clock.Now)])
                : null);
            Trips = Start();
        }

        public TestNode Node { get; }

        public FakeValves Valves { get; }

        public FakeGauge Gauge { get; }

        public Probe Laser { get; }

        public Probe Environment { get; }

        public double? Water { get; set; } = 5;

        public FakeOven Oven { get; } = new();

        public FakePump Pump { get; } = new();

        public Probe Journal { get; }

        public IActorRef Trips { get; private set; }

        public Task<T> Line<T>(object question) => Node.Ask<T>(_line, question);

        public Task<T> Ask<T>(object question) => Node.Ask<T>(Trips, question);

        public Task Until(Func<object, bool> happened, int times = 1) => Journal.Until(heard => heard.OfType<JournaledEvent>().Count(e => happened(e.Event)) >= times);

        public async Task<T[]> Events<T>() => [.. (await Journal.All()).OfType<JournaledEvent>().Select(e => e.Event).OfType<T>()];

        /// <summary>The gauge reads so from now on.</summary>
        public void Reads(double? pressure) => Gauge.Reads(pressure);

        public async Task Restart()
        {
            await Trips.GracefulStop(TestNode.Patience);
            Trips = Start();
        }

        public async ValueTask DisposeAsync() => await Node.DisposeAsync();

        private IActorRef Start() => Node.System.ActorOf(TripsActor.Props(new TripsActor.Parts(
            Lab, _line, Environment.Ref, ImmutableDictionary<string, IActorRef>.Empty.Add("Laser", Laser.Ref),
            ImmutableDictionary<string, IActorRef>.Empty.Add("Manifold", Node.System.ActorOf(DeviceActor.Props<ITemperaturePort>("Manifold", () => Oven))),
            ImmutableDictionary<string, IActorRef>.Empty.Add("Turbo", Node.System.ActorOf(DeviceActor.Props<IPumpPort>("Turbo", () => Pump))))));
    }

    [Fact]
    public async Task Hardware_36_a_pressure_above_its_limit_closes_disables_and_switches_off_and_a_reset_enables()
    {
        await using var bench = new Bench();
        await bench.Line<Actuated>(new Actuate("1", "C", "", true, "run", "test"));
        await bench.Line<Actuated>(new Actuate("2", "R", "", true, "run", "test"));
        using (bench.Node.Clock.Holds.Hold("the test looks before anything happens"))
            (await bench.Ask<TripsAre>(GetTrips.Instance)).Trips.Select(t => (t.Name, t.Tripped is null)).ShouldBe([("vacuum", true), ("water", true)]);

        bench.Reads(3e-4);
        await bench.Until(e => e is TripActed);
        var tripped = (await bench.Events<Tripped>()).ShouldHaveSingleItem();
        (tripped.Trip, tripped.Value, tripped.Reason).ShouldBe(("vacuum", 3e-4, "gauge ion IG reads 0.0003, above 0.0001"));
        (await bench.Events<TripActed>()).Single().Steps.ShouldBe(
        [
            new SafeStateStep("Laser off", true, "off"),
            new SafeStateStep("valve C closed and disabled", true, "done"),
            new SafeStateStep("valve R closed", true, "done"),
        ]);
        (await bench.Line<ValveIs>(new GetValve("g", "C", ""))).Why.ShouldBe("disabled by trip: vacuum: gauge ion IG reads 0.0003, above 0.0001");
        (await bench.Line<ActuationRefused>(new Actuate("3", "C", "", true, "run", ""))).Kind.ShouldBe(Refusal.Disabled);

        (await bench.Ask<Reset>(new ResetTrip("vacuum", "anna", ""))).ShouldSatisfyAllConditions(r => r.Done.ShouldBeFalse(), r => r.Lines.ShouldBe(["vacuum is not reset: gauge ion IG reads 0.0003, above 0.0001"]));
        await bench.Restart();
        (await bench.Ask<TripsAre>(GetTrips.Instance)).Trips[0].Tripped.ShouldNotBeNull("it stays so over a restart");

        bench.Reads(1e-8);
        await Within(bench, "vacuum");
        (await bench.Ask<Reset>(new ResetTrip("vacuum", "anna", "mended"))).Lines.ShouldBe(["vacuum is reset", "valve C enabled: done"]);
        var after = await bench.Line<ValveIs>(new GetValve("g", "C", ""));
        (after.State, after.Disabled).ShouldBe(("closed", false), "nothing is opened by a reset");
        (await bench.Line<Actuated>(new Actuate("4", "C", "", true, "run", ""))).Open.ShouldBeTrue();
        (await bench.Ask<Reset>(new ResetTrip("vacuum", "anna", ""))).Lines.ShouldBe(["vacuum has not tripped"]);
        (await bench.Ask<Reset>(new ResetTrip("nothing", "anna", ""))).Lines.ShouldBe(["there is no trip 'nothing'"]);
    }

    [Fact]
    public async Task Hardware_36_a_pressure_that_is_missing_counts_as_above_the_limit_and_the_monitor_survives()
    {
        await using var bench = new Bench();
        bench.Reads(null);
        await bench.Until(e => e is TripActed);
        (await bench.Events<Tripped>()).Single().Reason.ShouldStartWith("gauge ion IG gave no value 3 times in a row: ");
        (await bench.Line<ValveIs>(new GetValve("g", "C", ""))).Disabled.ShouldBeTrue();
        bench.Reads(1e-8);
        await Within(bench, "vacuum");
        (await bench.Ask<Reset>(new ResetTrip("vacuum", "anna", ""))).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task Hardware_36_what_is_not_seen_to_have_closed_is_told_again_with_every_reading()
    {
        await using var bench = new Bench();
        await bench.Line<Actuated>(new Actuate("1", "C", "", true, "run", "test"));
        bench.Valves.Stuck["C"] = true;
        bench.Reads(3e-4);
        await bench.Until(e => e is TripActed);
        var acted = (await bench.Events<TripActed>())[0];
        acted.Steps.Single(s => !s.Done).ShouldBe(new SafeStateStep("valve C closed and disabled", false, "C (valve C) is disabled, and could not be seen to be closed: C was told to close and reads open"));
        bench.Valves.Stuck.Clear();
        await bench.Until(e => e is TripActed { Steps: var steps } && steps.All(s => s.Done));
        bench.Valves.Truth["C"].ShouldBe(ValveState.Closed);
        (await bench.Events<Tripped>()).Length.ShouldBe(1, "it has tripped once");
    }

    [Fact]
    public async Task A_sensor_below_its_limit_switches_off_and_one_that_is_missing_does_not_where_the_file_says_so()
    {
        await using var bench = new Bench { Water = null };
        await bench.Environment.Hears<EnvironmentProtocol.ReadEnvironment>(10);
        (await bench.Events<Tripped>()).ShouldBeEmpty();
        bench.Water = 0.5;
        await bench.Until(e => e is TripActed { Trip: "water" });
        (await bench.Laser.All()).OfType<InstrumentProtocol.MakeExtractionDeviceSafe>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Hardware_37_When_the_water_is_lost_heaters_get_a_set_point_of_zero_and_pumps_are_stopped_both_as_read_back()
    {
        await using var bench = new Bench();
        (bench.Oven.Takes, bench.Pump.Obeys) = (false, false);
        bench.Water = 0.5;
        await bench.Until(e => e is TripActed { Trip: "water" });
        (await bench.Events<TripActed>())[0].Steps.ShouldBe(
        [
            new SafeStateStep("Laser off", true, "off"),
            new SafeStateStep("heater Manifold off", false, "Manifold broke down (Manifold off): Manifold: the set point was to be 0 °C and reads 150"),
            new SafeStateStep("pump Turbo stopped", false, "Turbo: it took the command and reads as running"),
        ]);
        (bench.Oven.Takes, bench.Pump.Obeys) = (true, true);
        await bench.Until(e => e is TripActed { Steps: var steps } && steps.All(s => s.Done));
        (bench.Oven.Setpoint, bench.Oven.Output, bench.Pump.Runs).ShouldBe((0, 0, false));
        (await bench.Events<TripActed>())[^1].Steps.Select(s => s.Detail).ShouldBe(["off", "set point 0 as read back", "done"]);
    }

    private static async Task Within(Bench bench, string trip)
    {
        for (var asked = 0; asked < 10_000 && (await bench.Ask<TripsAre>(GetTrips.Instance)).Trips.Single(t => t.Name == trip).Value is not (< 1e-4); asked++)
            await Task.Yield();
    }
}
