using LabActors.Acceptance.Execution;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Acceptance.Durations;

/// <summary>The time of finish that a running queue tells.</summary>
public sealed class FinishTests
{
    // A weak signal, which no trace foresees, is measured for longer.
    private static readonly TestScripts Surprising = new()
    {
        Measurement = """
            def main():
                activate_detectors('H1', 'AX', 'L1', 'L2', 'CDD')
                position_magnet('Ar40', 'H1')
                equilibrate(eqtime=eqtime, inlet='R', outlet='O', delay=0)
                set_time_zero()
                multicollect(ncounts=20, integration_time=1.048576)
                if get_intensity('H1') < 500:
                    sleep(90)
            """,
    };

    [Fact]
    public async Task The_finish_is_told_at_the_start_and_gets_better_as_runs_end()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-");
        try
        {
            await using var laboratory = await TestLaboratory.StartAsync(Surprising, folder: folder.FullName);
            var queue = TestQueue.Of(
                [.. Enumerable.Range(1, 6).Select(i => TestQueue.Row($"2470{i}", overlap: i is 2 or 3 ? "10,30" : ""))]);
            await TracedQueue.TraceAsync(laboratory, folder.FullName, queue);

            await laboratory.RunAsync(queue);

            var told = laboratory.Of<FinishEstimated>().Select(e => e.Event).ToArray();
            var started = laboratory.Of<QueueStarted>().Single().Event.At;
            var ended = laboratory.Of<QueueEnded>().Single().Event.At;
            var firstEnded = laboratory.Of<RunFinished>().First().Event.At;
            var off = told.Select(t => Math.Abs((t.Finish - ended).TotalSeconds)).ToArray();
            laboratory.Of<RunFinished>().Select(r => r.Event.State).ShouldAllBe(state => state == "success", string.Join('\n', laboratory.Of<RunFinished>().Select(r => r.Event)));
            told[0].At.ShouldBe(started);
            told[0].RunsLeft.ShouldBe(6);
            off[0].ShouldBeGreaterThan(300, "six runs of which each is measured for 90 s longer than the trace told");
            told[1].At.ShouldBe(firstEnded);
            off[1..].ShouldAllBe(o => o < 5, string.Join('\n', told.Select(t => $"{t}")));
            off[^1].ShouldBeLessThan(1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_queue_whose_scripts_were_not_traced_tells_no_finish()
    {
        await using var laboratory = await TestLaboratory.StartAsync();
        await laboratory.RunAsync(TestQueue.Of(TestQueue.Row("24701")));

        laboratory.Of<FinishEstimated>().ShouldBeEmpty();
    }
}
