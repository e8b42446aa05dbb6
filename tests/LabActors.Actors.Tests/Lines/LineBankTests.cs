using LabActors.Actors.Tests.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Actors.Tests.Lines;

/// <summary>Valves whose controller tells all of them at once, as a Pychron that owns the line does.</summary>
public sealed class LineBankTests
{
    private static readonly LabDefinition Lab = new()
    {
        Name = "client",
        Devices = [new DeviceDefinition("master", "pychron-valves", "net") { Poll = TimeSpan.FromSeconds(3) }],
        Valves = [.. new[] { "A", "B" }.Select(Valve), Valve("I") with { Inverted = true }, Valve("Q") with { QueryState = false }],
    };

    private static ValveDefinition Valve(string name) =>
        new(name, $"valve {name}", "a", "b", "bone", [], [], TimeSpan.FromSeconds(0.25), ValveKind.Valve) { Device = "master" };

    private static async Task<ValveIs> Look(LineBench bench, string valve) => (await bench.Ask<LineIs>(new GetLine())).Valves.Single(v => v.Valve == valve);

    [Fact]
    public async Task It_is_read_by_words_at_the_start_and_at_intervals_and_one_by_one_only_after_a_command()
    {
        await using var bench = new LineBench(Lab);
        var master = bench.Boxes["master"];
        (await Look(bench, "I")).State.ShouldBe("open", "its relay is off");
        master.Truth["A"] = ValveState.Open;
        await bench.Until(e => e is ValveObserved { Valve: "A", State: "open", Why: "found so" });
        master.Calls.ShouldAllBe(c => c == "read all");
        await bench.Ask<Actuated>(new Actuate("1", "B", "", true, "run", "test"));
        master.Calls.Where(c => c != "read all").ShouldBe(["open B", "read B"]);
    }

    [Fact]
    public async Task Hardware_15_words_that_fail_their_check_leave_states_stale_and_the_third_makes_them_unknown_and_the_next_good_one_brings_them_back()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<LineIs>(new GetLine());
        bench.Boxes["master"].Truth["A"] = ValveState.Open;
        await bench.Until(e => e is ValveObserved { Valve: "A", State: "open" });
        var master = bench.Banks["master"];
        var third = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (master.Gate, master.BadWords) = ((2, third), 3);

        // The third question hangs, and with it the clock.
        while (!(await Look(bench, "A")).Stale)
            await Task.Yield();
        (await Look(bench, "A")).State.ShouldBe("open");
        third.SetResult();
        await bench.Until(e => e is ValveObserved { Valve: "A", State: "open" }, times: 2);
        var told = (await bench.Events()).OfType<ValveObserved>().Where(o => o.Valve == "A").ToArray();
        told.Select(o => o.State).ShouldBe(["closed", "open", "unknown", "open"]);
        told[2].Why.ShouldContain("its link is at fault");
        (await bench.Events()).OfType<ValveObserved>().Where(o => o.Valve == "B").Select(o => o.State).ShouldBe(["closed", "unknown", "closed"]);
    }

    [Fact]
    public async Task Hardware_21_a_controller_that_is_lost_leaves_all_its_valves_unknown_at_the_second_look_and_they_come_back_by_themselves()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<LineIs>(new GetLine());
        DateTimeOffset lostAt;
        using (bench.Node.Clock.Holds.Hold("the test cuts the network"))
        {
            bench.Banks["master"].IsLost = true;
            lostAt = bench.Node.Clock.Now;
        }

        await bench.Until(e => e is ValveObserved { Valve: "I", State: "unknown" });
        bench.Banks["master"].IsLost = false;
        await bench.Until(e => e is ValveObserved { Valve: "I", State: "open" }, times: 2);
        var unknown = (await bench.Events()).OfType<ValveObserved>().Where(o => o.State == "unknown").ToArray();
        unknown.Select(o => o.Valve).ShouldBe(["A", "B", "I"]);
        unknown.ShouldAllBe(o => o.At - lostAt <= TimeSpan.FromSeconds(6) && o.Why.Contains("the port is lost"));
    }

    [Fact]
    public async Task Hardware_16_a_valve_that_is_never_told_of_is_unknown_and_never_closed()
    {
        await using var bench = new LineBench(Lab);
        await bench.Ask<LineIs>(new GetLine());
        bench.Boxes["master"].Truth["A"] = ValveState.Open;
        await bench.Until(e => e is ValveObserved { Valve: "A", State: "open" });
        bench.Banks["master"].Untold["A"] = true;
        await bench.Until(e => e is ValveObserved { Valve: "A", State: "unknown" });
        (await bench.Events()).OfType<ValveObserved>().Last(o => o.Valve == "A").Why.ShouldBe("master does not tell how A stands");
        (await Look(bench, "B")).State.ShouldBe("closed");
    }

    [Fact]
    public async Task Hardware_17_what_a_comparison_with_the_controller_finds_goes_to_the_log()
    {
        await using var bench = new LineBench(Lab);
        var log = new Probe(bench.Node.System);
        bench.Node.System.EventStream.Subscribe(log.Ref, typeof(Akka.Event.Warning));
        bench.Banks["master"].Differences.Enqueue("B is open, the server's word had it closed");
        await log.Until(heard => heard.OfType<Akka.Event.Warning>().Any(w => w.ToString().Contains("B is open, the server's word had it closed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lock_at_the_controller_is_shown()
    {
        await using var bench = new LineBench(Lab);
        bench.Banks["master"].Locked = ["B"];
        while ((await Look(bench, "B")).Why != "locked at its controller")
            continue;
        (await Look(bench, "A")).Why.ShouldNotBe("locked at its controller");
    }
}
