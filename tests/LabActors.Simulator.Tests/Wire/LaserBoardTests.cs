using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>Lasers' boards and supplies, by the transcripts of their protocols.</summary>
public sealed class LaserBoardTests
{
    private readonly WireBench _board = new(Lab("fusions"), WireLab.Name);

    [Fact]
    public void A_laser_fires_when_it_is_modulated_enabled_and_has_power()
    {
        _board.Ask(";LB.VER\r").ShouldBe("1.0\r");
        _board.Ask(";LB.INTLK\r").ShouldBe("0\r");
        _board.Ask(";LB.PDC 25.00\r").ShouldBe("OK\r");
        _board.Ask(";LB.ENBL 1\r").ShouldBe("OK\r");
        _board.Truth("emission").ShouldBe("0");
        _board.Ask(";LB.PWE 1\r").ShouldBe("OK\r");
        _board.Truth("emission").ShouldBe("25");
        _board.Bench.Laser.Read().Output.ShouldBe(25);
        _board.Ask(";LB.ADC1\r").ShouldBe("64\r");
        _board.Ask(";LB.PDC 0.00\r").ShouldBe("OK\r");
        _board.Ask(";LB.ENBL 0\r").ShouldBe("OK\r");
        (_board.Truth("emission"), _board.Bench.Laser.Read().Enabled).ShouldBe(("0", false));
    }

    [Fact]
    public void Interlocks_are_a_mask_that_is_told_and_keeps_it_from_being_enabled()
    {
        Fire();
        _board.Suffer(WireFaultKind.InterlockOpen, value: 2);
        _board.Suffer(WireFaultKind.CoolantHot);
        _board.Ask(";LB.INTLK\r").ShouldBe("6\r");
        _board.Truth("emission").ShouldBe("25");
        _board.Suffer(WireFaultKind.Silent, request: "ENBL 0", count: 1);
        _board.Ask(";LB.ENBL 0\r").ShouldBe("");
        _board.Truth("emission").ShouldBe("0");
        _board.Ask(";LB.ENBL 1\r").ShouldBe("ERROR\r");
        _board.Truth("enabled").ShouldBe("false");
    }

    [Fact]
    public void What_it_cannot_and_what_is_not_for_it()
    {
        _board.Ask(";LB.PDC 101\r").ShouldBe("ERROR\r");
        _board.Ask(";LB.FROB\r").ShouldBe("ERROR\r");
        _board.Ask(";XX.INTLK\r").ShouldBe("");
        _board.Ask("noise;LB.INT").ShouldBe("");
        _board.Ask("LK\r").ShouldBe("0\r");
        _board.Suffer(WireFaultKind.Refused, "ENBL", count: 1);
        _board.Ask(";LB.ENBL 0\r").ShouldBe("ERROR\r");
        _board.Ask(";LB.ENBL 0\r").ShouldBe("OK\r");
    }

    [Fact]
    public void A_board_without_power_does_not_fire()
    {
        Fire();
        _board.Instrument.LosePower(_board.Now);
        (_board.Truth("emission"), _board.Truth("power"), _board.Bench.Laser.Read().Enabled).ShouldBe(("0", "0", false));
    }

    [Fact]
    public void Motors_on_its_line_do_not_mind_its_texts()
    {
        Status(_board.AskHex("AA002101FF21")).ShouldBe(0x21);
        _board.Ask(";LB.INTLK\r").ShouldBe("0\r");
        _board.AskHex("AA01170119").Length.ShouldBe(4);
        _board.AskHex(Move(3000, 100_000)).Length.ShouldBe(4);
        _board.Truth("moving 1").ShouldBe("true");
        _board.Ask(";LB.INTLK\r").ShouldBe("0\r");
        _board.Pass(2);
        Position().ShouldBe(3000);
    }

    [Fact]
    public void Kerr_vectors_and_statuses()
    {
        var chain = new WireBench(Lab("kerr"), WireLab.Name);
        foreach (var (command, framed) in HardwareVectors.Of("kerr"))
            framed.ShouldBe($"AA{command}{Convert.FromHexString(command).Sum(b => b) & 0xFF:X2}");
        chain.AskHex("AAFF0F0E").ShouldBe("");
        chain.AskHex("AA010E0F").ShouldBe("");
        Status(chain.AskHex("AA002101FF21")).ShouldBe(0x21);
        Status(chain.AskHex("AA010E0F")).ShouldBe(0x21);
        Status(chain.AskHex("AA0117061E")).ShouldBe(0x21);
        Status(chain.AskHex("AA01170119")).ShouldBe(0x29);
        chain.AskHex("AA01130115").ShouldBe("290000000029");
        Status(chain.AskHex("AA01130116")).ShouldBe(0x2B);
        Status(chain.AskHex("AA010001")).ShouldBe(0x29);
        Status(chain.AskHex("AA010B0C")).ShouldBe(0x29);
        Status(chain.AskHex("AA01180019")).ShouldBe(0x29);
        chain.AskHex("4142").ShouldBe("");
        chain.AskHex("AA002102FF22").Length.ShouldBe(4);
        chain.AskHex("AA002103FF23").ShouldBe("");
        chain.Suffer(WireFaultKind.WrongChecksum, count: 1);
        chain.AskHex("AA010E0F").ShouldBe("2928");
    }

