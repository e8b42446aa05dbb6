using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Instruments.PeakCenterActor;

namespace LabActors.Actors.Tests.Instruments;

public sealed class PeakCenterActorTests
{
    private sealed class Bench : IAsyncDisposable
    {
        private readonly IActorRef _spectrometer;

        public Bench()
        {
            Node = TestNode.OnVirtualTime();
            Port = new FakeSpectrometer(Node.Clock.Time);
            Run = new Probe(Node.System);
            var box = Node.System.ActorOf(DeviceActor.Props<ISpectrometerPort>("Argus", () => Port));
            _spectrometer = Node.System.ActorOf(SpectrometerActor.Props(TestArgus.Definition, box));
        }

        public TestNode Node { get; }

        public FakeSpectrometer Port { get; }

        public Probe Run { get; }

        public IActorRef Start(PeakCenterDirection direction = PeakCenterDirection.Increase, string isotope = "Ar40") =>
            Node.System.ActorOf(Props(
                TestArgus.Definition, "H1", isotope, _spectrometer, 1.048576,
                TestArgus.Definition.PeakCenter with { Direction = direction }, run: Run.Ref));

        public async Task<PeakCenterResult> Result() => (await Run.Hears<PeakCenterResult>())[0];

        public async ValueTask DisposeAsync() => await Node.DisposeAsync();
    }

    [Theory]
    [InlineData(PeakCenterDirection.Increase)]
    [InlineData(PeakCenterDirection.Decrease)]
    [InlineData(PeakCenterDirection.Oscillate)]
    public async Task Hardware_34_A_peak_is_centred_and_the_magnet_put_there(PeakCenterDirection direction)
    {
        await using var bench = new Bench();
        var centre = TestArgus.Ar40OnH1 + 0.0007;
        bench.Port.Beams = dac => TestArgus.Peak(dac, centre, 100);
        bench.Start(direction);
        var result = await bench.Result();
        result.Reason.ShouldBe("");
        result.CenterDac!.Value.ShouldBe(centre, 1e-4);
        bench.Port.Dac.ShouldBe(result.CenterDac.Value);
        result.Dacs.Length.ShouldBe(direction == PeakCenterDirection.Oscillate ? 62 : 31);
        result.Intensities.Length.ShouldBe(result.Dacs.Length);
    }

    [Fact]
    public async Task Hardware_34_A_peak_at_the_edge_is_found_at_the_second_try()
    {
        await using var bench = new Bench();
        var centre = TestArgus.Ar40OnH1 + 0.006;
        bench.Port.Beams = dac => TestArgus.Peak(dac, centre, 100);
        bench.Start();
        (await bench.Result()).CenterDac!.Value.ShouldBe(centre, 1e-4);
    }

    [Fact]
    public async Task Hardware_34_Without_a_peak_the_magnet_goes_back_to_where_it_was()
    {
        await using var bench = new Bench();
        bench.Port.Dac = 5.1;
        bench.Port.Beams = dac => TestArgus.Peak(dac, TestArgus.Ar40OnH1, 0.5);
        bench.Start();
        var result = await bench.Result();
        (result.CenterDac, result.Reason).ShouldBe((null, "no peak of 5 fA or more, the highest signal is 0.5 fA"));
        bench.Port.Dac.ShouldBe(5.1);
    }

    [Fact]
    public async Task A_detector_that_gives_nothing_has_no_peak()
    {
        await using var bench = new Bench();
        bench.Start();
        (await bench.Result()).Reason.ShouldBe("0 points are too few");
    }

    [Fact]
    public async Task What_the_spectrometer_refuses_is_the_reason()
    {
        await using var bench = new Bench();
        bench.Start(isotope: "Kr84");
        var result = await bench.Result();
        result.CenterDac.ShouldBeNull();
        result.Reason.ShouldContain("'Kr84' is neither a mass nor an isotope of Argus");
    }

    [Fact]
    public async Task Hardware_34_Stopped_on_the_way_it_puts_the_magnet_back()
    {
        await using var bench = new Bench();
        bench.Port.Dac = 5.1;
        var sweeping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef center = ActorRefs.Nobody;
        bench.Port.Beams = dac =>
        {
            // The second reading: stop it from here, where it waits for an answer.
            bench.Node.System.Stop(center);
            sweeping.TrySetResult();
            return TestArgus.Peak(dac, TestArgus.Ar40OnH1, 100);
        };
        using (bench.Node.Clock.Holds.Hold("the test starts the peak center"))
            center = bench.Start();
        await sweeping.Task.WaitAsync(TestNode.Patience);
        var watch = bench.Node.System.ActorOf(Akka.Actor.Props.Create(() => new Watch(bench.Port, back)));
        await back.Task.WaitAsync(TestNode.Patience);
        bench.Port.Dac.ShouldBe(5.1);
        (await bench.Run.All()).OfType<PeakCenterResult>().ShouldBeEmpty();
        watch.ShouldNotBeNull();
    }

    /// <summary>Looks every laboratory second, for a minute at most.</summary>
    private sealed class Watch : ReceiveActor, IWithTimers
    {
        public Watch(FakeSpectrometer port, TaskCompletionSource back)
        {
            var looks = 0;
            Receive<string>(_ =>
            {
                if (port.Dac == 5.1 || ++looks > 60)
                {
                    back.TrySetResult();
                    Context.Stop(Self);
                }
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartPeriodicTimer("look", "look", TimeSpan.FromSeconds(1));
    }
}
