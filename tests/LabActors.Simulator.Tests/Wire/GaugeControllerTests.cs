using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>Gauge controllers, by the transcripts of their protocols.</summary>
public sealed class GaugeControllerTests
{
    private const string Ack = "\u0006\r\n";
    private const string Nak = "\u0015\r\n";

    [Fact]
    public void Mks_pressures_and_words()
    {
        var mks = new WireBench(WireLab.Of("mks-937", address: "002").WithGauges((0, "1"), (1, "2")), WireLab.Name);
        LetAirIn(mks);
        var bone = mks.Bench.Line.ReadPressure("bone_micro_ion_controller", "IG");
        Value(mks.Ask("@002PR1?;FF\r"), "@002ACK", ";FF").ShouldBe(bone, bone * 0.01);
        mks.Ask("@002PR3?;FF").ShouldBe("@002ACKNO_GAUGE;FF");
        mks.Ask("@002PRZ?;FF").Split(' ').Length.ShouldBe(6);
        mks.Ask("@254PR3?;FF").ShouldBe("@002ACKNO_GAUGE;FF");
        mks.Ask("@001PR1?;FF").ShouldBe("");
        mks.Ask("@002PR9?;FF").ShouldBe("@002NAK169;FF");
        mks.Ask("@002XX1?;FF").ShouldBe("@002NAK160;FF");
        mks.Suffer(WireFaultKind.OutOfRange, "1", value: 760);
        mks.Ask("@002PR1?;FF").ShouldBe("@002ACK7.60E+02;FF");
        mks.Suffer(WireFaultKind.OutOfRange, "1", value: 1e-12);
        mks.Ask("@002PR1?;FF").ShouldBe("@002ACKLO<E-11;FF");
        mks.Suffer(WireFaultKind.GaugeOff, "1", text: "PROT_OFF", count: 1);
        mks.Ask("@002PR1?;FF").ShouldBe("@002ACKPROT_OFF;FF");
    }

    [Fact]
    public void Mks_after_its_power_failed_and_with_noise()
    {
        var mks = new WireBench(WireLab.Of("mks-937").WithGauges((0, "1")), WireLab.Name);
        LetAirIn(mks);
        mks.Instrument.LosePower(mks.Now);
        mks.Ask("@001PR1?;FF").ShouldBe("@001ACKOFF;FF");
        mks.Ask("@001CP1?;FF").ShouldBe("@001ACKOFF;FF");
        mks.Ask("@001CP1!ON;FF").ShouldBe("@001ACKON;FF");
        mks.Ask("xyz@00").ShouldBe("");
        mks.Ask("1PR1?;F").ShouldBe("");
        mks.Ask("F\r").ShouldStartWith("@001ACK");
        mks.Suffer(WireFaultKind.Refused, text: "150", count: 1);
        mks.Ask("@001PR1?;FF").ShouldBe("@001NAK150;FF");
    }

    [Fact]
    public void Micro_ion_on_its_own_line()
    {
        var gp = new WireBench(WireLab.Of("micro-ion").WithGauges((0, "IG"), (1, "CG1")), WireLab.Name);
        gp.Bench.PumpOut();
        Value(gp.Ask("DS IG\r"), "", "\r\n").ShouldBeLessThan(1e-5);
        Value(gp.Ask("DS CG1\r"), "", "\r\n").ShouldBeLessThan(1e-5);
        gp.Ask("DS CG2\r").ShouldBe("9.90E+09\r\n");
        gp.Ask("DS XX\r").ShouldBe("SYNTX ER\r\n");
        gp.Ask("DGS\r").ShouldBe("0\r\n");
        gp.Ask("DG ON\r").ShouldBe("OK\r\n");
        gp.Ask("DGS\r").ShouldBe("1\r\n");
        gp.Ask("IG1 ON\r").ShouldBe("INVALID\r\n");
        gp.Ask("IG1 OFF\r").ShouldBe("OK\r\n");
        gp.Ask("DS IG\r").ShouldBe("9.90E+09\r\n");
        gp.Ask("DG ON\r").ShouldBe("INVALID\r\n");
        gp.Ask("IG1 ON\r").ShouldBe("OK\r\n");
        gp.Ask("PCS\r").ShouldBe("0,0,0,0,0,0\r\n");
        gp.Ask("PCS 3\r").ShouldBe("0\r\n");
        gp.Suffer(WireFaultKind.GaugeOff, "IG");
        gp.Ask("DS IG\r").ShouldBe("9.90E+09\r\n");
        gp.Instrument.Recover(WireFaultKind.GaugeOff);
        gp.Instrument.LosePower(gp.Now);
        gp.Ask("DS IG\r").ShouldBe("9.90E+09\r\n");
    }

