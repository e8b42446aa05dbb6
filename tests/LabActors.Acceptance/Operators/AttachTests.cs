using System.Collections.Immutable;
using LabActors.Acceptance.Execution;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Console.Attaching;
using LabActors.Core.Journal;
using LabActors.Core.Operators;
using LabActors.Journal.Reading;
using LabActors.Node;
using LabActors.Node.Operators;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.NodeEvents;
using static LabActors.Core.Journal.Events.OperatorEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Operators;

/// <summary>Consoles that attach to a node over loopback while it runs a queue in virtual time.</summary>
public sealed class AttachTests
{
    private const string Token = "a token of 256 bits";

    [Fact]
    public async Task A_console_that_attaches_in_mid_queue_misses_nothing_and_hears_nothing_twice()
    {
        await using var lab = await TestLaboratory.StartAsync(durable: true);
        var node = Listen(lab.Node);
        var running = lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346"), TestQueue.Row("12347")));
        await lab.WhenAsync<StepStarted>(s => s.Step == "measurement");
        await using var console = await TestConsole.AttachAsync(new ConsoleAccess(node, "anna", Token));
        console.To.ShouldNotBeNull().Role.ShouldBe("engineer");
        await running;
        await console.WhenHeardAsync<ExecutionEnded>();

        var (state, heard) = (console.States.ShouldHaveSingleItem(), console.Heard);
        heard.Select(Key).Distinct().Count().ShouldBe(heard.Length);
        heard.Count(e => state.Select(Key).Contains(Key(e))).ShouldBe(0);

        // The state has the queue and what is in flight from the beginning; from then on everything is told.
        var known = state.Concat(heard).Select(Key).ToHashSet();
        var launched = lab.Of<RunLaunched>().Select(l => $"run-{l.Event.RunUuid}").Where(run => known.Contains((run, 1))).ToArray();
        launched.ShouldNotBeEmpty();
        lab.Events
            .Where(e => e.PersistenceId.StartsWith("queue-", StringComparison.Ordinal) || launched.Contains(e.PersistenceId))
            .Concat(lab.Events.SkipWhile(e => e.Event is not ConsoleAttached).Where(e => e.PersistenceId is "leases" or "executor-Argus" or "decisions"))
            .Where(e => !known.Contains(Key(e)))
            .Select(e => $"{e.PersistenceId} {e.SequenceNr}")
            .ShouldBeEmpty();
        heard.Where(e => e.Event is RunEnded).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_an_operator_commands_is_done_and_journaled_with_who_from_where_and_why()
    {
        await using var lab = await TestLaboratory.StartAsync(durable: true);
        var node = Listen(lab.Node);
        await using var anna = await TestConsole.AttachAsync(new ConsoleAccess(node, "anna", Token), wants: false);
        await using var bert = await TestConsole.AttachAsync(new ConsoleAccess(node, "bert", Token), wants: false);

        (await anna.DoAsync("lock C # being mended")).Lines.ShouldBe(["C is locked"]);
        (await anna.DoAsync("open C")).Done.ShouldBeFalse();
        (await bert.DoAsync("unlock C")).Lines.ShouldBe(["denied: unlock is for role engineer, and bert is operator"]);
        (await bert.DoAsync("laser off # smoke")).Done.ShouldBeTrue();
        (await bert.DoAsync("frobnicate")).Lines.ShouldBe(["there is no command 'frobnicate'; help lists them"]);
        (await bert.DoAsync("line")).Lines.ShouldContain(line => line.StartsWith("C ", StringComparison.Ordinal) && line.Contains("locked"));
        await lab.HeardAsync();

        lab.Of<CommandGiven>().Select(e => (e.Event.User, e.Event.Role, e.Event.From, e.Event.Line, e.Event.Why)).ShouldBe(
        [
            ("anna", "engineer", "127.0.0.1", "lock C # being mended", "being mended"),
            ("anna", "engineer", "127.0.0.1", "open C", ""),
            ("bert", "operator", "127.0.0.1", "laser off # smoke", "smoke"),
        ]);
        lab.Of<CommandAnswered>().Select(e => e.Event.Done).ShouldBe([true, false, true]);
        lab.Of<CommandDenied>().ShouldHaveSingleItem().Event.User.ShouldBe("bert");
        lab.Of<ConsoleAttached>().Select(e => e.Event.Session).ShouldBe(["s1", "s2"]);
    }

    [Fact]
    public async Task A_node_that_stops_is_made_safe_before_consoles_are_bidden_farewell()
    {
        await using var lab = await TestLaboratory.StartAsync(durable: true);
        await using var console = await TestConsole.AttachAsync(new ConsoleAccess(Listen(lab.Node), "anna", Token));
        await lab.Node.DisposeAsync();

        var events = new List<IJournalEvent>();
        await foreach (var row in new JournalReader(lab.Node.Journal).ReadFrom())
            events.Add(row.Event);
        var (safe, farewell) = (events.FindIndex(e => e is NodeStopped), events.FindIndex(e => e is ConsoleDetached { Why: "the node stops" }));
        safe.ShouldBeGreaterThan(0);
        farewell.ShouldBeGreaterThan(safe);
    }

    [Fact]
    public async Task A_queue_is_sent_checked_and_started_on_a_node_on_which_nothing_runs_and_whoever_is_second_is_told_who_was_first()
    {
        await using var lab = await TestLaboratory.StartAsync(durable: true);
        var node = Listen(lab.Node);
        await using var anna = await TestConsole.AttachAsync(new ConsoleAccess(node, "anna", Token));
        await using var bert = await TestConsole.AttachAsync(new ConsoleAccess(node, "bert", Token), wants: false);
        var good = TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346"));
        var wrong = good.Replace("watts\t10", "watts\tten", StringComparison.Ordinal);

        (await anna.DoAsync("start q.txt", [new SentFile("/home/anna/q.txt", wrong)])).ShouldSatisfyAllConditions(
            refused => refused.Done.ShouldBeFalse(),
            refused => refused.Lines[0].ShouldStartWith("/home/anna/q.txt:"),
            refused => refused.Lines[^1].ShouldBe("refused: nothing was started"));
        lab.Of<ExecutionStarted>().ShouldBeEmpty();

        CommandAnswer? late = null;
        lab.On<ExecutionStarted>(_ => late is null, _ => late = bert.DoAsync("start q.txt", [new SentFile("/home/bert/q.txt", good)]).GetAwaiter().GetResult());
        (await anna.DoAsync("start q.txt", [new SentFile("/home/anna/q.txt", good)])).Lines[^1].ShouldBe("q: started on Argus");
        await anna.WhenHeardAsync<ExecutionEnded>();
        lab.Of<ExecutionStarted>().ShouldHaveSingleItem().Event.By.ShouldBe("anna@127.0.0.1");
        late.ShouldNotBeNull().Done.ShouldBeFalse();
        late.Lines[^1].ShouldContain("started by anna@127.0.0.1");
        (await bert.DoAsync("queues")).Lines.ShouldHaveSingleItem().ShouldStartWith("Argus: q completed: all runs done; 2 of 2 rows over");
        (await bert.DoAsync("runs")).Lines.Select(line => line.Contains("success", StringComparison.Ordinal)).ShouldBe([true, true]);
        (await bert.DoAsync("gauges")).Lines.Length.ShouldBe(4);
    }

    [Fact]
    public async Task Of_two_who_want_the_same_the_first_wins_and_the_other_is_told_by_whom()
    {
        await using var lab = await TestLaboratory.StartAsync(durable: true);
        var node = Listen(lab.Node);
        await using var anna = await TestConsole.AttachAsync(new ConsoleAccess(node, "anna", Token), wants: false);
        await using var bert = await TestConsole.AttachAsync(new ConsoleAccess(node, "bert", Token), wants: false);
        var told = new Dictionary<string, CommandAnswer>();
        lab.On<ReadingTaken>(r => r.Count == 3 && told.Count == 0, _ =>
        {
            foreach (var line in new[] { "pause", "truncate", "stop" })
            {
                anna.DoAsync(line).GetAwaiter().GetResult().Done.ShouldBeTrue(line);
                told[line] = bert.DoAsync(line).GetAwaiter().GetResult();
            }

            bert.DoAsync("resume").GetAwaiter().GetResult();
            told["resume"] = anna.DoAsync("resume").GetAwaiter().GetResult();
        });
        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        told["pause"].Lines.ShouldHaveSingleItem().ShouldStartWith("pause refused: it was paused by anna@127.0.0.1 at ");
        told["truncate"].Lines.ShouldBe(["truncate refused: what is measured was truncated by anna@127.0.0.1 already"]);
        told["stop"].Lines.ShouldHaveSingleItem().ShouldStartWith("at-completion refused: at-completion was asked for by anna@127.0.0.1 at ");
        told["resume"].Lines.ShouldHaveSingleItem().ShouldStartWith("resume refused: it is not paused: bert@127.0.0.1 resumed it at ");
        lab.Of<QueuePaused>().ShouldHaveSingleItem();
        lab.Of<InterventionRequested>().ShouldHaveSingleItem();
        lab.Of<CommandAnswered>().Count(e => !e.Event.Done).ShouldBe(4);
    }

    [Theory]
    [InlineData("anna", "another token")]
    [InlineData("nobody", Token)]
    public async Task Whoever_cannot_prove_who_it_is_is_refused_without_being_told_which_was_wrong(string user, string token)
    {
        await using var lab = await TestLaboratory.StartAsync();
        await using var console = await TestConsole.AttachAsync(new ConsoleAccess(Listen(lab.Node), user, token));
        console.Refused.ShouldBe(new AttachmentProtocol.IsNot("user or token is wrong", Denied: true));
        await lab.HeardAsync();
        lab.Of<ConsoleAttached>().ShouldBeEmpty();
    }

    private static ConsoleAddress Listen(LabNode node)
    {
        var users = new[] { ("anna", OperatorRole.Engineer), ("bert", OperatorRole.Operator) }
            .ToImmutableDictionary(u => u.Item1, u => new OperatorUser(u.Item1, u.Item2, "salt", OperatorProof.Hash(OperatorProof.Key("salt", Token)), default));
        var endpoint = node.Listen(new OperatorListening("127.0.0.1", 0, users.GetValueOrDefault));
        return new ConsoleAddress(endpoint.Host, endpoint.Port);
    }

    private static (string, long) Key(JournaledEvent journaled) => (journaled.PersistenceId, journaled.SequenceNr);
}
