using Akka.Actor;
using LabActors.Acceptance.Execution;
using LabActors.Actors.Execution;
using LabActors.Core.Execution.Editing;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

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
    public async Task Rows_that_are_added_or_changed_while_the_queue_runs_are_reckoned_with()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-");
        try
        {
            var scripts = new TestScripts { Files = [("scripts/conditionals/more.yaml", "modifications:\n- teststr: Ar40.cur>-1000\n  start: 2\n  frequency: 2\n  action: Set Extract\n  extraction_str: 50%\n")] };
            await using var laboratory = await TestLaboratory.StartAsync(scripts, folder: folder.FullName);
            var queue = TestQueue.Of(TestQueue.Row("24701"), TestQueue.Row("24702-01", conditionals: "more"), TestQueue.Row("24702-01"));
            await TracedQueue.TraceAsync(laboratory, folder.FullName, queue);
            laboratory.On<StepStarted>(s => s.Step == "measurement", node => node.Instrument("Argus").Tell(
                new QueueProtocol.Edit(new QueueEdit.AddText($"{TestQueue.Columns}\n{TestQueue.Row("24703", duration: 77)}\n", RowPlace.Last), "Ann", ""), ActorRefs.NoSender));

            await laboratory.RunAsync(queue);

            var told = laboratory.Of<FinishEstimated>().Select(e => e.Event).ToArray();
            var ended = laboratory.Of<QueueEnded>().Single().Event.At;
            var edits = laboratory.Of<QueueEdited>().Select(e => e.Event).ToArray();
            edits.Select(e => e.By).ShouldBe(["Ann", edits[^1].By]);
            edits[^1].By.ShouldStartWith("conditional ");
            told[0].RunsLeft.ShouldBe(3);
            told[1].RunsLeft.ShouldBe(4);
            told[1].At.ShouldBe(edits[0].At);
            (told[1].Finish - told[0].Finish).TotalSeconds.ShouldBeGreaterThan(77 + 30, "the row that came in, its extraction and the delay before it");
            told[1..].ShouldAllBe(t => Math.Abs((t.Finish - ended).TotalSeconds) < 5, string.Join('\n', told.Select(t => $"{t}")));

            // The row that the conditional changed has been tried too; that another came to stand behind it changes nothing.
            laboratory.Node.Estimates.Of(laboratory.Runs()[2].Of<RunStarted>().Single().Spec).ShouldNotBeNull();
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
