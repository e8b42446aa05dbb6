using Akka.Actor;
using LabActors.Actors.Gateways;
using LabActors.Actors.Leases;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Pychron;
using LabActors.Devices.Ports;
using static LabActors.Actors.Instruments.InstrumentProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Tests.Gateways;

public sealed class PychronLaserActorTests
{
    private static readonly ExtractionDeviceDefinition Device =
        new("Fusions CO2", [], ExtractionDeviceKind.Laser, "bone", "bone", [], [], ["spiral", "raster"], [], [], false, false);

    [Fact]
    public async Task A_laser_is_switched_by_its_actor_and_refusals_keep_their_words()
    {
        await using var bench = new Bench(_ => true);
        (await bench.Ask("Enable")).ShouldBe("OK");
        (await bench.Ask("SetLaserPower 20")).ShouldBe("OK");
        (await bench.Ask("Disable")).ShouldBe("OK");
        (await bench.Ask("GetPatternNames")).ShouldBe("spiral,raster");

        await using var broken = new Bench(_ => false);
        (await broken.Ask("Enable")).ShouldBe("ERROR 102 : an interlock is open");
        (await broken.Ask("Disable")).ShouldBe("ERROR 103 : an interlock is open");
        (await broken.Ask("SetLaserPower 20")).ShouldBe("ERROR 106 : an interlock is open");
        (await broken.Ask("GoToHole 3,False")).ShouldBe("ERROR 108 : an interlock is open");
        (await broken.Ask("GetError")).ShouldBe("an interlock is open");
    }

    [Fact]
    public async Task A_move_is_answered_when_it_has_begun_and_moves_until_it_has_ended()
    {
        await using var bench = new Bench(message => message is MoveTo ? null : true);
        (await bench.Ask("GoToHole 3,False")).ShouldBe("OK");
        (await bench.Ask("GetDriveMoving")).ShouldBe("True");
        bench.EndMoves();
        for (var tries = 0; await bench.Ask("GetDriveMoving") != "False" && tries < 1_000; tries++)
        {
        }

        (await bench.Ask("GetDriveMoving")).ShouldBe("False");
        (await bench.Ask("GetError")).ShouldBe("OK");
        (await bench.Ask("GetPosition")).ShouldBe("1.50000,2.00000,0.00000");
        (await bench.Ask("IsPatterning")).ShouldBe("True");
        (await bench.Ask("GetAchievedOutput")).ShouldBe("12.5");
        (await bench.Ask("GetSampleHolder")).ShouldBe("221-hole");
        (await bench.Ask("IsReady")).ShouldBe("True");
    }

    [Fact]
    public async Task A_laser_that_a_run_has_is_looked_at_and_switched_off_and_nothing_else()
    {
        await using var bench = new Bench(_ => true);
        await bench.Node.Ask<LeaseProtocol.Granted>(bench.Leases, new LeaseProtocol.Acquire(new LeaseHolder("run-1", "run 66001-01A"), ["device:Fusions CO2"], "test"));
        foreach (var request in new[] { "Enable", "SetLaserPower 20", "GoToHole 3,False", "DoPattern spiral", "SetLight 5" })
            (await bench.Ask(request)).ShouldBe("ERROR 012 : Fusions CO2 is held by run 66001-01A");
        (await bench.Ask("Disable")).ShouldBe("OK");
        (await bench.Ask("AbortPattern")).ShouldBe("OK");
        (await bench.Ask("GetPosition")).ShouldBe("1.50000,2.00000,0.00000");
    }

    [Fact]
    public async Task Hardware_35_A_laser_whose_clients_are_gone_is_switched_off_and_one_that_a_run_has_is_left_to_it()
    {
        var off = new TaskCompletionSource<string>();
        await using var bench = new Bench(message => message is not MakeExtractionDeviceSafe || off.TrySetResult("off"));
        (await bench.Ask("Enable")).ShouldBe("OK");
        await off.Task.WaitAsync(TestNode.Patience);
        (await bench.Ask("GetError")).ShouldBe("no client has said anything for 30 s: Fusions CO2 was told to be off");

        var leftOn = new TaskCompletionSource<string>();
        await using var other = new Bench(message => message is not MakeExtractionDeviceSafe || leftOn.TrySetResult("off"));
        using (other.Node.Clock.Holds.Hold("a run takes it"))
        {
            (await other.Ask("Enable")).ShouldBe("OK");
            await other.Node.Ask<LeaseProtocol.Granted>(other.Leases, new LeaseProtocol.Acquire(new LeaseHolder("run-1", "run 66001-01A"), ["device:Fusions CO2"], "test"));
        }

        var passed = new TaskCompletionSource();
        await using var later = other.Node.Clock.Time.CreateTimer(_ => passed.TrySetResult(), null, TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan);
        await passed.Task.WaitAsync(TestNode.Patience);
        leftOn.Task.IsCompleted.ShouldBeFalse();
    }

    // True: done; false: refused; null: under way until the test ends it.
    private sealed class Laser : ReceiveActor
    {
        private readonly List<(string Id, IActorRef Asker)> _moves = [];

        public Laser(Func<object, bool?> does)
        {
            Receive<string>(_ => _moves.ForEach(m => m.Asker.Tell(new Done(m.Id))));
            Receive<ReadStatus>(r => Sender.Tell(new Done(r.CommandId, new ExtractionDeviceStatus(true, 12.5, "percent", "1.5,2", "spiral", "221-hole"))));
            Receive<IExtractionCommand>(c =>
            {
                if (does(c) is not { } done)
                    _moves.Add((c.CommandId, Sender));
                else
                    Sender.Tell(done ? new Done(c.CommandId) : new Refused(c.CommandId, "an interlock is open"));
            });
        }
    }

    private sealed class Bench : IAsyncDisposable
    {
        private readonly IActorRef _device;
        private readonly IActorRef _served;

        public Bench(Func<object, bool?> does)
        {
            Node = TestNode.OnVirtualTime();
            Leases = Node.System.ActorOf(LeaseActor.Props());
            _device = Node.System.ActorOf(Props.Create(() => new Laser(does)));
            _served = Node.System.ActorOf(PychronLaserActor.Props(Device, _device, Leases, TimeSpan.FromSeconds(30)));
        }

        public TestNode Node { get; }

        public IActorRef Leases { get; }

        public void EndMoves() => _device.Tell("end");

        public async Task<string> Ask(string request) =>
            (await Node.Ask<PychronFlagActor.Answered>(_served, new PychronLaserActor.Ask(PychronLaserServer.Read(request)!, "10.0.0.5"))).Text;

        public async ValueTask DisposeAsync() => await Node.DisposeAsync();
    }
}
