using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal.Events;
using LabActors.Core.Operators;
using static LabActors.Actors.Operators.OperatorProtocol;

namespace LabActors.Actors.Tests.Operators;

/// <summary>A session and a console that is slow, silent, or asks twice.</summary>
public sealed class OperatorSessionTests : TestKit
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 17, 5, 0, TimeSpan.Zero);
    private readonly SetTime _time = new() { Now = Begin };
    private int _states;
    private long _next;

    [Fact]
    public void The_state_comes_first_and_what_is_in_it_is_not_told_again()
    {
        var session = Start([Event(1), Event(2)]);
        ExpectMsg<Attached>();
        Batch(isState: true).ShouldBe([1, 2]);
        Sys.EventStream.Publish(Event(2));
        Sys.EventStream.Publish(Event(3));
        Batch(isState: false).ShouldBe([3]);
        session.Tell(new Detach());
        FishForMessage<OperatorJournalProtocol.Leave>(l => l is { Session: "s1", Why: "it left" });
    }

    [Fact]
    public void A_console_that_does_not_keep_up_is_sent_the_newest_state_and_told_how_many_events_were_left_out()
    {
        var session = Start([]);
        ExpectMsg<Attached>();
        ExpectMsg<Batch>(b => b.EndsState.ShouldBeTrue());
        session.Tell(new Acknowledge(1));
        for (_next = 1; _next <= 40_000; _next++)
            Sys.EventStream.Publish(Event(_next));

        // Eight batches are under way at most, however much waits.
        session.Tell(new Acknowledge(9));
        var behind = FishForMessage<Behind>(_ => true);
        behind.LeftOut.ShouldBeGreaterThan(10_000);
        FishForMessage<Batch>(b => b.IsState);
        _states.ShouldBe(2);
    }

    [Fact]
    public void Nobody_waits_for_the_slowest_of_twenty()
    {
        var slow = CreateTestProbe();
        Start([], slow.Ref);
        var others = Enumerable.Range(0, 19).Select(_ => CreateTestProbe()).ToArray();
        foreach (var console in others)
            Start([], console.Ref);
        foreach (var console in others)
            console.FishForMessage<Batch>(b => b.EndsState);
        for (var number = 1; number <= 3000; number++)
            Sys.EventStream.Publish(Event(number));
        foreach (var console in others)
        {
            var last = 0L;
            while (last < 3000)
            {
                var batch = console.FishForMessage<Batch>(b => !b.IsState);
                foreach (var journaled in EventBatch.Read([batch.Bytes]).Events)
                    journaled.SequenceNr.ShouldBe(++last);
                console.LastSender.Tell(new Acknowledge(batch.Number));
            }
        }

        // Eight batches and no more are under way to whoever takes none.
        slow.ReceiveWhile(TimeSpan.FromMilliseconds(1), message => message as Batch, msgs: 100).Count.ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public void A_console_that_is_not_heard_of_is_gone_and_its_leaving_is_journaled()
    {
        var session = Start([]);
        Watch(session);
        ExpectMsg<Attached>();
        _time.Now += TimeSpan.FromSeconds(11);
        FishForMessage<Detached>(d => d.Why == "nothing was heard of it for 11 s");
        FishForMessage<OperatorJournalProtocol.Leave>(l => l is { Session: "s1", Why: "nothing was heard of it for 11 s" });
        FishForMessage<Terminated>(t => t.ActorRef.Equals(session));
    }

    [Fact]
    public void The_same_command_again_is_answered_again_and_not_done_again()
    {
        var session = Start([]);
        session.Tell(new Do(1, "pause"));
        FishForMessage<Answer>(a => a is { Number: 1, Done: false });
        session.Tell(new Do(1, "pause"));
        FishForMessage<Answer>(a => a is { Number: 1, Done: false });
        _lab.Told.Count.ShouldBe(1);
    }

    [Fact]
    public void Another_role_counts_from_the_next_command_on()
    {
        var session = Start([]);
        session.Tell(new Do(1, "lock C"));
        FishForMessage<Answer>(a => a.Number == 1).Lines.ShouldNotContain(line => line.StartsWith("denied", StringComparison.Ordinal));
        _role = OperatorRole.Operator;
        session.Tell(new Do(2, "unlock C"));
        FishForMessage<Answer>(a => a.Number == 2).Lines.ShouldBe(["denied: unlock is for role engineer, and anna is operator"]);
        _role = OperatorRole.Engineer;
        session.Tell(new Do(3, "unlock C"));
        FishForMessage<Answer>(a => a.Number == 3).Lines.ShouldNotContain(line => line.StartsWith("denied", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_is_taken_out_of_the_users_file_is_out_and_his_waiting_command_is_not_done()
    {
        var session = Start([]);
        Watch(session);
        ExpectMsg<Attached>();
        _role = null;
        session.Tell(new Do(1, "pause"));
        FishForMessage<Detached>(d => d.Why == "anna is no longer in the users' file, or has another token there, or the file has an error");
        FishForMessage<OperatorJournalProtocol.Leave>(l => l.Session == "s1" && l.Why.StartsWith("anna is no longer", StringComparison.Ordinal));
        FishForMessage<Terminated>(t => t.ActorRef.Equals(session));
        _lab.Told.ShouldBeEmpty();
    }

    private readonly FakeOperatedLab _lab = new();
    private OperatorRole? _role = OperatorRole.Engineer;

    private IActorRef Start(ImmutableArray<JournaledEvent> state, IActorRef? console = null)
    {
        var who = new OperatorIdentity("anna", OperatorRole.Engineer, "there", "s1");
        return Sys.ActorOf(OperatorSessionActor.Props(new OperatorSessionActor.Order(
            console ?? TestActor,
            who,
            new Attached("s1", "anna", "engineer", "node", "lab", true, "real", null, "", ["Argus"], []),
            true,
            Sys,
            () => TestActor,
            new OperatorCommands(_lab, "Argus", who),
            () =>
            {
                _states++;
                return Task.FromResult(state);
            },
            () => Begin,
            _time)
        {
            Role = () => _role,
            Beat = TimeSpan.FromMilliseconds(20),
            Gather = TimeSpan.FromMilliseconds(5),
        }));
    }

    private long[] Batch(bool isState)
    {
        var batch = FishForMessage<Batch>(b => b.IsState == isState);
        LastSender.Tell(new Acknowledge(batch.Number));
        return [.. EventBatch.Read([batch.Bytes]).Events.Select(e => e.SequenceNr)];
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static JournaledEvent Event(long number) => new("operators", number, Begin, new OperatorEvents.CommandAnswered(Begin, $"s1-{number}", true, ""));
}
