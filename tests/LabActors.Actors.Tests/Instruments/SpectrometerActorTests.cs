using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Actors.Tests.Devices;
using LabActors.Devices.Ports;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Tests.Instruments;

public sealed class SpectrometerActorTests
{
    private sealed class Bench : IAsyncDisposable
    {
        private readonly IActorRef _box;

        public Bench()
        {
            Node = TestNode.OnVirtualTime();
            Port = new FakeSpectrometer(Node.Clock.Time);
            _box = Node.System.ActorOf(DeviceActor.Props<ISpectrometerPort>("Argus", () => Port));
            Actor = Start();
        }

        public TestNode Node { get; }

        public FakeSpectrometer Port { get; }

        public IActorRef Actor { get; private set; }

        public TimeSpan Elapsed => Node.Clock.Virtual!.Elapsed;

        public Task<Done> Do(object command) => Node.Ask<Done>(Actor, command);

        public async Task<string> Refusal(object command) => (await Node.Ask<Refused>(Actor, command)).Reason;

        public async Task Restart()
        {
            await Actor.GracefulStop(TestNode.Patience);
            Actor = Start();
        }

        public async ValueTask DisposeAsync() => await Node.DisposeAsync();

        private IActorRef Start() => Node.System.ActorOf(SpectrometerActor.Props(TestArgus.Definition, _box));
    }

