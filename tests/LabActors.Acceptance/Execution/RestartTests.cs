using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Time;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>The node is stopped and started again with the same data folder.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task A_queue_stopped_in_a_delay_goes_on_where_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        try
        {
            await using (var lab = await TestLaboratory.StartAsync(folder: folder, durable: true))
            {
                var stop = lab.WhenAsync<DelayStarted>(d => d.Why.StartsWith("after", StringComparison.Ordinal));
                lab.On<DelayStarted>(d => d.Why.StartsWith("after", StringComparison.Ordinal), node => node.Clock.Virtual!.Pace = ClockPace.Real);
                _ = lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12345")));
                await stop;
            }

            await using (var lab = await TestLaboratory.StartAsync(folder: folder, durable: true))
            {
                var execution = await lab.Node.WhenEndedAsync("Argus");
                await lab.HeardAsync();

                execution.Ended!.State.ShouldBe("completed");
                lab.Runs().Select(r => (r.RunId, r.State)).ShouldBe([("12345-02", "success")]);
                lab.Of<QueueEnded>().ShouldHaveSingleItem();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_interrupted_run_never_runs_again_by_itself_and_edits_outlive_the_node()
    {
        // The node is away for longer than the window of a measurement.
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        try
        {
            await using (var lab = await TestLaboratory.StartAsync(folder: folder, durable: true))
            {
                var stop = lab.WhenAsync<QueueEdited>(_ => true);
                lab.On<ReadingTaken>(_ => true, node => node.Instrument("Argus").Tell(
                    new QueueProtocol.FileSaved("queue0.txt", TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("77777"), TestQueue.Row("12346")), "queue file"),
                    ActorRefs.NoSender));
                lab.On<ReadingTaken>(_ => true, node => node.Clock.Virtual!.Pace = ClockPace.Real);
                _ = lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));
                await stop;
            }

            await using (var lab = await TestLaboratory.StartAsync(folder: folder, durable: true, options: o => o with { Outage = TimeSpan.FromHours(2) }))
            {
                var execution = await lab.Node.WhenEndedAsync("Argus");
                await lab.HeardAsync();

                execution.Ended!.State.ShouldBe("completed");
                lab.Of<RunFinished>().Select(f => (f.Event.Row, f.Event.State, f.Event.Restart)).ShouldBe(
                    [("r1", "interrupted", false), ("r3", "success", false), ("r2", "success", false)]);
                lab.Runs().Select(r => r.RunId).ShouldBe(["77777-01", "12346-01"]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_node_that_stops_leaves_the_laser_off_though_a_script_keeps_switching_it_on()
    {
        var scripts = new TestScripts
        {
            Extraction = "def main():\n    for i in range(100000):\n        enable()\n        extract(2, 'watts')\n        sleep(0.1)\n",
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);
        var firing = lab.WhenAsync<CommandRequested>(c => c is { Name: "sleep", Seq: > 30 });
        lab.On<CommandRequested>(c => c is { Name: "sleep", Seq: > 30 }, node => node.Clock.Virtual!.Pace = ClockPace.Times(50));
        _ = lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));
        await firing;

        await lab.Node.DisposeAsync();

        var laser = lab.Node.Simulated!.ExtractionDevices["Fusions CO2"].Read();
        (laser.Enabled, laser.Output).ShouldBe((false, 0));
    }
}