    [Fact]
    public void Kerr_moves_stops_and_finds_home()
    {
        var chain = new WireBench(Lab("kerr"), WireLab.Name);
        chain.AskHex("AA002101FF21");
        chain.AskHex("AA01170119");
        Status(chain.AskHex(Move(6000, 100_000))).ShouldBe(0x28);
        chain.Pass(1);
        chain.AskHex("AA0117051D");
        var stopped = int.Parse(chain.Truth("counts 1"), System.Globalization.CultureInfo.InvariantCulture);
        ((double)stopped).ShouldBe(2980, 1);
        chain.AskHex("AA010001");
        chain.AskHex("AA01130115")[2..10].ShouldBe("00000000");
        Status(chain.AskHex("AA01190822")).ShouldBe(0x89);
        chain.AskHex(WithSum("0194F6" + "A0860100" + "E8030000")).Length.ShouldBe(4);
        Status(chain.AskHex("AA010E0F")).ShouldBe(0x88);
        chain.Pass(2);
        Status(chain.AskHex("AA010E0F")).ShouldBe(0x29);
        chain.Truth("counts 1").ShouldBe("0");
        BitConverter.ToInt32(Convert.FromHexString(chain.AskHex("AA01131024")[2..10])).ShouldBe(-stopped);
        chain.Suffer(WireFaultKind.StuckAxis, "1");
        chain.AskHex(Move(500, 100_000));
        chain.Pass(60);
        (Status(chain.AskHex("AA010E0F")) & 1).ShouldBe(0);
        chain.Truth("counts 1").ShouldBe("0");
    }

    [Fact]
    public void Uc2000_vectors_acknowledgements_and_emission()
    {
        foreach (var (_, framed) in HardwareVectors.Of("uc2000"))
        {
            var supply = new WireBench(Lab("uc2000"), WireLab.Name);
            supply.AskHex(framed).ShouldBe("AA");
            supply.AskHex(framed[..^2] + "00").ShouldBe("3F");
        }

        var laser = new WireBench(Lab("uc2000"), WireLab.Name);
        laser.AskHex("5B7F641C5B75").ShouldBe("AA");
        laser.AskHex("8A").ShouldBe("AA");
        laser.Truth("emission").ShouldBe("50");
        laser.AskHex("00415B").ShouldBe("");
        laser.AskHex("7FC9B7").ShouldBe("3F");
        laser.AskHex("5B01FE").ShouldBe("3F");
        laser.Suffer(WireFaultKind.Refused, count: 1);
        laser.AskHex("5B7689").ShouldBe("3F");
        laser.Truth("emission").ShouldBe("50");
        laser.AskHex("5B7689").ShouldBe("AA");
        laser.Truth("emission").ShouldBe("0");
    }

    private void Fire()
    {
        foreach (var command in (string[])["PDC 25.00", "PWE 1", "ENBL 1"])
            _board.Ask($";LB.{command}\r").ShouldBe("OK\r");
        _board.Truth("emission").ShouldBe("25");
    }

    private int Position() => BitConverter.ToInt32(Convert.FromHexString(_board.AskHex("AA01130115")[2..10]));

    // Position, velocity and acceleration, servo, start now.
    private static string Move(int position, int velocity) =>
        WithSum("01D497" + Convert.ToHexString(BitConverter.GetBytes(position)) + Convert.ToHexString(BitConverter.GetBytes(velocity)) + "E8030000");

    private static string WithSum(string hex) => $"AA{hex}{Convert.FromHexString(hex).Sum(b => b) & 0xFF:X2}";

    private static int Status(string hex)
    {
        var answer = Convert.FromHexString(hex);
        answer.Length.ShouldBe(2);
        answer[1].ShouldBe(answer[0]);
        return answer[0];
    }

    private static LabDefinition Lab(string driver)
    {
        var lab = WireLab.Of(driver);
        return lab with
        {
            ExtractionDevices =
            [
                lab.ExtractionDevices[0] with
                {
                    Device = driver == "kerr" ? "" : WireLab.Name,
                    Motors = [.. lab.ExtractionDevices[0].Motors.Select((m, i) => m with { Max = 10_000, Device = WireLab.Name, Channel = $"{i + 1}" })],
                },
                .. lab.ExtractionDevices[1..],
            ],
        };
    }
}
