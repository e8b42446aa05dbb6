using System.Diagnostics;
using System.Globalization;
using LabActors.Acceptance.Execution;
using LabActors.Console.Tests;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Recovery;

/// <summary>The interpreter of a script is killed from outside, as by a system that is out of memory.</summary>
public sealed class ScriptProcessTests
{
    [UnixFact]
    public async Task A_script_whose_process_is_killed_ends_its_run_failed_saved_and_safe_and_the_queue_says_why()
    {
        var scripts = new TestScripts
        {
            Extraction = "def main():\n    enable()\n    extract(2, 'watts')\n    sleep(duration)\n",
            Measurement = """
                import os

                def main():
                    info('pid {}'.format(os.getpid()))
                    activate_detectors('H1', 'AX')
                    position_magnet('Ar40', 'H1')
                    equilibrate(eqtime=20, inlet='R', outlet='O', delay=0)
                    set_time_zero()
                    multicollect(ncounts=30, integration_time=1.048576)
                """,
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);
        lab.On<ReadingTaken>(r => r.Count == 5, _ =>
        {
            var said = lab.Of<RunNoted>().Select(n => n.Event.Text).Single(t => t.StartsWith("pid ", StringComparison.Ordinal));
            using var script = Process.GetProcessById(int.Parse(said[4..], CultureInfo.InvariantCulture));
            script.Kill();
        });

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        var run = lab.Runs().ShouldHaveSingleItem();
        run.State.ShouldBe("failed");
        run.Of<RunEnded>().Single().Cause.ShouldContain("process");
        run.Readings("signal").ShouldBeGreaterThanOrEqualTo(5);
        run.TimesStarted("post_measurement").ShouldBe(1);
        (await lab.Node.WhenSavedAsync(run.Launched.RunUuid)).Isotopes.ShouldNotBeEmpty("what was measured is saved");
        var laser = lab.Node.Simulated!.ExtractionDevices["Fusions CO2"].Read();
        (laser.Enabled, laser.Output).ShouldBe((false, 0));
        lab.Node.Simulated.Line.IsOpen("R").ShouldBeFalse();
        lab.Of<QueueEnded>().ShouldHaveSingleItem();
        (execution.Ended!.State, execution.Ended.Cause.Contains("process", StringComparison.Ordinal)).ShouldBe(("failed", true));
    }
}
