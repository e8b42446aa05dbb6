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
