using System.Globalization;
using System.Text;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;
using LabActors.Simulator.Wire.Watlow;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>Eurotherm, Watlow and Lakeshore, by the transcripts of their protocols.</summary>
public sealed class TemperatureControllerTests
{
    private const string Ack = "\u0006";
    private const string Nak = "\u0015";
    private const string Ask = "\u00040011";

    [Fact]
    public void Eurotherm_vectors_of_the_check()
    {
        foreach (var (text, check) in HardwareVectors.Of("ei_bisynch_bcc"))
        {
            var bench = Furnace("eurotherm");
            var sent = $"{Ask}\u0002{text}\u0003{(char)Convert.ToInt32(check, 16)}";
            bench.Ask(sent).ShouldBe(text.StartsWith("SL", StringComparison.Ordinal) ? Ack : Nak);
            bench.Ask(sent[..^1] + (char)(sent[^1] ^ 1)).ShouldBe(Nak);
        }
    }

    [Theory]
    [InlineData(2.9, "PV2.9\u0003\u0020")]
    [InlineData(25.0, "PV25.0\u0003\u001c")]
    [InlineData(1000.0, "PV1000.0\u0003\u001a")]
    [InlineData(102.8, "PV102.8\u0003\u0012")]
    public void Eurotherm_values_with_any_byte_as_check(double value, string framed)
    {
        var bench = Furnace("eurotherm");
        bench.Suffer(WireFaultKind.OutOfRange, "PV", value: value);
        var answer = bench.Ask($"{Ask}PV\u0005");
        answer.ShouldStartWith("\u0002" + framed[..^1]);
        answer[^1].ShouldBe((char)framed[..^1].Aggregate(0, (x, c) => x ^ c));
    }

    [Fact]
    public void Eurotherm_heats_the_furnace_and_its_thermocouple_lags()
    {
        var bench = Furnace("eurotherm");
        bench.Ask($"{Ask}\u0002SL500.0\u0003\u0037").ShouldBe(Ack);
        var furnace = bench.Bench.Laboratory.ExtractionDevices["NMGRL Furnace"];
        furnace.Temperature.ShouldBe(773.15, 1e-6);
        Celsius(bench).ShouldBeLessThan(400);
        bench.Pass(60);
        Celsius(bench).ShouldBe(500, 0.2);
        bench.Ask($"{Ask}SL\u0005").ShouldStartWith("\u0002SL500.0");
        bench.Ask($"{Ask}\u0002SL0\u0003\u002c").ShouldBe(Ack);
        furnace.Read().Enabled.ShouldBeFalse();
        bench.Truth("output").ShouldBe("0");
    }

    [Fact]
    public void Eurotherm_other_addresses_unknown_words_and_pieces()
    {
        var bench = Furnace("eurotherm");
        bench.Ask("\u00040022PV\u0005").ShouldBe("");
        bench.Ask("\u00040012PV\u0005").ShouldBe("");
        bench.Ask($"{Ask}ZZ\u0005").ShouldBe("\u0002ZZ\u0004");
        bench.Ask("noise" + Ask[..3]).ShouldBe("");
        bench.Ask(Ask[3..] + "OP").ShouldBe("");
        bench.Ask("\u0005").ShouldStartWith("\u0002OP");
        bench.Suffer(WireFaultKind.Refused, "SL", count: 1);
        bench.Ask($"{Ask}\u0002SL500.0\u0003\u0037").ShouldBe(Nak);
        bench.Suffer(WireFaultKind.SensorOpen);
        bench.Ask($"{Ask}PV\u0005").ShouldStartWith("\u0002PV9999.0");
        bench.Instrument.Recover(WireFaultKind.SensorOpen);
        bench.Suffer(WireFaultKind.WrongChecksum, count: 1);
        var wrong = bench.Ask($"{Ask}HO\u0005");
        wrong[..^1].ShouldBe("\u0002HO100.0\u0003");
        wrong[^1].ShouldNotBe((char)wrong[1..^1].Aggregate(0, (x, c) => x ^ c));
    }

    [Fact]
    public void Watlow_vectors()
    {
        foreach (var (_, hex) in HardwareVectors.Of("modbus_rtu"))
        {
            var frame = Convert.FromHexString(hex);
            BitConverter.ToUInt16(frame, frame.Length - 2).ShouldBe(ModbusFrames.Crc(frame.AsSpan()[..^2]));
        }

        var bench = Furnace("watlow");
        bench.AskHex("01100870000204000043fa2238").ShouldBe(WithCrc("011008700002"));
        bench.Truth("set point").ShouldBe("500");
        bench.AskHex("01060758000a896a").ShouldBe("01060758000A896A");
        bench.AskHex("010607580036897b").ShouldBe("010607580036897B");
        bench.Truth("mode").ShouldBe("54");
        bench.AskHex(WithCrc("010307D00001")).ShouldBe("018302C0F1");
    }

    [Fact]
    public void Watlow_reads_floats_low_word_first_and_gathers_registers()
    {
        var bench = Furnace("watlow");
        bench.Suffer(WireFaultKind.OutOfRange, value: 25.5);
        bench.AskHex(WithCrc("010301680002")).ShouldBe(WithCrc("010304000041CC"));
        bench.AskHex(WithCrc("0110002800040801680169" + "07700771")).ShouldBe(WithCrc("011000280004"));
        bench.AskHex("010300c80004c5f7").ShouldBe(WithCrc("010308000041CC00000000"));
        bench.AskHex(WithCrc("010300C80005")).ShouldBe(WithCrc("018302"));
        var highFirst = Furnace("watlow", PortKind.Serial, ("word_order", "high_low"), ("units", "F"));
        highFirst.Suffer(WireFaultKind.OutOfRange, value: 100);
        highFirst.AskHex(WithCrc("010301680002")).ShouldBe(WithCrc("01030443540000"));
    }

