using Akka.Actor;
using LabActors.Acceptance.Examples;
using LabActors.Acceptance.Execution;
using LabActors.Acceptance.Recovery;
using LabActors.Actors.Decisions;
using LabActors.Actors.Time;
using LabActors.Console;
using LabActors.Console.Tests;
using LabActors.Core.Decisions;
using LabActors.Node.Operators;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.OperatorEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Operators;

/// <summary>The real console in a pseudo-terminal, as a person uses it.</summary>
public sealed class FullScreenTests : IDisposable
{
    private const string Enter = "\r";
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;

    [UnixFact]
    public async Task A_person_starts_pauses_answers_truncates_and_leaves_and_another_sees_it_from_a_second_terminal()
    {
        await using var lab = await TestLaboratory.StartAsync(durable: true, folder: _folder);
        var queue = Path.Combine(_folder, "monday.txt");
        await File.WriteAllTextAsync(queue, TestQueue.Of(before: 0, between: 0, blank: 0, air: 0, TestQueue.Row("12345"), TestQueue.Row("12346")));

        // Time stands while the persons look at what is measured.
        IDisposable? held = null;
        lab.On<ReadingTaken>(r => held is null && r.Count == 20, node => held = node.Clock.Holds.Hold("two persons look"));
        lab.Node.BeginListening();
        (await lab.Node.ListeningAsync()).ShouldNotBeEmpty();

        await using var first = Pseudoterminal.Start(80, 24, "attach", "--data", lab.Data);
        await first.WhenShowsAsync("no queue has been started here");
        await first.TypeAsync("s" + queue + Enter);
        await first.WhenShowsAsync("Enter: do it.");
        await first.TypeAsync(Enter);
        await first.WhenShowsAsync("signal 20/30");
        await first.TypeAsync("p");
        await first.WhenShowsAsync("pause: holds in a delay");
        await first.TypeAsync(Enter);
        await first.WhenShowsAsync("paused by");

        await using var second = Pseudoterminal.Start(160, 50, "attach", "--data", lab.Data);
        await second.WhenShowsAsync("paused by");
        await second.WhenAsync(lines => lines.Any(line => line.Contains("R closed")) && lines.Any(line => line.Contains("gauges")), "the line");
        await second.TypeAsync(":pause" + Enter + Enter);
        await second.WhenShowsAsync("pause refused: it was paused by");
        await second.TypeAsync("p" + Enter);
        await first.WhenAsync(lines => !lines.Any(line => line.Contains("paused by") && line.Contains("over")), "running again");

        await first.TypeAsync("t" + Enter);
        await first.WhenShowsAsync("truncate: done");
        await second.TypeAsync("t" + Enter);
        await second.WhenShowsAsync("truncate refused: what is measured was truncated by");

        var decided = lab.Node.TellDecisionsAsync(new DecisionProtocol.Ask(new Question("lunch", "Is it time?", ["yes", "no"], "no", TimeSpan.FromHours(1), "test")));
        await first.WhenShowsAsync("lunch? yes / no");
        await first.TypeAsync("dyes" + Enter + Enter);
        (await decided).ShouldBeOfType<DecisionProtocol.Decided>().Answer.ShouldBe("yes");
        await second.WhenAsync(lines => !lines.Any(line => line.Contains("d answers")), "the question is gone");

        // Another size is drawn anew, without a rest of the old one.
        await first.ResizeAsync(100, 30);
        await first.WhenAsync(lines => lines[29].StartsWith("? help", StringComparison.Ordinal), "the keys in the last line");

        await first.TypeAsync("\u0003");
        (await first.EndAsync()).ShouldBe(0);
        first.IsTaken.ShouldBeFalse();
        lab.Of<ExecutionEnded>().ShouldBeEmpty();

        await second.KillAsync();
        held.ShouldNotBeNull().Dispose();
        await lab.WhenAsync<ExecutionEnded>(_ => true);
        lab.Of<ExecutionEnded>().ShouldHaveSingleItem().Event.State.ShouldBe("completed");
        lab.Of<QueuePaused>().ShouldHaveSingleItem();
        lab.Of<InterventionRequested>().ShouldHaveSingleItem().Event.What.ShouldBe("truncate");
        lab.Of<DecisionMade>().Single(e => e.Event.Name == "lunch").Event.By.ShouldContain(Environment.UserName);
        lab.Of<ConsoleAttached>().Select(e => e.Event.Kind).ShouldBe(["screen", "screen"]);
        lab.Of<ConsoleDetached>().ShouldContain(e => e.Event.Why == "it left");
    }

