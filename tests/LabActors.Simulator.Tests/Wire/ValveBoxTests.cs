using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>ProXR relays and the Arduino valve box, by the transcripts of their protocols.</summary>
public sealed class ValveBoxTests
{
    [Fact]
    public void Proxr_relays_in_banks()
    {
        var board = new WireBench(WireLab.Of("proxr").WithValves(("C", "0"), ("D", "9")), WireLab.Name);
        board.AskHex("FE3101").ShouldBe("55");
        board.AskHex("FE08").ShouldBe("55");
        board.Truth("valve C").ShouldBe("open");
        board.AskHex("FE10").ShouldBe("01");
        board.AskHex("FE3102FE09").ShouldBe("5555");
        board.Truth("valve D").ShouldBe("open");
        board.AskHex("FE18").ShouldBe("02");
        board.AskHex("FE01").ShouldBe("55");
        board.Truth("valve D").ShouldBe("closed");
        board.AskHex("FE11").ShouldBe("00");
    }

    [Fact]
    public void Proxr_ignores_noise_waits_for_the_rest_and_sees_by_its_inputs()
    {
        var lab = WireLab.Of("proxr").WithValves(("C", "0"));
        lab = lab with { Valves = [.. lab.Valves.Select(v => v.Name == "C" ? v with { StateAddress = "input 12" } : v)] };
        var board = new WireBench(lab, WireLab.Name);
        board.AskHex("4142FE").ShouldBe("");
        board.AskHex("31").ShouldBe("");
        board.AskHex("01FE08").ShouldBe("5555");
        board.AskHex("FEAF01").ShouldBe("10");
        board.Suffer(WireFaultKind.StuckValve, "C");
        board.AskHex("FE00").ShouldBe("55");
        board.AskHex("FE10").ShouldBe("00");
        board.AskHex("FEAF01").ShouldBe("10");
        board.AskHex("FE63").ShouldBe("");
        board.Suffer(WireFaultKind.BothIndicatorsOff, "C");
        board.AskHex("FEAF01").ShouldBe("00");
        board.Instrument.LosePower(board.Now);
        board.Truth("bank").ShouldBe("1");
    }

    [Fact]
    public void The_arduino_hears_nothing_while_it_boots_and_lets_its_valves_go()
    {
        var box = Arduino();
        box.Bench.Line.OpenValve("C");
        box.Connect().ShouldBe("");
        box.Truth("valve C").ShouldBe("closed");
        box.Ask("w 51 1\r\n").ShouldBe("");
        box.Pass(2);
        box.Ask("w 51 1\r\n\r").ShouldBe("OK\r\n");
    }

    [Fact]
    public void Indicators_of_a_valve_of_the_arduino()
    {
        var box = Arduino();
        Indicators(box).ShouldBe(("0\r\n", "1\r\n"));
        box.Ask("w 51 1\r\n").ShouldBe("OK\r\n");
        box.Ask("r 51\r\n").ShouldBe("1\r\n");
        Indicators(box).ShouldBe(("0\r\n", "0\r\n"));
        box.Pass(0.5);
        Indicators(box).ShouldBe(("1\r\n", "0\r\n"));
        box.Truth("valve C").ShouldBe("open");
        box.Suffer(WireFaultKind.BothIndicatorsOn, "C");
        Indicators(box).ShouldBe(("1\r\n", "1\r\n"));
        box.Instrument.Recover(WireFaultKind.BothIndicatorsOn);
        box.Suffer(WireFaultKind.BothIndicatorsOff, "0");
        Indicators(box).ShouldBe(("0\r\n", "0\r\n"));
        box.Instrument.Recover(WireFaultKind.BothIndicatorsOff);
        box.Suffer(WireFaultKind.StuckValve, "C");
        box.Ask("w 51 0\r\n").ShouldBe("OK\r\n");
        box.Pass(5);
        Indicators(box).ShouldBe(("1\r\n", "0\r\n"));
    }

    [Fact]
    public void The_arduino_does_not_answer_what_it_does_not_understand()
    {
        var box = Arduino();
        box.Ask("x 51\r\n").ShouldBe("");
        box.Ask("w 51 2\r\n").ShouldBe("");
        box.Ask("r fifty\r\n").ShouldBe("");
        box.Ask("r 13\r\n").ShouldBe("0\r\n");
        box.Ask("w 48 1\r\n").ShouldBe("OK\r\n");
        box.Pass(1);
        box.Truth("valve D").ShouldBe("open");
    }

    private static WireBench Arduino() => new(WireLab.Of("arduino-valves").WithValves(("C", "0"), ("D", "48")), WireLab.Name);

    private static (string Open, string Closed) Indicators(WireBench box) => (box.Ask("r 50\r\n"), box.Ask("r 49\r\n"));
}
