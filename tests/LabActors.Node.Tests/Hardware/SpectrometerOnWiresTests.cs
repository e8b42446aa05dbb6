using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Instruments;
using LabActors.Core.Labs;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Actors.Instruments.InstrumentProtocol;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Node.Tests.Hardware;

/// <summary>Acceptance scenarios of the spectrometer behind Qtegra's server: a node as it is, over a datagram socket, and at the end what is really so.</summary>
[Collection(WiredSafety.Name)]
public sealed class SpectrometerOnWiresTests(WiredSafety bench) : IAsyncLifetime
{
    private const double Step = 0.0005;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly PeakCenterDefinition Peak = new("H1", "Ar40", 0.015, Step, 80, 5, PeakCenterDirection.Increase);

    public async Task InitializeAsync()
    {
        await Argus<Done>(new SetParameter(bench.Next(), "TrapCurrent", 200));
        await Argus<Done>(new SetDeflection(bench.Next(), "H1", 0));
        await Argus<Done>(new PositionMagnet(bench.Next(), "5.88", "H1", UseDac: true));
    }

    public Task DisposeAsync() => InitializeAsync();

    [Fact]
    public async Task Hardware_32_What_was_integrated_before_the_mass_was_changed_is_no_reading()
    {
        await Argus<Done>(new SetIntegrationTime(bench.Next(), 8));
        await Argus<Done>(new PositionMagnet(bench.Next(), "Ar40", "H1", false));
        await WiredNode.Until(Read, read => read.Intensities.GetValueOrDefault("H1") > 1000);

        await Argus<Done>(new PositionMagnet(bench.Next(), "5.3", "H1", UseDac: true));
        var early = await Read();
        early.Intensities.ShouldBeEmpty();
        early.Quality["H1"].ShouldBe("stale");
        var seen = new List<double>();
        var next = await WiredNode.Until(Read, read =>
        {
            seen.AddRange(read.Intensities.Where(i => i.Key == "H1").Select(i => i.Value));
            return seen.Count > 0;
        });
        (bench.Instruments.TrueNumber("argus", "dac"), bench.Argon).ShouldBe((5.3, 0));
        seen.ShouldAllBe(fa => fa < 5, "a scan that began at the other mass has some of its 4000 fA");
        next.Simulated.ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_is_not_started_on_a_spectrometer_that_is_set_otherwise_than_the_file_has_it()
    {
        await Argus<Done>(new SetParameter(bench.Next(), "TrapCurrent", 150));
        await Argus<Done>(new SetDeflection(bench.Next(), "H1", 40));
        await bench.CalmAsync();
        var queue = new ExperimentQueue { Name = "verify", Path = "verify.txt", Runs = [new RunSpec { Labnumber = "bg-01-J", MeasurementScript = "m", Row = 2 }] };
        (await bench.Wired.Node.ExecuteAsync("Argus", [queue], "test")).ShouldBeOfType<ExecutorProtocol.ExecutionAccepted>();

        var refused = await bench.Heard<RunChecked>(_ => true);
        (refused.Failed, refused.Reason).ShouldBe((
            "spectrometer-settings",
            "Argus: TrapCurrent is 150, 200 stands in the laboratory's file; deflection of H1 is 40, 0 stands in the laboratory's file"));
        (await bench.Heard<QueueEnded>(_ => true)).State.ShouldBe("failed");
        (bench.Instruments.TrueNumber("argus", "source TrapCurrent"), bench.Instruments.TrueNumber("argus", "deflection H1")).ShouldBe((150, 40), "it was read and not set");
    }

    [Fact]
    public async Task Hardware_34_A_peak_is_centred_within_half_a_step_of_where_it_is()
    {
        var found = await CentreAsync(Peak).Result;
        found.Reason.ShouldBeEmpty();
        found.CenterDac.ShouldNotBeNull().ShouldBe(TrueCentre, Step / 2);
        Dac.ShouldBe(found.CenterDac.Value, 1e-9);
    }

    [Fact]
    public async Task Hardware_34_A_peak_at_the_edge_is_found_at_the_second_try()
    {
        await Argus<Done>(new SetDeflection(bench.Next(), "H1", 700));
        var centring = CentreAsync(Peak with { StepDac = 2 * Step });
        var found = await centring.Result;
        found.CenterDac.ShouldNotBeNull(found.Reason).ShouldBe(TrueCentre, Step);
        centring.Sweeps.ShouldBe(2);
    }

    [Fact]
    public async Task Hardware_34_Without_a_peak_the_magnet_goes_back_to_where_it_was()
    {
        var found = await CentreAsync(Peak with { Isotope = "Ar37", StepDac = 2 * Step }, tries: 1).Result;
        found.CenterDac.ShouldBeNull();
        found.Reason.ShouldContain("peak");
        Dac.ShouldBe(5.88, 1e-9);
    }

    [Fact]
    public async Task Hardware_34_A_beam_that_drops_during_the_sweep_gives_no_centre_and_the_magnet_goes_back()
    {
        var centring = CentreAsync(Peak, tries: 1);
        await WiredNode.Until(() => Task.FromResult(centring.Reads), reads => reads >= 15);
        await Argus<Done>(new SetParameter(bench.Next(), "TrapCurrent", 0));
        var found = await centring.Result;
        found.CenterDac.ShouldBeNull();
        found.Reason.ShouldNotBeEmpty();
        Dac.ShouldBe(5.88, 1e-9);
    }

    [Fact]
    public async Task Hardware_34_A_peak_center_that_is_stopped_puts_the_magnet_back()
    {
        var centring = CentreAsync(Peak);
        await WiredNode.Until(() => Task.FromResult(centring.Reads), reads => reads >= 3);
        Dac.ShouldNotBe(5.88);
        bench.Wired.Node.System.Stop(centring.Actor);
        await WiredNode.Until(() => Task.FromResult(Dac), dac => Math.Abs(dac - 5.88) < 1e-9);
    }

    private double Dac => bench.Instruments.TrueNumber("argus", "dac");

    private double TrueCentre => bench.Instruments.Laboratory["spectrometers"]!["Argus"]!["detectors"]!["H1"]!["centersDac"]!["Ar40"]!.GetValue<double>();

    private async Task<T> Argus<T>(object message) => (await bench.Wired.Node.Instrument("Argus").Ask<object>(message, Patience)).ShouldBeAssignableTo<T>()!;

    private Task<IntensitiesAre> Read() => Argus<IntensitiesAre>(new ReadIntensities(bench.Next()));

    private Centring CentreAsync(PeakCenterDefinition parameters, int tries = 2)
    {
        var centring = new Centring();
        var node = bench.Wired.Node;
        var run = node.System.ActorOf(Props.Create(() => new Run(centring)));
        var argus = ((LabActors.Actors.Operators.IOperatedLab)node).Laboratory.FindInstrument("Argus")!;
        centring.Actor = node.System.ActorOf(PeakCenterActor.Props(argus, "H1", parameters.Isotope, node.Instrument("Argus"), 0.131072, parameters, tries, run));
        return centring;
    }

    /// <summary>A peak center that is under way, and what it has told of itself.</summary>
    private sealed class Centring
    {
        private readonly TaskCompletionSource<PeakCenterActor.PeakCenterResult> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _reads;
        private int _sweeps;

        public IActorRef Actor { get; set; } = ActorRefs.Nobody;

        public int Reads => Volatile.Read(ref _reads);

        public int Sweeps => Volatile.Read(ref _sweeps);

        public Task<PeakCenterActor.PeakCenterResult> Result => _ended.Task.WaitAsync(Patience);

        public void Hear(CommandProtocol.Facts facts)
        {
            Interlocked.Add(ref _reads, facts.Events.Count(e => e is PeakScanRead));
            Interlocked.Add(ref _sweeps, facts.Events.Count(e => e is PeakScanBegan));
        }

        public void End(PeakCenterActor.PeakCenterResult result) => _ended.TrySetResult(result);
    }

    private sealed class Run : ReceiveActor
    {
        public Run(Centring centring)
        {
            Receive<CommandProtocol.Facts>(centring.Hear);
            Receive<PeakCenterActor.PeakCenterResult>(centring.End);
        }
    }
}