    [Fact]
    public void Micro_ion_on_a_bus()
    {
        var gp = new WireBench(WireLab.Of("micro-ion", address: "01").WithGauges((0, "IG")), WireLab.Name);
        gp.Bench.PumpOut();
        Value(gp.Ask("#01DS IG\r"), "*01_", "\r\n").ShouldBeLessThan(1e-5);
        gp.Ask("#02DS IG\r").ShouldBe("");
        gp.Ask("DS IG\r").ShouldBe("");
        gp.Ask("#01FROB\r").ShouldBe("?01 SYNTX ER\r\n");
        gp.Suffer(WireFaultKind.Refused, text: "OVERRUN", count: 1);
        gp.Ask("#01DS IG\r").ShouldBe("?01 OVERRUN\r\n");
    }

    [Fact]
    public void Maxigauge_acknowledges_and_is_asked_for_the_value()
    {
        var maxi = new WireBench(WireLab.Of("maxigauge", settings: ("units", "mbar")).WithGauges((0, "1")), WireLab.Name);
        LetAirIn(maxi);
        var millibar = maxi.Bench.Line.ReadPressure("bone_micro_ion_controller", "IG") * 1.333223684;
        maxi.Ask("PR1\r\n").ShouldBe(Ack);
        var said = maxi.Ask("\u0005");
        said.ShouldStartWith("0,+");
        Value(said, "0,", "\r\n").ShouldBe(millibar, millibar * 0.001);
        maxi.Ask("PR2\r").ShouldBe(Ack);
        maxi.Ask("\u0005").ShouldBe("5,+0.0000E+00\r\n");
        maxi.Ask("UNI\r").ShouldBe(Ack);
        maxi.Ask("\u0005").ShouldBe("0\r\n");
        maxi.Suffer(WireFaultKind.GaugeOff, "1", text: "3", count: 1);
        maxi.Ask("PR1\r\u0005").ShouldBe($"{Ack}3,+0.0000E+00\r\n");
        maxi.Suffer(WireFaultKind.OutOfRange, "1", value: 1.2345e-8, count: 1);
        maxi.Ask("PR1\r\u0005").ShouldBe($"{Ack}0,+1.2345E-08\r\n");
    }

    [Fact]
    public void Maxigauge_refuses_and_forgets()
    {
        var maxi = new WireBench(WireLab.Of("maxigauge").WithGauges((0, "1")), WireLab.Name);
        maxi.Ask("PR7\r").ShouldBe(Nak);
        maxi.Ask("\u0005").ShouldBe("0010\r\n");
        maxi.Ask("FROB\r\u0005").ShouldBe($"{Nak}0001\r\n");
        maxi.Ask("PR1\rP").ShouldBe(Ack);
        maxi.Ask("\u0005").ShouldBe("");
        maxi.Ask("\u0003PR1\r").ShouldBe(Ack);
        maxi.Suffer(WireFaultKind.Silent, request: "\u0005", count: 1);
        maxi.Ask("\u0005").ShouldBe("");
        maxi.Ask("PR1\r").ShouldBe(Ack);
        maxi.Ask("\u0005").ShouldStartWith("0,+");
    }

    private static void LetAirIn(WireBench bench)
    {
        bench.Bench.Open("XWE");
        bench.Bench.Pass(60);
    }

    private static double Value(string answer, string before, string after)
    {
        answer.ShouldStartWith(before);
        answer.ShouldEndWith(after);
        return double.Parse(answer[before.Length..^after.Length], CultureInfo.InvariantCulture);
    }
}
