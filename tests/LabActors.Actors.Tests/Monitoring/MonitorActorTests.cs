using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Health;
using LabActors.Actors.Monitoring;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Monitoring.MonitorProtocol;

namespace LabActors.Actors.Tests.Monitoring;

public sealed class MonitorActorTests
{
    private sealed class FakePump(TimeProvider time) : IPumpPort
    {
        public string Fault { get; set; } = "";

        public ValueTask Run(bool on, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<Reading<PumpStatus>> ReadPump(CancellationToken cancellation) =>
            ValueTask.FromResult(new Reading<PumpStatus>(new PumpStatus(true, 1500, 0.4, Fault), Quality.Good, time.GetUtcNow()));
    }

    [Fact]
    public async Task What_cannot_be_read_any_more_is_stale_what_never_could_is_missing_and_a_fault_is_told()
    {
        await using var node = TestNode.OnVirtualTime();
        var gauge = new FakeGauge(node.Clock.Time);
        var silent = new FakeGauge(node.Clock.Time);
        silent.Reads(null);
        var pump = new FakePump(node.Clock.Time);
        var health = new Probe(node.System);
        var monitor = node.System.ActorOf(MonitorActor.Props(
        [
            MonitorSource.Of(new GaugeDefinition("ion", "IG", "bone", PressureUnit.Torr, []), node.System.ActorOf(DeviceActor.Props<IGaugePort>("ion", () => gauge)), TimeSpan.FromSeconds(5)),
            MonitorSource.Of(new GaugeDefinition("dead", "IG", "bone", PressureUnit.Millibar, []), node.System.ActorOf(DeviceActor.Props<IGaugePort>("dead", () => silent)), TimeSpan.FromSeconds(5)),
            MonitorSource.Of(new PumpDefinition("Turbo", PumpKind.Turbo, "bone", 60), node.System.ActorOf(DeviceActor.Props<IPumpPort>("Turbo", () => pump)), TimeSpan.FromSeconds(5)),
        ],
        health.Ref));
        async Task<string[]> Words() => [.. (await node.Ask<ValuesAre>(monitor, GetValues.Instance)).Values.Select(v => $"{v.Name} {v.What} {v.Quality}")];

        // A flag of an earlier life is taken back by the first that is well.
        (await health.Hears<HealthProtocol.ClearError>(2)).Select(c => c.Source).ShouldBe(["gauge ion IG", "pump Turbo"], ignoreOrder: true);
        (await Words()).ShouldBe(["ion IG pressure Good", "dead IG  Missing", "Turbo running Good", "Turbo speed Good", "Turbo current Good"]);

        gauge.Reads(null);
        pump.Fault = "Err 117";
        var raised = (await health.Hears<HealthProtocol.RaiseError>(3)).OrderBy(r => r.Source).ToArray();
        raised.Select(r => r.Source).ShouldBe(["gauge dead IG", "gauge ion IG", "pump Turbo"]);
        raised[2].ShouldBe(new HealthProtocol.RaiseError("pump Turbo", "it says: Err 117", "the monitor", Holds: false));
        raised.ShouldAllBe(r => !r.Holds);
        var values = ImmutableArray<MonitoredValue>.Empty;
        for (var looks = 0; looks < 10_000 && (values.IsEmpty || values[0].Quality == Quality.Good); looks++)
            values = (await node.Ask<ValuesAre>(monitor, GetValues.Instance)).Values;
        values[0].Words.ShouldMatch(@"^2 Torr, stale since \d\d:\d\d:\d\d: ");
        values[1].Words.ShouldStartWith("missing: ");
        values[^1].Words.ShouldBe("fault: Err 117");

        pump.Fault = "";
        (await health.Hears<HealthProtocol.ClearError>(3))[2].Source.ShouldBe("pump Turbo");
    }
}
