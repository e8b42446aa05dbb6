using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Actors.Tests.Lines;

/// <summary>A line over several devices.</summary>
public sealed class LineDevicesTests
{
    private static readonly LabDefinition Lab = new()
    {
        Name = "test",
        Devices =
        [
            new DeviceDefinition("relays", "agilent-34970a", "a") { Poll = TimeSpan.FromSeconds(5) },
            new DeviceDefinition("contacts", "proxr", "b") { Poll = TimeSpan.FromSeconds(2) },
        ],
        Valves =
        [
            Valve("C") with { Device = "relays", Address = "301" },
            Valve("R") with { Device = "relays", Address = "302", StateDevice = "contacts", StateAddress = "7", StateInverted = true },
            Valve("Q") with { Device = "relays", Address = "303", QueryState = false },
            Valve("L") with { Device = "lost", Address = "1" },
        ],
    };

    private static ValveDefinition Valve(string name) => new(name, $"valve {name}", "a", "b", "bone", [], [], TimeSpan.FromSeconds(0.25), ValveKind.Valve);

    private static Actuate Open(string id, string valve) => new(id, valve, "", true, "run", "test");

    [Fact]
    public async Task A_valve_is_moved_by_one_device_and_read_by_another()
    {
        await using var bench = new LineBench(Lab);
        bench.Boxes["contacts"].Truth["7"] = ValveState.Open;
        (await bench.Ask<ValveIs>(new GetValve("g", "R", ""))).State.ShouldBe("closed", "its contact is inverted");
        var refused = await bench.Ask<ActuationRefused>(Open("1", "R"));
        refused.Reason.ShouldBe("R was told to open and reads closed", "the relay has moved, and the valve has not");
        bench.Boxes["relays"].Truth["302"].ShouldBe(ValveState.Open);
        bench.Boxes["contacts"].Truth["7"] = ValveState.Closed;
        (await bench.Ask<Actuated>(Open("2", "R"))).Open.ShouldBeTrue();
    }

    [Fact]
    public async Task Hardware_38_a_valve_whose_device_is_not_there_is_never_said_to_have_moved()
    {
        await using var bench = new LineBench(Lab);
        var refused = await bench.Ask<ActuationRefused>(Open("1", "L"));
        (refused.Kind, refused.Reason).ShouldBe((Refusal.Fault, "L has no device"));
        (await bench.Ask<ValveIs>(new GetValve("g", "L", ""))).State.ShouldBe("unknown");
    }

    [Fact]
    public async Task Valves_are_looked_at_at_the_intervals_of_their_devices_and_one_that_falls_silent_is_unknown_at_the_second_look()
    {
        await using var bench = new LineBench(Lab);
        bench.Boxes["contacts"].Truth["7"] = ValveState.Open;
        await bench.Ask<LineIs>(new GetLine());
        var reads = bench.Boxes["relays"].Calls.Count(c => c == "read 303");
        bench.Boxes["relays"].Truth["301"] = ValveState.Open;
        bench.Boxes["contacts"].Silent["7"] = true;
        await bench.Until(e => e is ValveObserved { Valve: "C", State: "open", Why: "found so" });
        await bench.Until(e => e is ValveObserved { Valve: "R", State: "unknown" });
        (await bench.Events()).OfType<ValveObserved>().Where(o => o.Valve == "R").Select(o => o.State).ShouldBe(["closed", "unknown"]);
        bench.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
        bench.Boxes["relays"].Calls.Count(c => c == "read 303").ShouldBe(reads, "it is not to be asked at intervals");
    }
}