    [UnixFact]
    public async Task A_node_that_is_killed_is_missed_and_found_again_where_it_listens_then()
    {
        new TestScripts().WriteTo(Path.Combine(_folder, "scripts"));
        var (queue, data) = (Path.Combine(_folder, "night.txt"), Path.Combine(_folder, "data"));
        await File.WriteAllTextAsync(queue, TestQueue.Of(before: 0, between: 0, blank: 0, air: 0, TestQueue.Row("12345", duration: 3600), TestQueue.Row("12346")));
        string[] run = ["run", queue, "--lab", DemoLaboratory.Folder, "--scripts", Path.Combine(_folder, "scripts"), "--data", data, "--time", "real", "--plain", "--decide", "missing-blank=without"];
        await using var killed = LabProcess.Start(run);
        (await killed.ReadAsync("extraction")).ShouldBeTrue(killed.Said);
        await ListeningAsync(data);

        await using var console = Pseudoterminal.Start(80, 24, "attach", "--data", data);
        await console.WhenShowsAsync("12345-01");
        await killed.KillAsync();
        await console.WhenShowsAsync("nothing was heard of the node for");

        await using var again = LabProcess.Start(run);
        await console.WhenShowsAsync("attached to node again");
        await console.WhenAsync(lines => lines.Any(line => line.StartsWith("r1 ", StringComparison.Ordinal) && line.Contains("extraction")), "the run goes on");
        await console.TypeAsync(":skip r2" + Enter + Enter);
        await console.WhenShowsAsync("r2: skipped");
        await console.TypeAsync("q");
        (await console.EndAsync()).ShouldBe(0);
    }

    [UnixFact]
    public async Task A_node_in_its_own_terminal_is_commanded_by_keys_and_gives_the_terminal_back()
    {
        new TestScripts().WriteTo(Path.Combine(_folder, "scripts"));
        var queue = Path.Combine(_folder, "night.txt");
        await File.WriteAllTextAsync(queue, TestQueue.Of(before: 0, between: 0, blank: 0, air: 0, TestQueue.Row("12345", duration: 3600)));
        await using var run = Pseudoterminal.Start(
            80, 24, "run", queue, "--lab", DemoLaboratory.Folder, "--scripts", Path.Combine(_folder, "scripts"), "--data", Path.Combine(_folder, "data"), "--time", "real", "--decide", "missing-blank=without");

        await run.WhenAsync(lines => lines.Any(line => line.StartsWith("r1 ", StringComparison.Ordinal) && line.Contains("extraction")), "the run extracts");
        await run.TypeAsync("q");
        await run.WhenShowsAsync("which ends with its queue");
        await run.TypeAsync("2");
        await run.WhenAsync(lines => lines.Any(line => line.Contains("gauges")) && lines.Any(line => line.Contains("Torr")), "the line and its gauges");
        await run.TypeAsync("C");
        await run.WhenShowsAsync("Enter: do it.");
        await run.TypeAsync(Enter);

        (await run.EndAsync()).ShouldBe(ExitCodes.Canceled);
        run.IsTaken.ShouldBeFalse();
        run.Lines.ShouldContain(line => line.StartsWith("canceled", StringComparison.Ordinal));
    }

    /// <summary>Consoles may attach to a node a little after it runs.</summary>
    private static async Task ListeningAsync(string data)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(Path.Combine(data, "node.json")) && await looks.WaitForNextTickAsync(limit.Token))
        {
            // Another look.
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
