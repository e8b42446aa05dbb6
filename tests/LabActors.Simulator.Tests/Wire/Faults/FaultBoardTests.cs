using System.Text;
using LabActors.Actors.Tests.Time;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Simulator.Wire;
using LabActors.Simulator.Wire.Faults;

namespace LabActors.Simulator.Tests.Wire.Faults;

public sealed class FaultBoardTests : IDisposable
{
    private readonly FakeWallClock _clock = new();
    private readonly ScriptedInstrument _one = new("one");
    private readonly ScriptedInstrument _two = new("two");
    private readonly InstrumentBus _bus;
    private readonly SimulatedLaboratory _laboratory;
    private readonly FaultBoard _board;

    public FaultBoardTests()
    {
        _bus = new InstrumentBus(new PortDefinition("bus", PortKind.Tcp), [new FaultyInstrument(_one), new FaultyInstrument(_two)]);
        _laboratory = new SimulatedLaboratory(Bench.Demo, Bench.Demo.Simulation!, Bench.Seed, _clock);
        _board = new FaultBoard(_laboratory, [_bus], _clock);
    }

    public void Dispose() => _board.Dispose();

    [Fact]
    public void A_fault_with_a_time_is_over_by_itself_in_laboratory_time()
    {
        _board.Begin(Fault("silent", "one") with { For = TimeSpan.FromSeconds(30) });

        _board.Active.ShouldHaveSingleItem().ToString().ShouldBe("one silent for_s=30");
        Ask().ShouldBe("two:?\r");
        Pass(29.9);
        Ask().ShouldBe("two:?\r");
        Pass(0.1);
        Ask().ShouldBe("one:?\rtwo:?\r");
        _board.Active.ShouldBeEmpty();
    }

    [Fact]
    public void One_that_begins_again_lasts_as_long_as_the_last_says()
    {
        _board.Begin(Fault("silent", "one") with { For = TimeSpan.FromSeconds(30) });
        Pass(20);
        _board.Begin(Fault("silent", "one") with { For = TimeSpan.FromSeconds(30) });

        Pass(20);
        Ask().ShouldBe("two:?\r");
        Pass(10);
        Ask().ShouldBe("one:?\rtwo:?\r");
    }

    [Fact]
    public void A_fault_of_a_port_is_one_of_all_its_devices_and_is_mended_with_any_of_them()
    {
        _board.Begin(new PlannedFault(FaultKinds.Find("silent")!) { Port = "bus" });
        Ask().ShouldBe("");

        _board.Mend("two").ShouldBe(1);
        Ask().ShouldBe("one:?\rtwo:?\r");
        _board.Mend("two").ShouldBe(0);
    }

    [Fact]
    public void Of_two_faults_of_one_kind_the_end_of_one_leaves_the_other()
    {
        _board.Begin(Fault("silent", "one") with { Request = "?" });
        _board.Begin(Fault("silent", "one") with { For = TimeSpan.FromSeconds(1) });

        Pass(1);

        Ask().ShouldBe("two:?\r");
        Ask("!").ShouldBe("one:!\rtwo:!\r");
        _board.Active.ShouldHaveSingleItem().Request.ShouldBe("?");
    }

    [Fact]
    public void What_had_so_many_answers_is_no_fault_any_more()
    {
        _board.Begin(Fault("silent", "one") with { Count = 1 });
        _board.Active.Length.ShouldBe(1);

        Ask().ShouldBe("two:?\r");

        _board.Active.ShouldBeEmpty();
        _board.Mend("one").ShouldBe(0);
    }

    [Fact]
    public void A_cable_that_is_out_and_a_box_without_power_end_apart()
    {
        _board.Begin(Fault(FaultKinds.PowerLoss, "one") with { For = TimeSpan.FromSeconds(60) });
        _board.Begin(Fault(FaultKinds.LinkDown, "one") with { For = TimeSpan.FromSeconds(10) });

        _one.PowerLosses.ShouldBe(1);
        _bus.CableOf("one").ShouldBe(CableState.Out);
        Pass(10);
        _bus.CableOf("one").ShouldBe(CableState.WithoutPower);
        Ask().ShouldBe("two:?\r");
        Pass(50);
        _bus.CableOf("one").ShouldBe(CableState.Whole);
        Ask().ShouldBe("one:?\rtwo:?\r");
        _one.PowerLosses.ShouldBe(1);
    }

