using Akka.Actor;
using LabActors.Actors.Lines;
using LabActors.Core.Labs;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Actors.Lines.SampleChangeProtocol;

namespace LabActors.Actors.Tests.Lines;

public sealed class SampleChangeActorTests
{
    private static readonly LabDefinition Lab = new()
    {
        Name = "test",
        Valves = [Valve("A"), Valve("B"), Valve("C")],
        SampleChanges = [new SampleChangeDefinition("isolate", ["C"], ["A", "B"], ["A"], ["B"])],
    };

    private static ValveDefinition Valve(string name) => new(name, $"valve {name}", "a", "b", "bone", [], [], TimeSpan.FromSeconds(0.25), ValveKind.Valve);

    private static IActorRef Changer(LineBench bench) => bench.Node.System.ActorOf(SampleChangeActor.Props(Lab.SampleChanges, bench.Line));

    [Fact]
    public async Task It_unlocks_closes_waits_opens_and_locks()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<ValveIs>(new SetLock("l", "B", "", true, "anna", ""));
        var ended = await bench.Node.Ask<Ended>(Changer(bench), new Change("1", "Isolate", "anna", ""));
        ended.Lines.ShouldBe(["B is not locked", "A is closed", "B is closed", "C is open", "A is locked"]);
        (ended.Done, bench.Elapsed).ShouldBe((true, TimeSpan.FromSeconds(1.75)));
        (await bench.Ask<ValveIs>(new GetValve("g", "A", ""))).Locked.ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_opened_while_something_is_not_closed()
    {
        await using var bench = new LineBench(Lab);
        bench.Valves.Truth["B"] = LabActors.Devices.Ports.ValveState.Open;
        bench.Valves.Stuck["B"] = true;
        var changer = Changer(bench);
        var ended = await bench.Node.Ask<Ended>(changer, new Change("1", "isolate", "anna", ""));
        ended.Done.ShouldBeFalse();
        ended.Lines.ShouldBe(["B is not locked", "A is closed", "B did not close: B was told to close and reads open", "not done: open C, lock A"]);
        bench.Valves.Calls.ShouldNotContain("open C");
        (await bench.Node.Ask<Ended>(changer, new Change("2", "finish", "anna", ""))).Lines.ShouldBe(["found 'finish'; isolate was expected"]);
    }
}