    [Fact]
    public async Task A_long_move_protects_detectors_until_the_field_has_settled()
    {
        await using var bench = new Bench();
        (await bench.Do(new PositionMagnet("1", "Ar40", "H1", false))).Value.ShouldBe(TestArgus.Ar40OnH1);
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(0.5));
        bench.Port.Calls.ShouldBe(["protect CDD", "magnet", "expose CDD"]);
        await bench.Do(new PositionMagnet("2", $"{TestArgus.Ar40OnH1 + 0.001}", "H1", true));
        bench.Port.Calls.Skip(3).ShouldBe(["magnet"], "a short move protects nothing");
        await bench.Do(new PositionMagnet("3", $"{TestArgus.Ar40OnH1 + 0.001}", "H1", true));
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(1), "what does not move needs not settle");
    }

    [Fact]
    public async Task A_detector_that_a_script_protects_stays_protected_after_a_move_and_not_in_safe_state()
    {
        await using var bench = new Bench();
        await bench.Do(new ProtectDetector("1", "CDD", true));
        await bench.Do(new PositionMagnet("2", "Ar40", "H1", false));
        bench.Port.Protected.ShouldBe(["CDD"]);
        (await bench.Do(new MakeSpectrometerSafe("3"))).Value.ShouldBe("CDD exposed; beam unblanked");
        bench.Port.Protected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_move_that_fails_exposes_what_it_protected_and_lets_the_next_one_be_made()
    {
        await using var bench = new Bench();
        bench.Port.Broken = true;
        var refused = await bench.Node.Ask<Refused>(bench.Actor, new PositionMagnet("1", "Ar40", "H1", false));
        refused.Unavailable.ShouldBeTrue();
        bench.Port.Protected.ShouldBeEmpty();
        bench.Port.Broken = false;
        await bench.Do(new PositionMagnet("2", "Ar40", "H1", false));
    }

    [Fact]
    public async Task Hardware_31_A_jump_protects_blanks_moves_waits_until_the_magnet_stands_and_lets_the_beam_in()
    {
        await using var bench = new Bench();
        bench.Port.BlanksForJumps = true;
        foreach (var moving in new[] { true, true, false })
            bench.Port.Moving.Enqueue(moving);
        await bench.Do(new PositionMagnet("1", "Ar40", "H1", false));
        bench.Port.Calls.ShouldBe(["protect CDD", "blank", "magnet", "moving?", "moving?", "moving?", "unblank", "expose CDD"]);
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(0.25 + 0.25 + 0.5), "the field settles from when the magnet stands");
    }

    [Fact]
    public async Task Hardware_31_A_magnet_that_does_not_come_to_rest_is_no_success_and_the_beam_is_let_in()
    {
        await using var bench = new Bench();
        bench.Port.BlanksForJumps = true;
        for (var look = 0; look < 1000; look++)
            bench.Port.Moving.Enqueue(true);
        (await bench.Refusal(new PositionMagnet("1", "Ar40", "H1", false))).ShouldContain("still moved 30 s after");
        bench.Port.Calls.TakeLast(2).ShouldBe(["unblank", "expose CDD"]);
    }

    [Fact]
    public async Task Hardware_31_A_connection_that_is_lost_on_the_way_is_told_and_the_beam_let_in_when_it_is_back()
    {
        await using var bench = new Bench();
        bench.Port.BlanksForJumps = true;
        bench.Port.OnMoving = () => bench.Port.Lost = true;
        var refusal = await bench.Refusal(new PositionMagnet("1", "Ar40", "H1", false));
        refusal.ShouldContain("move the magnet");
        refusal.ShouldContain("; CDD could not be exposed again: ");
        bench.Port.Protected.ShouldBe(["CDD"]);
        var restored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Port.OnExposed = restored.SetResult;
        bench.Port.OnMoving = () => { };
        bench.Port.Lost = false;
        await restored.Task.WaitAsync(TestNode.Patience);
        bench.Port.Calls.TakeLast(2).ShouldBe(["unblank", "expose CDD"]);
        bench.Port.Protected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hardware_32_A_scan_that_began_before_the_magnet_stood_is_no_reading()
    {
        await using var bench = new Bench();
        bench.Port.Beams = _ => ImmutableDictionary<string, double>.Empty.Add("H1", 100);
        await bench.Do(new PositionMagnet("1", "Ar40", "H1", false));
        var stands = bench.Node.Clock.Now;
        bench.Port.Began = _ => stands.AddSeconds(-0.001);
        var mixed = await bench.Node.Ask<IntensitiesAre>(bench.Actor, new ReadIntensities("2"));
        mixed.Intensities.ShouldBeEmpty();
        mixed.Quality["H1"].ShouldBe("stale");
        bench.Port.Began = _ => stands;
        (await bench.Node.Ask<IntensitiesAre>(bench.Actor, new ReadIntensities("3"))).Intensities["H1"].ShouldBe(100);
    }

    [Fact]
    public async Task A_reading_does_not_wait_for_the_magnet_and_names_what_is_missing()
    {
        await using var bench = new Bench();
        bench.Port.Beams = _ => ImmutableDictionary<string, double>.Empty.Add("H1", 100).Add("AX", double.NaN);
        var moved = bench.Do(new PositionMagnet("1", "Ar40", "H1", false));
        var read = await bench.Node.Ask<IntensitiesAre>(bench.Actor, new ReadIntensities("2"));
        read.Intensities.ShouldBe([KeyValuePair.Create("H1", 100.0)]);
        read.Quality.OrderBy(q => q.Key).Select(q => $"{q.Key} {q.Value}").ShouldBe(["AX missing", "CDD missing"]);
        await moved;
        bench.Port.Broken = true;
        (await bench.Node.Ask<Refused>(bench.Actor, new ReadIntensities("3"))).Unavailable.ShouldBeTrue();
    }

    [Fact]
    public async Task Settings_are_legal_values_or_refused_with_a_reason()
    {
        await using var bench = new Bench();
        (await bench.Do(new SetIntegrationTime("1", 1))).Value.ShouldBe(1.048576);
        (await bench.Refusal(new SetIntegrationTime("2", 0))).ShouldContain("more than 0 was expected");
        (await bench.Do(new SetDeflection("3", "H1", null))).Value.ShouldBe(7.0);
        (await bench.Do(new GetDeflection("4", "H1"))).Value.ShouldBe(12.5);
        (await bench.Do(new SetParameter("5", "HV", 4400))).Value.ShouldBe(4400.0);
        bench.Port.Calls.ShouldBe(["deflect H1 7", "set HighVoltage 4400"]);
        (await bench.Refusal(new SetParameter("6", "YSymmetry", 101))).ShouldBe("YSymmetry 101 is outside of -100 to 100");
        (await bench.Refusal(new SetParameter("7", "Trap", 1))).ShouldContain("has no source parameter Trap");
        (await bench.Refusal(new SetDeflection("8", "H9", 1))).ShouldContain("has no detector H9, only H1, AX, CDD");
        (await bench.Refusal(new PositionMagnet("9", "Kr84", "H1", false))).ShouldContain("neither a mass nor an isotope");
        (await bench.Refusal(new RawCommand("10", "GetData"))).ShouldContain("takes no raw commands");
    }

    [Fact]
    public async Task A_corrected_field_table_outlives_a_restart()
    {
        await using var bench = new Bench();
        await bench.Do(new UpdateFieldTable("1", "Ar40", "H1", TestArgus.Ar40OnH1 + 0.002));
        await bench.Restart();
        ((double)(await bench.Do(new PositionMagnet("2", "Ar36", "CDD", false))).Value!).ShouldBe(TestArgus.Dac(35.9675451, -3) + 0.002, 1e-12);
        (await bench.Refusal(new UpdateFieldTable("3", "Ar40", "H1", 11))).ShouldContain("outside of 0 to 10 V");
        (await bench.Refusal(new UpdateFieldTable("4", "Xe132", "H1", 5))).ShouldContain("has no isotope Xe132");
    }
}
