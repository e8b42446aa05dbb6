using System.Collections.Immutable;
using LabActors.Acceptance.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Durations;

/// <summary>Measuring while the gas is extracted: as many whole blocks as fit, and nothing of it touches the run.</summary>
public sealed class SynExtractionTests
{
    // Magnet 0.5 s, settling 2 s, ten integrations: 12.99 s. Of 60.5 s of extraction, one second is kept clear: four blocks.
    private const string Block = """
        def main():
            activate_detectors('H1', 'AX', 'L1', 'L2', 'CDD')
            position_magnet('Ar40', 'H1')
            baselines(ncounts=10, mass=39.5, detector='H1', settling_time=2, integration_time=1.048576)
        """;

    [Fact]
    public async Task As_many_blocks_as_fit_are_measured_and_the_extraction_is_the_same_to_the_digit()
    {
        await using var with = await Story.RunAsync(Block, [Row("24701", "blocks")]);
        await using var without = await Story.RunAsync(Block, [Row("24701", "")]);

        with.Problems.ShouldBeEmpty();
        var run = with.Laboratory.Runs().Single();
        run.State.ShouldBe("success");
        var series = run.Events.OfType<SeriesStarted>().Where(s => s.Kind == RunSeries.SynBaseline).ToArray();
        series.Length.ShouldBe(4);
        run.Events.OfType<SynExtractionEnded>().Single().Blocks.ShouldBe(4);
        foreach (var each in series)
        {
            run.Events.OfType<SeriesEnded>().Single(e => e.Series == each.Series).How.ShouldBe("complete");
            run.Events.OfType<ReadingTaken>().Count(r => r.Series == each.Series).ShouldBe(10);
        }

        var opened = run.Events.OfType<InletOpened>().Single().At;
        run.Events.OfType<ReadingTaken>().Where(r => r.Series <= series[^1].Series).ShouldAllBe(r => r.At < opened);

        Extraction(run).ShouldBe(Extraction(without.Laboratory.Runs().Single()));
        run.Events.OfType<StepStarted>().Single(s => s.Step == "measurement").At
            .ShouldBe(without.Laboratory.Runs().Single().Events.OfType<StepStarted>().Single(s => s.Step == "measurement").At);
    }

    [Fact]
    public async Task Its_baselines_count_among_the_runs_own_where_the_script_says_so()
    {
        await using var used = await Story.RunAsync("'''\nuse_baselines: true\n'''\n" + Block, [Row("24701", "blocks")]);
        await using var kept = await Story.RunAsync(Block, [Row("24701", "blocks")]);

        Baseline(used).ShouldBe(45, "four blocks of ten, and five of the measurement");
        Baseline(kept).ShouldBe(5);

        static int Baseline(Story story)
        {
            var record = story.Laboratory.Runs().Single().Events.Aggregate(RunRecord.Empty, (r, e) => r.Apply(e));
            record.Series.Count(s => s.Kind == RunSeries.SynBaseline && !s.SetAside).ShouldBe(4);
            return record.Reduce().Baselines.Single(b => b.Detector == "H1").Total;
        }
    }

    [Theory]
    [InlineData("def main():\n    activate_detectors('H1')\n    if get_intensity('H1') == 0:\n        raise ValueError('no')\n    baselines(ncounts=5, mass=39.5, detector='H1')\n", "ValueError")]
    [InlineData("def main():\n    activate_detectors('H1')\n    while not is_open('D') or get_intensity('H1') == 0:\n        sleep(2)\n    sleep(3)\n", "took longer")]
    public async Task A_block_that_fails_or_hangs_is_stopped_and_told_and_the_run_goes_on(string block, string told)
    {
        await using var story = await Story.RunAsync(block, [Row("24701", "blocks")]);

        var run = story.Laboratory.Runs().Single();
        run.State.ShouldBe("success");
        run.Events.OfType<RunNoted>().ShouldContain(n => n.Level == "warning" && n.Text.Contains(told), string.Join('\n', run.Events.OfType<RunNoted>().Select(n => n.Text)));
        run.Events.OfType<SynExtractionEnded>().Single().Blocks.ShouldBe(0);
        run.Events.OfType<SeriesStarted>().Select(s => s.Kind).ShouldContain(RunSeries.Signal);
    }

    [Fact]
    public async Task While_the_run_before_has_the_spectrometer_nothing_is_measured_and_nobody_waits()
    {
        // The second run's extraction is over before the first has measured.
        var rows = (string syn) => new[] { Row("24701", "", overlap: "1,30", duration: 10), Row("24702", syn, duration: 10) };
        await using var with = await Story.RunAsync(Block, rows("blocks"));
        await using var without = await Story.RunAsync(Block, rows(""));

        var second = with.Laboratory.Runs()[1];
        second.Events.OfType<SeriesStarted>().ShouldNotContain(s => RunSeries.IsSyn(s.Kind));
        second.Events.OfType<SynExtractionEnded>().Single().Blocks.ShouldBe(0);
        foreach (var (one, other) in with.Laboratory.Runs().Zip(without.Laboratory.Runs()))
        {
            Extraction(one).ShouldBe(Extraction(other));
            one.Events.OfType<InletOpened>().Single().At.ShouldBe(other.Events.OfType<InletOpened>().Single().At);
            one.Events[^1].At.ShouldBe(other.Events[^1].At);
        }
    }

