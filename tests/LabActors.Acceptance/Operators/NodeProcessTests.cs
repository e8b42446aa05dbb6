using System.Collections.Immutable;
using LabActors.Acceptance.Examples;
using LabActors.Acceptance.Recovery;
using LabActors.Console.Tests;
using LabActors.Core.Journal;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Acceptance.Operators;

/// <summary><c>lab node</c> as a service manager knows it: a process that is started, sent signals, and judged by how it ends.</summary>
public sealed class NodeProcessTests : IDisposable
{
    private static readonly Lazy<Task<string>> Cut = new(CutOffAsync);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [UnixFact]
    public async Task It_runs_though_it_may_not_listen_where_it_was_told_is_attached_to_and_stops_when_it_is_told()
    {
        await using var node = LabProcess.Start("node", "--data", Data, "--lab", DemoLaboratory.Folder, "--listen", "192.0.2.7");
        (await node.ReadAsync("the node runs")).ShouldBeTrue(node.Said);
        await using var status = LabProcess.Start("status", "--data", Data);
        (await status.EndAsync()).ShouldBe(0, status.Said);
        status.Lines.ShouldContain("Argus: idle");
        await node.SignalAsync("TERM");
        (await node.EndAsync()).ShouldBe(0, node.Said);
        node.Lines.Last().ShouldBe("the node has stopped");
        node.Lines.ShouldContain(line => line.StartsWith("this node does not listen at 192.0.2.7:4039: found 192.0.2.7, which other computers reach, and no certificates", StringComparison.Ordinal));
        File.Exists(Path.Combine(Data, "node.json")).ShouldBeFalse();
    }

    [UnixFact]
    public Task An_experiment_that_was_cut_off_goes_on_until_a_signal_makes_the_laboratory_safe() => StopsAsync("safe", "x20", inFlight: 1, pauses: 0);

    [UnixFact]
    public Task Its_run_is_finished_first_where_the_policy_says_so() => StopsAsync("finish", "virtual", inFlight: 0, pauses: 0);

    [UnixFact]
    public Task Its_queue_is_paused_too_where_the_policy_says_so() => StopsAsync("hold", "virtual", inFlight: 0, pauses: 1);

    private async Task StopsAsync(string policy, string time, int inFlight, int pauses)
    {
        await using var node = await RecoveredAsync(policy, time);
        await node.SignalAsync("TERM");
        (await node.EndAsync()).ShouldBe(0, node.Said);

        var events = await EventsAsync();
        events.OfType<QueueEnded>().ShouldBeEmpty("it goes on at the next start");
        events.OfType<RunLaunched>().Select(l => l.RunUuid).Except(events.OfType<RunFinished>().Select(f => f.RunUuid)).Count().ShouldBe(inFlight);
        events.OfType<QueuePaused>().Count(p => p.By == "the stop of the node").ShouldBe(pauses);
    }

    [UnixFact]
    public async Task A_second_signal_does_not_wait_for_the_run()
    {
        await using var node = await RecoveredAsync("finish", "x20");
        await node.SignalAsync("TERM");
        (await node.ReadAsync("stopping the program when what is in flight has ended")).ShouldBeTrue(node.Said);
        await node.SignalAsync("TERM");
        (await node.EndAsync()).ShouldBe(4, node.Said);
        node.Lines.ShouldContain(line => line.Contains("Fusions CO2 off: ", StringComparison.Ordinal));
    }

    /// <summary>A node on a copy of what was cut off, in which a run is in flight.</summary>
    private async Task<LabProcess> RecoveredAsync(string policy, string time)
    {
        Copy(await Cut.Value, Data);
        var lab = TortureQueue.LaboratoryWith(_folder.FullName, $"labactors.stop.policy = {policy}");
        var node = LabProcess.Start("node", "--data", Data, "--lab", lab, "--time", time, "--listen", "127.0.0.1:0");
        (await node.ReadAsync("the node runs")).ShouldBeTrue(node.Said);
        return node;
    }

    private async Task<ImmutableArray<IJournalEvent>> EventsAsync()
    {
        var events = ImmutableArray.CreateBuilder<IJournalEvent>();
        await foreach (var row in new JournalReader(JournalDatabase.Sqlite(Path.Combine(Data, "journal.db"))).ReadFrom())
            events.Add(row.Event);
        return events.ToImmutable();
    }

    /// <summary>The data folder of a process that was killed while its first run measured.</summary>
    private static async Task<string> CutOffAsync()
    {
        var data = Directory.CreateTempSubdirectory("labactors-").FullName;
        await using var run = LabProcess.Start("run", TortureQueue.Paths[^1], "--data", data, "--lab", DemoLaboratory.Folder, "--time", "x50", "--json");
        (await run.ReadAsync("\"step\":\"measurement\"")).ShouldBeTrue(run.Said);
        await run.KillAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(data, recursive: true);
        return data;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
