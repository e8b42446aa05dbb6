using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>An Agilent 34970A with relays, by the transcripts of its protocol.</summary>
public sealed class Agilent34970ATests
{
    private const string NoError = "+0,\"No error\"\r\n";
    private readonly WireBench _box = Box();

    [Fact]
    public void Commands_are_not_answered_and_queries_are()
    {
        _box.Ask("ROUT:OPEN (@301)\n").ShouldBe("");
        _box.Bench.Line.IsOpen("C").ShouldBeTrue();
        _box.Ask("SYST:ERR?\n").ShouldBe(NoError);
        _box.Ask("ROUT:OPEN? (@301)\n").ShouldBe("1\r\n");
        _box.Ask("rout:close? (@301)\n").ShouldBe("0\r\n");
        _box.Ask("ROUT:CLOSE (@301)\n").ShouldBe("");
        _box.Truth("valve C").ShouldBe("closed");
        _box.Ask("ROUT:OPEN? (@301,302:304)\n").ShouldBe("0,0,0,0\r\n");
        _box.Ask("*TST?\n").ShouldBe("0\r\n");
    }

    [Fact]
    public void Inverted_a_closed_relay_opens_the_valve()
    {
        var box = Box(("invert", "true"));
        box.Ask("ROUT:CLOSE (@301)\n");
        box.Truth("valve C").ShouldBe("open");
        box.Ask("ROUT:CLOSE? (@301)\n").ShouldBe("1\r\n");
        box.Ask("ROUT:CLOSE:EXCL (@302)\n");
        (box.Truth("valve C"), box.Truth("valve D")).ShouldBe(("closed", "open"));
        box.Instrument.LosePower(box.Now);
        box.Truth("valve D").ShouldBe("closed");
    }

    [Fact]
    public void Errors_wait_in_a_queue_of_twenty()
    {
        _box.Ask("ROUT:OPEN (@399)\n").ShouldBe("");
        _box.Ask("ROUTE:FROB (@301)\n").ShouldBe("");
        _box.Ask("ROUT:OPEN\n").ShouldBe("");
        _box.Ask("SYST:ERR?\n").ShouldBe("-222,\"Data out of range\"\r\n");
        _box.Ask("SYST:ERR?\n").ShouldBe("-113,\"Undefined header\"\r\n");
        _box.Ask("SYST:ERR?\n").ShouldBe("-109,\"Missing parameter\"\r\n");
        for (var i = 0; i < 30; i++)
            _box.Ask("FROB\n");
        var errors = Enumerable.Range(0, 21).Select(_ => _box.Ask("SYST:ERR?\n")).ToArray();
        errors[18].ShouldStartWith("-113");
        errors[19].ShouldBe("-350,\"Queue overflow\"\r\n");
        errors[20].ShouldBe(NoError);
    }

    [Fact]
    public void In_pieces_and_together_it_is_the_same()
    {
        _box.Ask("ROUT:OPE").ShouldBe("");
        _box.Ask("N (@301);:SYST:ERR?;ROUT:OPEN? (@301)\r\nSYST:ERR?\n").ShouldBe($"{NoError}1\r\n{NoError}");
    }

    [Fact]
    public void A_stuck_valve_is_not_a_stuck_relay()
    {
        _box.Suffer(WireFaultKind.StuckValve, "301");
        _box.Ask("ROUT:OPEN (@301)\n");
        _box.Ask("ROUT:OPEN? (@301)\n").ShouldBe("1\r\n");
        (_box.Truth("relay 301"), _box.Truth("valve C")).ShouldBe(("on", "closed"));
        _box.Suffer(WireFaultKind.StuckRelay, "D");
        _box.Ask("ROUT:OPEN (@302)\n");
        _box.Ask("ROUT:OPEN? (@302)\n").ShouldBe("0\r\n");
    }

    [Fact]
    public void A_slow_valve_arrives_later()
    {
        _box.Suffer(WireFaultKind.SlowValve, "C", seconds: 2.75);
        _box.Ask("ROUT:OPEN (@301)\n");
        _box.Truth("valve C").ShouldBe("moving");
        _box.Bench.Line.IsOpen("C").ShouldBeFalse();
        _box.Pass(2.75);
        _box.Truth("valve C").ShouldBe("open");
    }

    [Fact]
    public void Of_two_coils_the_one_alone_with_power_decides()
    {
        var box = new WireBench(WireLab.Of("agilent-34970a").WithValves(("C", "301,302")), WireLab.Name);
        box.Ask("ROUT:OPEN (@301)\n");
        box.Truth("valve C").ShouldBe("open");
        box.Ask("ROUT:OPEN (@302)\n");
        box.Truth("valve C").ShouldBe("open");
        box.Ask("ROUT:CLOSE (@301)\n");
        box.Truth("valve C").ShouldBe("closed");
        box.Ask("ROUT:CLOSE (@302)\n");
        box.Ask("ROUT:OPEN (@301)\n");
        box.Instrument.LosePower(box.Now);
        box.Truth("valve C").ShouldBe("open");
    }

    [Fact]
    public void A_valve_that_power_closes_opens_without_it()
    {
        var lab = WireLab.Of("agilent-34970a").WithValves(("C", "301"));
        var box = new WireBench(lab with { Valves = [.. lab.Valves.Select(v => v with { Inverted = true })] }, WireLab.Name);
        (box.Truth("valve C"), box.Truth("relay 301")).ShouldBe(("closed", "on"));
        box.Ask("ROUT:CLOSE (@301)\n");
        (box.Truth("valve C"), box.Ask("ROUT:CLOSE? (@301)\n")).ShouldBe(("open", "1\r\n"));
        box.Ask("ROUT:OPEN (@301)\n");
        box.Truth("valve C").ShouldBe("closed");
        box.Instrument.LosePower(box.Now);
        box.Truth("valve C").ShouldBe("open");
    }

    [Fact]
    public void A_refusal_is_only_in_the_queue()
    {
        _box.Suffer(WireFaultKind.Refused, count: 1);
        _box.Ask("ROUT:OPEN (@301)\n").ShouldBe("");
        _box.Truth("valve C").ShouldBe("closed");
        _box.Ask("SYST:ERR?\n").ShouldStartWith("-222");
    }

    private static WireBench Box(params (string Key, string Value)[] settings) =>
        new(WireLab.Of("agilent-34970a", PortKind.Serial, "", settings).WithValves(("C", "301"), ("D", "302"), ("E", "320")), WireLab.Name);
}
