using Akka.Actor;
using LabActors.Actors.Time;

namespace LabActors.Actors.Tests.Time;

public sealed class StallTests
{
    [Fact]
    public void A_stall_names_its_owners_longest_first_and_again_as_long_as_it_lasts()
    {
        var wall = new FakeWallClock();
        using var clock = new VirtualClock(VirtualClockOptions.Default, wall);
        var reports = new List<ClockStalled>();
        clock.Stalled += reports.Add;

        using var script = clock.Hold("script extraction of run 12345-01");
        wall.Advance(TimeSpan.FromSeconds(6));
        using var journal = clock.Hold("journal write of leases");
        wall.Advance(TimeSpan.FromSeconds(3.9));
        reports.ShouldBeEmpty();

        wall.Advance(TimeSpan.FromSeconds(0.1));
        var report = reports.ShouldHaveSingleItem();
        report.Owners.ShouldBe(["script extraction of run 12345-01", "journal write of leases"]);
        report.StoodStillFor.ShouldBe(TimeSpan.FromSeconds(10));
        report.At.ShouldBe(clock.Now);
        report.ToString().ShouldContain("held by: script extraction of run 12345-01; journal write of leases");

        script.Dispose();
        wall.Advance(TimeSpan.FromSeconds(10));
        reports.Count.ShouldBe(2);
        reports[1].Owners.ShouldBe(["journal write of leases"]);
    }

    [Fact]
    public void Many_short_holds_are_no_stall()
    {
        var wall = new FakeWallClock();
        using var clock = new VirtualClock(VirtualClockOptions.Default, wall);
        var reports = new List<ClockStalled>();
        clock.Stalled += reports.Add;
        for (var i = 0; i < 1_000; i++)
        {
            using (clock.Hold("a command of a script"))
                wall.Advance(TimeSpan.FromSeconds(0.1));
        }

        reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stall_is_published_on_the_event_stream()
    {
        await using var node = TestNode.OnVirtualTime(overrides: "labactors.clock.stall-after = 1ms");
        var heard = new TaskCompletionSource<ClockStalled>();
        var listener = node.System.ActorOf(Props.Create(() => new Listener(heard)));
        node.System.EventStream.Subscribe(listener, typeof(ClockStalled));
        using (node.Clock.Holds.Hold("a script that never answers"))
            (await heard.Task.WaitAsync(TestNode.Patience)).Owners.ShouldBe(["a script that never answers"]);
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(TaskCompletionSource<ClockStalled> heard) => Receive<ClockStalled>(stalled => heard.TrySetResult(stalled));
    }
}
