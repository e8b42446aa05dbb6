using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Decisions;
using LabActors.Actors.Persistence;
using LabActors.Core.Decisions;
using LabActors.Journal.Serialization;
using static LabActors.Actors.Decisions.DecisionProtocol;
using static LabActors.Core.Journal.Events.DecisionEvents;

namespace LabActors.Actors.Tests.Decisions;

public sealed class DecisionActorTests
{
    private static readonly Question Locked = new("locked-valves", "Locked: A. Run all the same?", ["yes", "no"], "no", TimeSpan.FromSeconds(30), "locked-valves");

    private static TestNode Node() => TestNode.OnVirtualTime(setups: new JournalManifestSetup(JournalManifests.All));

    private static IActorRef Decisions(TestNode node, params (string Name, string Answer)[] presets) =>
        node.System.ActorOf(DecisionActor.Props(presets.ToImmutableDictionary(p => p.Name, p => p.Answer)));

    [Fact]
    public async Task Nobody_who_answers_within_the_limit_leaves_it_to_the_default()
    {
        await using var node = Node();
        var asked = node.Clock.Now;

        var decided = await node.Ask<Decided>(Decisions(node), new Ask(Locked));

        decided.ShouldBe(new Decided("locked-valves", "no", "default", "default"));
        (node.Clock.Now - asked).TotalSeconds.ShouldBeGreaterThanOrEqualTo(30);
    }

    [Fact]
    public async Task An_answer_given_beforehand_is_taken_at_once()
    {
        await using var node = Node();
        var asked = node.Clock.Now;

        var decided = await node.Ask<Decided>(Decisions(node, ("locked-valves", "yes"), ("tray", "set")), new Ask(Locked));

        decided.ShouldBe(new Decided("locked-valves", "yes", "preset", "preset"));
        node.Clock.Now.ShouldBe(asked);
    }

    [Fact]
    public async Task An_answer_given_beforehand_that_is_none_of_the_question_is_refused_with_those_that_are()
    {
        await using var node = Node();

        var refused = await node.Ask<PresetRefused>(Decisions(node, ("locked-valves", "perhaps")), new Ask(Locked));

        refused.Reason.ShouldBe("'perhaps' is no answer to locked-valves: expected yes, no");
    }

    [Fact]
    public async Task The_first_answer_counts_whoever_gives_it_and_the_second_hears_whose_it_was()
    {
        await using var node = Node();
        var decisions = Decisions(node);
        var hold = node.Clock.Holds.Hold("the test asks");
        var decided = node.Ask<Decided>(decisions, new Ask(Locked));
        (await node.Ask<OpenAre>(decisions, new GetOpen())).Questions.ShouldHaveSingleItem().Id.ShouldBe("locked-valves-1");

        (await node.Ask<AnswerRefused>(decisions, new Answer("tray", "set", "bob"))).Reason.ShouldBe("'tray' is no open question; locked-valves is");
        (await node.Ask<AnswerRefused>(decisions, new Answer("", "perhaps", "bob"))).Reason.ShouldContain("expected yes, no");
        (await node.Ask<AnswerTaken>(decisions, new Answer("", "yes", "anna"))).Id.ShouldBe("locked-valves-1");
        (await node.Ask<AnswerRefused>(decisions, new Answer("locked-valves", "no", "bob"))).Reason.ShouldBe("locked-valves was answered yes by anna at 08:00:00 already");

        (await decided).ShouldBe(new Decided("locked-valves", "yes", "anna", "answered"));
        hold.Dispose();
    }

    [Fact]
    public async Task A_question_whose_asker_is_gone_is_withdrawn()
    {
        await using var node = Node();
        var decisions = Decisions(node);
        var withdrawn = new TaskCompletionSource<DecisionMade>(TaskCreationOptions.RunContinuationsAsynchronously);
        var hearer = node.System.ActorOf(Props.Create(() => new Hearer(withdrawn)));
        await node.Ask<ActorIdentity>(hearer, new Identify("hears"));

        // Time stands, or the question could be over before its asker is.
        using var held = node.Clock.Holds.Hold("the test asks");
        var asker = node.System.ActorOf(Props.Create(() => new Asker(decisions)));

        asker.Tell(PoisonPill.Instance);

        var made = await withdrawn.Task.WaitAsync(TestNode.Patience);
        (made.How, made.Answer).ShouldBe(("withdrawn", ""));
        (await node.Ask<OpenAre>(decisions, new GetOpen())).Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_that_its_asker_takes_back_is_withdrawn_and_nobody_elses()
    {
        await using var node = Node();
        var decisions = Decisions(node);
        var hold = node.Clock.Holds.Hold("the test asks");
        var asker = node.System.ActorOf(Props.Create(() => new Asker(decisions)));
        await node.Ask<ActorIdentity>(asker, new Identify("has asked"));
        var other = node.Ask<Decided>(decisions, new Ask(Locked));
        (await node.Ask<OpenAre>(decisions, new GetOpen())).Questions.Length.ShouldBe(2);

        decisions.Tell(new Withdraw(), asker);

        (await node.Ask<OpenAre>(decisions, new GetOpen())).Questions.ShouldHaveSingleItem();
        hold.Dispose();
        (await other).How.ShouldBe("default");
    }

    private sealed class Asker : ReceiveActor
    {
        public Asker(IActorRef decisions)
        {
            ReceiveAny(_ => { });
            decisions.Tell(new Ask(Locked));
        }
    }

    private sealed class Hearer : ReceiveActor
    {
        public Hearer(TaskCompletionSource<DecisionMade> heard)
        {
            Receive<JournaledEvent>(j =>
            {
                if (j.Event is DecisionMade made)
                    heard.TrySetResult(made);
            });
            Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
        }
    }
}
