using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Execution;
using LabActors.Actors.Lab;
using LabActors.Actors.Tests.Devices;
using LabActors.Actors.Tests.Time;
using LabActors.Core.Execution;
using LabActors.Core.Reduction;
using LabActors.Journal.Storage;
using static LabActors.Actors.Cluster.SharedNumberProtocol;
using static LabActors.Actors.Execution.RegistryProtocol;

namespace LabActors.Actors.Tests.Execution;

/// <summary>Aliquots of a node of several: asked of the allocator, provisional where it does not answer, settled later.</summary>
public sealed class SharedNumbersTests
{
    private static readonly TimeSpan NumbersPatience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_number_is_what_the_allocator_says_and_a_step_is_asked_for_when_all_know_of_its_aliquot()
    {
        await using var node = TestNode.OnVirtualTime(JournalDatabase.Memory);
        var way = new Probe(node.System, message => message is AskNumber ask ? new NumberGiven(ask.Ask.Id, 7) : null);
        var registry = node.System.ActorOf(RunRegistryActor.Props(new SharedNumbers("argus", new ProvisionalNumbers(0), way.Ref, NumbersPatience, new FakeWallClock())));
        var given = await node.Ask<Registered>(registry, Register("run-1"));
        (given.Aliquot, given.Step).ShouldBe((7, -1));
        (await node.Ask<Registered>(registry, Register("run-1"))).Aliquot.ShouldBe(7, "the same run again");

        var step = await node.Ask<Registered>(registry, Register("run-2", userAliquot: 3));
        (step.Aliquot, step.Step).ShouldBe((3, 6));
        var asks = (await way.Hears<AskNumber>(3)).Select(ask => ask.Ask).ToArray();
        asks.Select(ask => (ask.Key.Aliquot, ask.Least, ask.Gives)).ShouldBe([(0, 0, true), (0, 3, false), (3, 0, true)]);
    }

    [Fact]
    public async Task Without_an_answer_a_run_goes_on_with_a_provisional_number_which_is_settled_when_it_is_over_also_by_the_next_life()
    {
        await using var node = TestNode.OnVirtualTime(JournalDatabase.Memory);
        var (wall, way, told) = (new FakeWallClock(), new Probe(node.System), new Probe(node.System));
        node.System.EventStream.Subscribe(told.Ref, typeof(LabProtocol.Notice));
        var shared = new SharedNumbers("argus", new ProvisionalNumbers(1), way.Ref, NumbersPatience, wall);
        var registry = node.System.ActorOf(RunRegistryActor.Props(shared));
        var registering = node.Ask<Registered>(registry, Register("run-1"));
        await way.Hears<AskNumber>();
        wall.Advance(NumbersPatience);
        (await registering).Aliquot.ShouldBe(20_001);
        (await way.Hears<SharedLeasesActor.Withdrawn>()).ShouldHaveSingleItem().Id.ShouldBe("argus/run-1");
        (await told.Hears<LabProtocol.Notice>())[0].Text.ShouldBe("12345-20001 is a provisional number: the laboratory's other nodes did not answer within 5 s; it gets its real one when they do");

        // What comes too late is nobody's number.
        registry.Tell(new NumberGiven("argus/run-1", 4));
        registry.Tell(new Spend("run-1"));
        await node.Ask<RunKept>(registry, Over("run-1"));
        (await way.Hears<AskNumber>(2))[1].Ask.Id.ShouldBe("argus/run-1");
        await registry.GracefulStop(TestNode.Patience);

        var again = node.System.ActorOf(RunRegistryActor.Props(shared));
        (await way.Hears<AskNumber>(3))[2].Ask.Least.ShouldBe(0);
        again.Tell(new NumberGiven("argus/run-1", 5));
        again.Tell(new NumberGiven("argus/run-1", 6));
        (await told.Hears<LabProtocol.Notice>(2))[1].Text.ShouldBe("12345-20001 was a provisional number: the run is 12345-05 from here");
        (await node.Ask<NumbersAre>(again, new GetNumbers("12345", 0))).Numbers.Aliquot.ShouldBe(5);
        told.Heard.Length.ShouldBe(2, "settled once");
    }

    [Fact]
    public async Task A_provisional_number_that_came_back_unspent_is_not_settled_and_never_given_again()
    {
        await using var node = TestNode.OnVirtualTime(JournalDatabase.Memory);
        var (wall, way) = (new FakeWallClock(), new Probe(node.System));
        var registry = node.System.ActorOf(RunRegistryActor.Props(new SharedNumbers("argus", new ProvisionalNumbers(0), way.Ref, NumbersPatience, wall)));
        foreach (var (run, expected) in new[] { ("run-1", 10_001), ("run-2", 10_002) })
        {
            var registering = node.Ask<Registered>(registry, Register(run));
            await way.Until(heard => heard.OfType<AskNumber>().Any(ask => ask.Ask.Run == $"argus/{run}"));
            wall.Advance(NumbersPatience);
            (await registering).Aliquot.ShouldBe(expected);
            await node.Ask<RunKept>(registry, Over(run));
        }

        (await way.All()).OfType<AskNumber>().Count().ShouldBe(2);
    }

    private static Register Register(string run, int userAliquot = 0) => new(run, "12345", userAliquot, userAliquot > 0, "unknown", "Argus", "Fusions CO2", true);

    private static RunOver Over(string run) => new(run, "12345", "success", "unknown", "Argus", "Fusions CO2", MeasuredForLater.Nothing);
}
