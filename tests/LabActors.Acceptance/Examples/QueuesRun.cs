using LabActors.Actors.Execution;
using LabActors.Actors.Results;
using LabActors.Core.Labs;
using LabActors.Journal.Storage;
using LabActors.Node;
using LabActors.Node.Checks;

namespace LabActors.Acceptance.Examples;

/// <summary>Every queue of the demo laboratory, and every real one, is accepted and runs to its end, each run saved with its isotopes.</summary>
public sealed class QueuesRun
{
    // Real time after which a queue that hangs fails; no test waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Of the whole queue: the estimate counts what the scripts say, and takes the usual branch where the gas decides.
    private const double EstimateTolerance = 0.05;

    public static IEnumerable<object[]> Names() => DemoLaboratory.QueueNames();

    public static IEnumerable<object[]> RealNames() => DemoLaboratory.RealQueueNames();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_queue_of_the_demo_laboratory_runs_to_its_end(string name)
    {
        var runs = await RunAsync(Path.Combine(DemoLaboratory.Folder, "queues", name));

        // One error in twenty is above 2 sigma by chance; which of them is fixed by the seed.
        var truth = DemoLaboratory.Lab().Simulation!.Samples.Single(s => s.Name == "FC-2").AgeMa;
        var grains = runs.Where(r => r.Identifier == "24701").Select(r => (r.RunId, Sigmas: Math.Abs(r.Argon!.Age!.Value.Value - truth) / r.Argon.Age.Value.Error!.Value)).ToArray();
        grains.ShouldAllBe(g => g.Sigmas <= 3);
        grains.Count(g => g.Sigmas > 2).ShouldBeLessThanOrEqualTo(grains.Length / 10, string.Join(", ", grains));
        if (name == "demo.txt")
            grains.Length.ShouldBe(4);
    }

    [RealQueuesTheory]
    [MemberData(nameof(RealNames))]
    public Task A_real_queue_runs_to_its_end(string name) => RunAsync(Path.Combine(DemoLaboratory.RealQueues, name));

    private static async Task<List<RunSummary>> RunAsync(string path)
    {
        var check = await ExperimentCheck.RunAsync(new CheckRequest([path], DemoLaboratory.Folder, DemoLaboratory.Scripts.Root), CancellationToken.None);
        check.Problems.Where(p => p.IsError).ShouldBeEmpty();
        var queue = check.Queues.Single();
        var data = Directory.CreateTempSubdirectory("labactors-");
        try
        {
            await using var node = await LabNode.StartAsync(new NodeOptions(check.Lab!, check.LabHash, check.Scripts!, data.FullName, check.Python!)
            {
                Journal = JournalDatabase.Memory,
            });
            (await node.ExecuteAsync(queue.Instrument.Name, [queue.Queue], "test")).ShouldBeOfType<ExecutorProtocol.ExecutionAccepted>();
            var execution = await node.WhenEndedAsync(queue.Instrument.Name).WaitAsync(Patience);

            execution.Ended!.State.ShouldBe("completed", execution.Ended.Cause);
            var took = (execution.Ended.At - execution.StartedAt!.Value).TotalSeconds;
            var before = queue.EstimatedSeconds!.Value;
            // How long a pipette system loads and a cold trap cools no script says, nor that nobody answers a question.
            if (check.Lab!.FindExtractionDevice(queue.Queue.ExtractDevice).Device is not { Kind: ExtractionDeviceKind.Pipette })
                before.ShouldBe(took, took * EstimateTolerance, "the estimate before the start");
            var schedule = queue.Schedule(node.Estimates.Learned, execution.StartedAt.Value);
            var after = (schedule.Finish - execution.StartedAt.Value).TotalSeconds;
            Math.Abs(after - took).ShouldBeLessThanOrEqualTo(Math.Max(1, Math.Abs(before - took)), "the estimate for the next time");
            schedule.Runs.Count(r => r.Learned).ShouldBeGreaterThan(schedule.Runs.Length / 2, "runs teach under the keys that traces have");
            var uuids = execution.Finished.Values.SelectMany(f => f.RunUuids).ToArray();
            var runs = new List<RunSummary>();
            uuids.Length.ShouldBe(queue.Queue.Runs.Count(r => !r.Skip));
            foreach (var uuid in uuids)
            {
                var run = await node.WhenSavedAsync(uuid).WaitAsync(Patience);
                run.State.ShouldBeOneOf(["success", "truncated"], $"{run.RunId}: {run.Cause}");
                var spec = queue.Queue.Runs.First(r => run.RunId.StartsWith(r.Labnumber, StringComparison.Ordinal));
                run.Isotopes.IsEmpty.ShouldBe(spec.MeasurementScript.Length == 0, run.RunId);
                run.Isotopes.ShouldAllBe(i => double.IsFinite(i.Intercept));
                runs.Add(run);
            }

            return runs;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
