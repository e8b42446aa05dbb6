using LabActors.Acceptance.Examples;
using LabActors.Node;
using LabActors.Node.Checks;
using LabActors.Node.Torture;
using Xunit.Abstractions;

namespace LabActors.Acceptance.Recovery;

/// <summary>The node is killed at moments of an experiment of eight runs; what comes of it is what comes of an experiment that nobody interrupted.</summary>
public sealed class TortureTests(ITestOutputHelper output)
{
    private const int Seed = 20260301;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_reference_has_a_cut_after_each_event_and_each_change_and_a_laser_that_was_left_on_is_found()
    {
        var (test, folder) = await PrepareAsync();
        try
        {
            var reference = await test.RunReferenceAsync(CancellationToken.None);
            var last = reference.Cuts[^1];

            reference.Tally.Rows.Select(r => r.State).ShouldBe(["success", "success", "success", "success", "truncated", "success", "success", "success"]);
            reference.Tally.Ends.ShouldBe(["queue completed", "queue completed", "execution completed"]);
            reference.Cuts.Select(c => c.Events).Distinct().Count().ShouldBeGreaterThan(1500, "a cut after every transaction");
            reference.Cuts.Count(c => c.Changes > 0).ShouldBeGreaterThan(100, "and after every effect");

            (await test.TryAsync(reference, last, CancellationToken.None)).Differences.ShouldBeEmpty();
            var laser = last.State.Devices["Fusions CO2"] with { Enabled = true, Output = 3 };
            var on = last with { State = last.State with { Devices = last.State.Devices.SetItem("Fusions CO2", laser), OpenValves = last.State.OpenValves.Add("W") } };
            var differences = (await test.TryAsync(reference, on, CancellationToken.None)).Differences;
            differences.ShouldContain(d => d.StartsWith("Fusions CO2: ", StringComparison.Ordinal));
            differences.ShouldContain(d => d.StartsWith("open at the end: ", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Sixty_cuts_all_over_the_experiment_and_kills_of_every_fifth_again_change_nothing()
    {
        var (test, folder) = await PrepareAsync();
        try
        {
            var reference = await test.RunReferenceAsync(CancellationToken.None);
            output.WriteLine($"seed {Seed}");
            await Parallel.ForEachAsync(CutChoice.Sample(reference.Cuts, 60, Seed).Index(), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (sampled, stop) =>
            {
                var result = await test.TryAsync(reference, sampled.Item, stop, kills: sampled.Index % 5 == 4 ? 3 : 1, Seed);
                result.Differences.ShouldBeEmpty($"{sampled.Item}");
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(TortureTest Test, DirectoryInfo Folder)> PrepareAsync()
    {
        var check = await ExperimentCheck.RunAsync(new CheckRequest(TortureQueue.Paths, DemoLaboratory.Folder, DemoLaboratory.Scripts.Root), CancellationToken.None);
        check.Problems.Where(p => p.IsError).ShouldBeEmpty();
        var folder = TortureFolder.Create();
        var options = new NodeOptions(check.Lab!, check.LabHash, check.Scripts!, folder.FullName, check.Python!)
        {
            LabFolder = DemoLaboratory.Folder,
            SafeScripts = check.SafeScripts,
            Traced = check.Traced,
        };
        return (new TortureTest(options, check.Queues[0].Instrument.Name, [.. check.Queues.Select(q => q.Queue)], folder.FullName, Limit), folder);
    }
}