    [Fact]
    public void Watlow_exceptions_other_slaves_and_bad_checks()
    {
        var bench = Furnace("watlow");
        bench.AskHex(WithCrc("01100870000204" + "00004640")).ShouldBe(WithCrc("019003"));
        bench.AskHex(WithCrc("01060168000A")).ShouldBe(WithCrc("018602"));
        bench.AskHex(WithCrc("010607580005")).ShouldBe(WithCrc("018603"));
        bench.AskHex(WithCrc("012B0E0100")).ShouldBe(WithCrc("01AB01"));
        bench.AskHex(WithCrc("020301680002")).ShouldBe("");
        bench.AskHex("0103016800020000").ShouldBe("");
        bench.Pass(1);
        bench.AskHex("010301").ShouldBe("");
        bench.AskHex(WithCrc("010301680002")[6..]).ShouldStartWith("010304");
        bench.Pass(1);
        bench.AskHex("0103").ShouldBe("");
        bench.Pass(1);
        bench.AskHex(WithCrc("010301680002")).ShouldStartWith("010304");
        bench.Suffer(WireFaultKind.SensorOpen);
        bench.AskHex(WithCrc("0103016A0001")).ShouldBe(WithCrc("0103020041"));
        bench.Suffer(WireFaultKind.Refused, text: "4", count: 1);
        bench.AskHex(WithCrc("0103016A0001")).ShouldBe(WithCrc("018304"));
    }

    [Fact]
    public void Watlow_over_tcp_and_in_open_loop()
    {
        var bench = Furnace("watlow", PortKind.Tcp);
        bench.AskHex("000100000006" + "010607580036").ShouldBe("000100000006010607580036");
        bench.AskHex("00020000000B" + "0110087200020400004248").ShouldBe("000200000006011008720002");
        bench.Truth("set point").ShouldBe("861");
        bench.AskHex("000300000006" + "0103077000020004").ShouldBe("000300000007" + "01030400004248");
        bench.Instrument.LosePower(bench.Now);
        bench.Truth("set point").ShouldBe("0");
    }

    [Fact]
    public void Lakeshore_answers_only_queries()
    {
        var bench = Trap();
        bench.Ask("KRDG? A\n").ShouldBe("+295.000\r\n");
        bench.Ask("CRDG? A\r\n").ShouldBe("+021.850\r\n");
        bench.Ask("RANGE 1,2\n").ShouldBe("");
        bench.Ask("SETP 1,75\n").ShouldBe("");
        bench.Ask("SETP? 1\n").ShouldBe("+075.000\r\n");
        bench.Ask("RANGE? 1\n").ShouldBe("2\r\n");
        bench.Pass(600);
        bench.Ask("KRDG? A\n").ShouldBe("+075.010\r\n");
        bench.Ask("*IDN?\n").ShouldStartWith("LSCI,MODEL331S,");
        bench.Ask("FROB?\n").ShouldBe("");
        bench.Ask("KRDG? C\n").ShouldBe("+000.000\r\n");
        bench.Ask("SETP? 3\n").ShouldBe("");
    }

    [Fact]
    public void Lakeshore_does_nothing_without_a_range_and_out_of_range()
    {
        var bench = Trap();
        bench.Ask("SETP 1,75\n").ShouldBe("");
        bench.Pass(600);
        bench.Ask("KRDG? A\n").ShouldBe("+295.000\r\n");
        bench.Ask("RANGE 1,1\n");
        bench.Ask("SETP 1,5000\n");
        bench.Ask("SETP? 1\n").ShouldBe("+075.000\r\n");
        bench.Suffer(WireFaultKind.Refused, "SETP", count: 1);
        bench.Ask("SETP 1,80\n");
        bench.Ask("SETP? 1\n").ShouldBe("+075.000\r\n");
        bench.Suffer(WireFaultKind.SensorOpen, "A");
        bench.Ask("KRDG? A\n").ShouldBe("+000.000\r\n");
        bench.Instrument.LosePower(bench.Now);
        bench.Truth("range 1").ShouldBe("0");
    }

    private static double Celsius(WireBench bench)
    {
        var answer = bench.Ask($"{Ask}PV\u0005");
        answer.ShouldStartWith("\u0002PV");
        return double.Parse(answer[3..^2], CultureInfo.InvariantCulture);
    }

    private static string WithCrc(string hex)
    {
        var frame = Convert.FromHexString(hex);
        var crc = 0xFFFF;
        foreach (var b in frame)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xA001 : crc >> 1;
        }

        return Convert.ToHexString([.. frame, (byte)crc, (byte)(crc >> 8)]);
    }

    private static WireBench Furnace(string driver, PortKind port = PortKind.Serial, params (string Key, string Value)[] settings)
    {
        var lab = WireLab.Of(driver, port, "", settings);
        return new WireBench(lab with { ExtractionDevices = [.. lab.ExtractionDevices.Select(d => d.Name == "NMGRL Furnace" ? d with { Device = WireLab.Name } : d)] }, WireLab.Name);
    }

    private static WireBench Trap()
    {
        var lab = WireLab.Of("lakeshore");
        return new WireBench(lab with { Cryostats = [lab.Cryostats[0] with { Device = WireLab.Name, Channel = "A" }] }, WireLab.Name);
    }
}
