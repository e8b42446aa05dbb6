using LabActors.Acceptance.Execution;
using LabActors.Actors.Execution;
using LabActors.Core.Execution;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Operators;

/// <summary>A node that is to stop when what is in flight has ended.</summary>
public sealed class DrainTests : IDisposable
{
    // Real time after which a test that hangs fails.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_run_in_flight_ends_nothing_more_is_launched_and_the_next_start_goes_on(bool pauses)
    {
        await using (var lab = await TestLaboratory.StartAsync(folder: _folder.FullName, durable: true))
        {
            var drained = new TaskCompletionSource<Task>();
            lab.On<StepStarted>(s => s.Step == "measurement", node => drained.TrySetResult(Task.Run(() => node.DrainAsync(pauses, "the stop of the node"))));
            _ = lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346"), TestQueue.Row("12347")));
            await (await drained.Task.WaitAsync(Patience)).WaitAsync(Patience);

            var refused = (await lab.AskAsync(TestQueue.Of(TestQueue.Row("99999")))).ShouldBeOfType<ExecutorProtocol.Refused>();
            refused.State.ShouldBe("refused");
            lab.Of<RunFinished>().Select(f => f.Event.State).ShouldBe(["success"]);
            lab.Of<RunLaunched>().Count().ShouldBe(1);
            lab.Of<QueueEnded>().ShouldBeEmpty();
        }

        await using var again = await TestLaboratory.StartAsync(folder: _folder.FullName, durable: true);
        if (pauses)
        {
            (await QueueAsync(again)).Paused.ShouldBeTrue();
            (await again.Node.TellQueueAsync("Argus", new QueueProtocol.Resume("anna"))).ShouldBeOfType<QueueProtocol.Accepted>();
        }

        (await again.EndAsync()).Ended!.State.ShouldBe("completed");
        again.Of<RunFinished>().Select(f => f.Event.State).ShouldBe(["success", "success"]);
    }

    [Fact]
    public async Task A_node_with_nothing_in_flight_is_drained_at_once()
    {
        await using var lab = await TestLaboratory.StartAsync();
        await lab.Node.DrainAsync(pauses: true, "the stop of the node").WaitAsync(Patience);
        lab.Of<QueuePaused>().ShouldBeEmpty();
    }

    private static async Task<QueueProgress> QueueAsync(TestLaboratory lab) =>
        (await lab.Node.TellQueueAsync("Argus", new QueueProtocol.GetQueue())).ShouldBeOfType<QueueProtocol.QueueIs>().Queue;
}