    [Fact]
    public async Task When_the_run_before_is_done_and_pumped_what_still_fits_is_measured()
    {
        // The first run's spectrometer is free some time into the second's extraction of 120 s.
        await using var story = await Story.RunAsync(Block, [Row("24701", "", overlap: "1,30", duration: 10), Row("24702", "blocks", duration: 120)]);

        var (first, second) = (story.Laboratory.Runs()[0], story.Laboratory.Runs()[1]);
        var pumped = first.Events.OfType<PumpTimeStarted>().Single().At.AddSeconds(30);
        var begun = second.Events.OfType<SynExtractionStarted>().Single();
        begun.At.ShouldBe(pumped);
        var blocks = second.Events.OfType<SynExtractionEnded>().Single().Blocks;
        blocks.ShouldBe((int)Math.Floor((begun.SecondsLeft - 1) / begun.BlockSeconds));
        blocks.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_extraction_that_ends_early_cuts_the_block_off()
    {
        // The trace takes the branch that lasts longer.
        const string Early = "def main():\n    open('D')\n    if get_pressure('bone_micro_ion_controller', 'IG') > 2e-9:\n        sleep(5)\n    else:\n        sleep(duration)\n    close('D')\n";
        await using var story = await Story.RunAsync(Block, [Row("24701", "blocks")], new TestScripts { Extraction = Early.Replace("> 2e-9", "< 9.99e-10") });

        var run = story.Laboratory.Runs().Single();
        run.State.ShouldBe("success");
        run.Events.OfType<SynExtractionEnded>().Single().Reason.ShouldBe("the extraction is over");
        run.Events.OfType<SeriesEnded>().Count(s => s.How == "stopped").ShouldBeLessThanOrEqualTo(1);
        run.Events.OfType<StepStarted>().Single(s => s.Step == "measurement").At.ShouldBe(run.Events.OfType<StepEnded>().Single(s => s.Step == "extraction").At);
    }

    [Theory]
    [InlineData("open('R')")]
    [InlineData("equilibrate(eqtime=20, inlet='R', outlet='O')")]
    [InlineData("set_deflection('CDD', 50)")]
    [InlineData("peak_center(detector='H1', isotope='Ar40')")]
    public async Task A_script_that_would_do_more_than_measure_is_refused_by_the_checks_and_by_the_run(string command)
    {
        await using var story = await Story.RunAsync($"def main():\n    {command}\n    sleep(5)\n", [Row("24701", "blocks", duration: 200)]);

        story.Problems.ShouldContain(p => p.Contains("not during extraction") && p.Contains("blocks.py:2"), string.Join('\n', story.Problems));
        var run = story.Laboratory.Runs().Single();
        run.State.ShouldBe("success");
        run.Events.OfType<CommandFailed>().ShouldContain(c => c.Kind == "syn_extraction" && c.Reason.Contains("not during extraction"));
    }

    private static string Row(string labnumber, string syn, string overlap = "", double duration = 60) => $"{TestQueue.Row(labnumber, overlap, duration)}\t{syn}";

    /// <summary>What the extraction script did and when, and every valve with it.</summary>
    private static ImmutableArray<string> Extraction(RunView run) =>
    [
        .. run.Events.Where(e => e is CommandRequested { Kind: "extraction" } or CommandCompleted { Kind: "extraction" } or StepEnded { Step: "extraction" })
            .Select(e => e is CommandRequested r ? $"{r.At:O} {r.Name}" : $"{e.At:O}"),
    ];

    /// <summary>A queue that has run with a script that measures during extraction.</summary>
    private sealed class Story(TestLaboratory laboratory, DirectoryInfo folder, ImmutableArray<string> problems) : IAsyncDisposable
    {
        public TestLaboratory Laboratory => laboratory;

        public ImmutableArray<string> Problems => problems;

        public static async Task<Story> RunAsync(string block, string[] rows, TestScripts? scripts = null)
        {
            var folder = Directory.CreateTempSubdirectory("labactors-");
            var laboratory = await TestLaboratory.StartAsync(scripts, folder: folder.FullName);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "scripts", "measurement", "blocks.py"), block);
            var queue = TestQueue.Of(rows).Replace("\tdelay_after\n", "\tdelay_after\tsyn_extraction\n", StringComparison.Ordinal);
            var check = await TracedQueue.TraceAsync(laboratory, folder.FullName, queue);
            await laboratory.RunAsync(queue);
            return new Story(laboratory, folder, [.. check.Problems.Where(p => p.IsError).Select(p => p.ToString())]);
        }

        public async ValueTask DisposeAsync()
        {
            await laboratory.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