    [Fact]
    public void A_tank_sags_and_keeps_its_mixture()
    {
        var before = _laboratory.Line.Amounts("bone");
        var tank = Bench.Demo.Simulation!.Tanks[0].Volume;
        var full = _laboratory.Line.Amounts(tank);

        _board.Begin(new PlannedFault(FaultKinds.Find(FaultKinds.SaggingTank)!) { Volume = tank, Value = 0.25 });

        _laboratory.Line.Amounts(tank).Ar40.ShouldBe(full.Ar40 * 0.25, full.Ar40 * 1e-9);
        _laboratory.Line.Amounts(tank).Ar36.ShouldBe(full.Ar36 * 0.25, full.Ar36 * 1e-9);
        _laboratory.Line.Amounts("bone").ShouldBe(before);
        _board.Active.ShouldBeEmpty();
    }

    [Fact]
    public void A_fault_that_a_device_cannot_have_is_refused_with_those_that_it_can()
    {
        Should.Throw<SimulationRefusalException>(() => _board.Begin(Fault("frozen", "one"))).Reason.ShouldStartWith("found frozen, expected a fault that 'one' can have: link-down, silent, late, slow");
        Should.Throw<SimulationRefusalException>(() => _board.Mend("three")).Reason.ShouldBe("there is no such device, only one, two");
        var plan = new FaultPlan("faults.yaml", [Fault("silent", "one") with { Line = 2 }, Fault("frozen", "two") with { Line = 3 }]);
        _board.Problems(plan).ShouldHaveSingleItem().ToString().ShouldStartWith("faults.yaml:3: error: kind: found frozen, expected a fault that 'two' can have: ");
        Should.Throw<FaultsRefusedException>(() => new FaultScheduler(plan, _board, _clock)).Problems.Length.ShouldBe(1);
    }

    [Fact]
    public void The_faults_of_a_plan_come_at_their_instants_and_those_without_do_not()
    {
        var told = new List<string>();
        FaultPlan plan = new(
            "",
            [
                Fault("silent", "one") with { At = TimeSpan.FromSeconds(60), For = TimeSpan.FromSeconds(5) },
                Fault("silent", "two") with { At = TimeSpan.FromSeconds(10), For = TimeSpan.FromSeconds(5) },
                Fault("garbled", "two") with { Name = "typed" },
            ]);
        var scheduler = new FaultScheduler(plan, _board, _clock, f => told.Add($"{(_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds} {f}"));

        Pass(9.9);
        Ask().ShouldBe("one:?\rtwo:?\r");
        Pass(0.1);
        Ask().ShouldBe("one:?\r");
        Pass(5);
        Ask().ShouldBe("one:?\rtwo:?\r");
        Pass(45);
        Ask().ShouldBe("two:?\r");

        told.ShouldBe(["10 two silent for_s=5", "60 one silent for_s=5"]);
        scheduler.Dispose();
    }

    [Fact]
    public void After_the_end_no_fault_begins_and_none_is_waited_for()
    {
        _board.Begin(Fault("silent", "one") with { For = TimeSpan.FromSeconds(30) });
        using (new FaultScheduler(new FaultPlan("", [Fault("silent", "two") with { At = TimeSpan.FromSeconds(1) }]), _board, _clock))
        {
            _clock.NextDue.ShouldBe(TimeSpan.FromSeconds(1));
        }

        _board.Dispose();
        _clock.NextDue.ShouldBeNull();
        _board.Begin(Fault("silent", "two"));
        Ask().ShouldBe("two:?\r");
    }

    [Fact]
    public void Files_know_every_kind_that_instruments_know_and_no_other()
    {
        FaultKinds.All.Select(WireFaultWords.Kind).OfType<WireFaultKind>().Order().ShouldBe(Enum.GetValues<WireFaultKind>());
        FaultKinds.All.Where(k => WireFaultWords.Kind(k) is null).Select(k => k.Name).ShouldBe([FaultKinds.LinkDown, FaultKinds.PowerLoss, FaultKinds.SaggingTank]);
    }

    private static PlannedFault Fault(string kind, string device) => new(FaultKinds.Find(kind)!) { Device = device };

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    private string Ask(string what = "?")
    {
        using var connection = _bus.Connect(_clock.GetUtcNow());
        connection.Receive(Encoding.ASCII.GetBytes($"{what}\r"), _clock.GetUtcNow());
        return Encoding.ASCII.GetString(connection.Take(_clock.GetUtcNow()).Bytes.Span);
    }
}
