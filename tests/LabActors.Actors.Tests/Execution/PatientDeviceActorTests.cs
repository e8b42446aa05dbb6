using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Execution;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Journal.Events;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Tests.Execution;

/// <summary>How a run waits for a device that does not answer.</summary>
public sealed class PatientDeviceActorTests
{
    private static readonly DeviceWaiting Waiting = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    [Fact]
    public async Task Hardware_18_What_may_be_repeated_is_asked_again_until_the_device_answers_and_the_gap_is_told_once()
    {
        await using var bench = new Bench(failures: 3, DeviceFailure.Unanswered);

        (await bench.Ask(new SetEnabled("1", true))).ShouldBeOfType<Done>();

        // After 1, 2 and 4 s.
        bench.Asked.ShouldBe(4);
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(7));
        var facts = await bench.Facts(2);
        facts[0].ShouldBeOfType<RunEvents.DeviceUnavailable>().Command.ShouldBe("enable");
        facts[1].ShouldBeOfType<RunEvents.DeviceAvailable>().GapSeconds.ShouldBe(7);
    }

    [Fact]
    public async Task Hardware_18_After_the_limit_the_refusal_is_passed_on_with_how_long_was_waited()
    {
        await using var bench = new Bench(failures: 1000, DeviceFailure.Unanswered);

        var refused = (await bench.Ask(new PositionMagnet("1", "Ar40", "H1", false))).ShouldBeOfType<Refused>();

        refused.Reason.ShouldContain("waited 60 s");
        bench.Elapsed.ShouldBe(TimeSpan.FromSeconds(60));
        (await bench.Facts(1)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_definite_refusal_passes_at_once()
    {
        await using var bench = new Bench(failures: 1000, DeviceFailure.Definite);

        (await bench.Ask(new SetOutput("1", 5, "watts"))).ShouldBeOfType<Refused>();

        bench.Asked.ShouldBe(1);
        bench.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_spends_gas_is_not_sent_twice_when_its_answer_is_lost()
    {
        await using var bench = new Bench(failures: 1, DeviceFailure.Unanswered);

        var refused = (await bench.Ask(Shot("1"))).ShouldBeOfType<Refused>();

        refused.Reason.ShouldContain("outcome unknown");
        bench.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task What_spends_gas_and_was_never_sent_is_asked_again()
    {
        await using var bench = new Bench(failures: 2, DeviceFailure.NotSent);

        (await bench.Ask(Shot("1"))).ShouldBeOfType<Done>();

        bench.Asked.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_given_up_for_switching_off_is_never_asked_again()
    {
        await using var bench = new Bench(failures: 1000, DeviceFailure.Withdrawn);

        (await bench.Ask(new SetOutput("1", 5, "watts"))).ShouldBeOfType<Refused>();

        bench.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Intensities_are_the_collectors_own_affair()
    {
        await using var bench = new Bench(failures: 1, DeviceFailure.Unanswered);

        (await bench.Ask(new ReadIntensities("1"))).ShouldBeOfType<Refused>();

        bench.Asked.ShouldBe(1);
    }

    private static Perform Shot(string id) => new(id, "extract_pipette", ImmutableDictionary<string, string>.Empty);

    private sealed class Bench : IAsyncDisposable
    {
        private readonly TestNode _node = TestNode.OnVirtualTime();
        private readonly Probe _device;
        private readonly Probe _run;
        private readonly IActorRef _patient;
        private readonly DateTimeOffset _start;
        private int _failures;

        public Bench(int failures, DeviceFailure failure)
        {
            _failures = failures;
            _device = new Probe(_node.System, message => Interlocked.Decrement(ref _failures) >= 0
                ? new Refused(IdOf(message), "silence", failure)
                : new Done(IdOf(message), true));
            _run = new Probe(_node.System);
            var parent = _node.System.ActorOf(Props.Create(() => new Parent(_run.Ref, _device.Ref)));
            _patient = parent.Ask<IActorRef>(new GetChild(), TestNode.Patience).GetAwaiter().GetResult();
            _start = _node.Clock.Now;
        }

        public int Asked => _device.Heard.Length;

        public TimeSpan Elapsed { get; private set; }

        public async Task<object> Ask(object command)
        {
            var answer = await _node.Ask<object>(_patient, command);
            Elapsed = _node.Clock.Now - _start;
            return answer;
        }

        public async Task<ImmutableArray<LabActors.Core.Journal.IJournalEvent>> Facts(int count) =>
            [.. (await _run.Hears<CommandProtocol.Facts>(count)).SelectMany(f => f.Events)];

        public ValueTask DisposeAsync() => _node.DisposeAsync();

        private static string IdOf(object message) => message switch
        {
            ISpectrometerCommand c => c.CommandId,
            IExtractionCommand c => c.CommandId,
            _ => "",
        };

        private sealed record GetChild;

        private sealed class Parent : ReceiveActor
        {
            public Parent(IActorRef run, IActorRef device)
            {
                var child = Context.ActorOf(PatientDeviceActor.Props("laser", device, Waiting), "patient");
                Receive<GetChild>(_ => Sender.Tell(child));
                ReceiveAny(run.Forward);
            }
        }
    }
}
