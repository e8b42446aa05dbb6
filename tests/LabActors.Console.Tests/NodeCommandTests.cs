using System.Net;
using LabActors.Actors.Supervision;
using LabActors.Console.Session;
using LabActors.Core.Problems;

namespace LabActors.Console.Tests;

/// <summary><c>lab node</c>: what it asks of a laboratory, and what ends it.</summary>
public sealed class NodeCommandTests : IDisposable
{
    // Real time after which a test that hangs fails.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CommandRun _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task It_runs_until_it_is_told_to_stop_and_ends_with_0()
    {
        var laboratory = new FakeLaboratory();
        var (running, session) = await StartAsync(laboratory, "--node", "north", "--listen", "10.0.0.5");
        running.IsCompleted.ShouldBeFalse();
        var asked = laboratory.Asked.ShouldNotBeNull();
        (asked.Purpose, asked.Node, asked.Time, asked.Listen).ShouldBe((LabPurpose.Node, "north", LabTime.Real, new DnsEndPoint("10.0.0.5", 4039)));
        asked.Queues.ShouldBeEmpty();
        Path.GetFileName(asked.Data).ShouldBe("north");

        _commands.Interrupts.Terminate();
        (await running.WaitAsync(Patience)).ShouldBe(0);
        session.IsDisposed.ShouldBeTrue();
        _commands.OutputLines.ShouldContain("consoles attach at 127.0.0.1:4039");
        _commands.OutputLines.ShouldContain("the node has stopped");
    }

    [Theory]
    [InlineData(StopPolicy.Finish, false)]
    [InlineData(StopPolicy.Hold, true)]
    public async Task Where_the_policy_says_so_runs_in_flight_come_to_their_end_first(StopPolicy policy, bool pauses)
    {
        var (running, session) = await StartAsync(new FakeLaboratory { StopPolicy = policy });
        _commands.Interrupts.Terminate();
        session.Finished.SetResult();
        (await running.WaitAsync(Patience)).ShouldBe(0);
        session.Finishes.ShouldBe([pauses]);
    }

    [Fact]
    public async Task A_second_signal_does_not_wait_for_them()
    {
        var (_, session) = await StartAsync(new FakeLaboratory { StopPolicy = StopPolicy.Finish });
        _commands.Interrupts.Terminate();
        _commands.Interrupts.Terminate();
        (await _commands.End.Code.WaitAsync(Patience)).ShouldBe(4);
        session.Protections.ShouldBe(1);
        session.Finished.SetResult();
    }

    [Fact]
    public async Task A_node_that_was_drained_stops_and_ends_with_0()
    {
        var drained = new TaskCompletionSource();
        var (running, session) = await StartAsync(new FakeLaboratory { Drained = drained.Task });
        drained.SetResult();
        (await running.WaitAsync(Patience)).ShouldBe(0);
        session.IsDisposed.ShouldBeTrue();
        (await _commands.RunAsync(new FakeLaboratory(), "node", "drain", "felix", "--hold", "--finish")).ShouldBe(64);
        _commands.Error.ShouldContain("found --hold and --finish, expected one of them");
    }

    [Fact]
    public async Task A_node_that_goes_down_by_itself_ends_with_2()
    {
        var (running, session) = await StartAsync(new FakeLaboratory());
        await session.System.Terminate();
        (await running.WaitAsync(Patience)).ShouldBe(2);
        _commands.Output.ShouldContain("THE NODE WENT DOWN");
    }

    [Fact]
    public async Task What_is_wrong_refuses_it_and_ends_with_1()
    {
        (await _commands.RunAsync(new FakeLaboratory { Problems = [new Problem("lab.yaml", 3, 1, "found 'x', expected y")] }, "node")).ShouldBe(1);
        _commands.Output.ShouldContain("lab.yaml:3:1: error: found 'x', expected y");
        (await _commands.RunAsync(new FakeLaboratory(), "node", "--listen", "north:99999")).ShouldBe(64);
        _commands.Error.ShouldContain("--listen: found 'north:99999', expected HOST or HOST:PORT");
    }

    private async Task<(Task<int> Running, FakeSession Session)> StartAsync(FakeLaboratory laboratory, params string[] arguments)
    {
        var running = _commands.RunAsync(laboratory, ["node", .. arguments]);
        var session = laboratory.Session.ShouldNotBeNull(_commands.Error);
        await session.Running.WaitAsync(Patience);
        return (running, session);
    }
}
