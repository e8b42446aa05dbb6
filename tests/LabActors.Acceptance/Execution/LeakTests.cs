using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Akka.Actor;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>A long night leaves nothing behind. Runs alone: it counts processes and memory of the whole program.</summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed partial class LeakTests
{
    private const string Alone = "alone";
    private const int Runs = 100;

    private static readonly TestScripts Short = new()
    {
        Extraction = "def main():\n    start_response_recorder()\n    open('D')\n    close('D')\n",
        Measurement = """
            def main():
                activate_detectors('H1')
                position_magnet('Ar40', 'H1')
                equilibrate(eqtime=1, inlet='R', outlet='O', delay=0)
                sniff(ncounts=2, block=False)
                multicollect(ncounts=2)
            """,
        PostEquilibration = "def main():\n    sleep(1)\n",
        PostMeasurement = "def main():\n    open('O')\n",
    };

    [Fact]
    public async Task After_a_hundred_runs_no_actor_process_or_timer_of_theirs_is_left()
    {
        await using var lab = await TestLaboratory.StartAsync(Short);
        var root = (ActorRefWithCell)await lab.Node.System.ActorSelection("/user/lab").ResolveOne(TimeSpan.FromSeconds(30));
        var before = (Actors: ActorsOf(root), Scripts: ScriptProcesses());
        long early = 0;
        ImmutableArray<string> inFlight = [];
        lab.On<RunFinished>(_ => lab.Of<RunFinished>().Count() == 10, _ => early = GC.GetTotalMemory(forceFullCollection: true));
        lab.On<RunLaunched>(_ => lab.Of<RunLaunched>().Count() == Runs - 5, _ => inFlight = [.. ActorsOf(root).Where(p => RunPath().IsMatch(p))]);

        await lab.RunAsync(TestQueue.Of([.. Enumerable.Repeat(TestQueue.Row("12345", "1,0", duration: 0), Runs)]));

        var late = GC.GetTotalMemory(forceFullCollection: true);
        lab.Runs().Length.ShouldBe(Runs);
        lab.Runs().ShouldAllBe(r => r.State == "success");
        ScriptProcesses().Except(before.Scripts).ShouldBeEmpty();
        ActorsOf(root).Except(before.Actors).ShouldBeEmpty();

        // While the queue goes on, no more than the runs in flight have actors.
        inFlight.Length.ShouldBeInRange(1, 2, string.Join('\n', inFlight));

        // The recorder of this test and the journal in memory keep every event (about 150 a run); what a run keeps beyond that is bounded.
        ((late - early) / (Runs - 10)).ShouldBeLessThan(400_000, $"{lab.Events.Length} events");
    }

    /// <summary>Paths of every actor below the laboratory.</summary>
    private static HashSet<string> ActorsOf(ActorRefWithCell root)
    {
        var paths = new HashSet<string>();
        Walk(root, paths);
        return paths;
    }

    [GeneratedRegex("/run-[0-9a-f-]{36}-[0-9]+$")]
    private static partial Regex RunPath();

    private static void Walk(ActorRefWithCell actor, HashSet<string> paths)
    {
        paths.Add(actor.Path.ToStringWithoutAddress());
        foreach (var child in actor.Children.OfType<ActorRefWithCell>())
            Walk(child, paths);
    }

    /// <summary>Python processes that this one has started.</summary>
    private static HashSet<int> ScriptProcesses() =>
        [.. Process.GetProcesses().Where(p => p.ProcessName.StartsWith("python", StringComparison.Ordinal) && ParentOf(p.Id) == Environment.ProcessId).Select(p => p.Id)];

    private static int ParentOf(int process)
    {
        var status = $"/proc/{process}/status";
        if (!File.Exists(status))
            return Environment.ProcessId;
        var line = File.ReadLines(status).FirstOrDefault(l => l.StartsWith("PPid:", StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line["PPid:".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
