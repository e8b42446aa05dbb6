using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>An ESP301 stage controller, by the transcripts of its protocol.</summary>
public sealed class Esp301Tests
{
    private const string NoError = "NO ERROR DETECTED\r\n";
    private readonly WireBench _stage = new(Lab(), WireLab.Name);

    [Fact]
    public void An_axis_moves_evenly_and_says_when_it_has_arrived()
    {
        _stage.Ask("1VA 2.5\r").ShouldBe("");
        _stage.Ask("1PA10.00000\r").ShouldBe("");
        _stage.Ask("1MD?\r").ShouldBe("0\r\n");
        _stage.Ask("TS\r").ShouldBe("Q\r\n");
        _stage.Pass(2);
        _stage.Ask("1TP?\r").ShouldBe("5.00000\r\n");
        _stage.Pass(2);
        _stage.Ask("1MD?;1TP;TS\r").ShouldBe("1\r\n10.00000\r\nP\r\n");
        _stage.Ask("1PR-1.5\r");
        _stage.Pass(1);
        _stage.Ask("1TP\r").ShouldBe("8.50000\r\n");
        _stage.Ask("TB?\r").ShouldEndWith(NoError);
    }

    [Fact]
    public void What_was_wrong_is_only_in_the_buffer_of_errors()
    {
        _stage.Ask("1PA2000\r").ShouldBe("");
        _stage.Ask("FROB\r;PA1;7PA1;1PA;2ZZ\r").ShouldBe("");
        _stage.Ask("TB?\r").ShouldStartWith("106, 0, ");
        foreach (var code in (int[])[6, 37, 9, 38, 6])
            _stage.Ask("TB?\r").ShouldStartWith($"{code}, ");
        _stage.Ask("TB?\r").ShouldStartWith("0, ");
        _stage.Suffer(WireFaultKind.Refused, "PA", text: "51", count: 1);
        _stage.Ask("1PA1\r").ShouldBe("");
        _stage.Ask("TE?\r").ShouldBe("51\r\n");
        _stage.Ask("1PA1\r").ShouldBe("");
        _stage.Ask("TE?\r").ShouldBe("0\r\n");
    }

    [Fact]
    public void Two_axes_go_together_along_a_line()
    {
        _stage.Ask("1HL 3,4\r").ShouldBe("");
        _stage.Ask("TB?\r").ShouldStartWith("14, ");
        _stage.Ask("1HN 1,2;1HV 1;1HL 3,4\r").ShouldBe("");
        _stage.Ask("1HS?;1HQ?\r").ShouldBe("0\r\n10\r\n");
        _stage.Pass(2.5);
        _stage.Ask("1TP;2TP\r").ShouldBe("1.50000\r\n2.00000\r\n");
        _stage.Pass(2.5);
        _stage.Ask("1HS?;1TP;2TP\r").ShouldBe("1\r\n3.00000\r\n4.00000\r\n");
        _stage.Ask("1HX\r").ShouldBe("");
    }

    [Fact]
    public void Stopping_homing_and_defining_home()
    {
        _stage.Ask("1PA10\r");
        _stage.Pass(1);
        _stage.Ask("ST\r").ShouldBe("");
        _stage.Ask("1MD?;1TP\r").ShouldBe("1\r\n5.00000\r\n");
        _stage.Ask("1DH0;1TP\r").ShouldBe("0.00000\r\n");
        _stage.Ask("1OR4\r");
        _stage.Pass(1);
        _stage.Ask("1TP\r").ShouldBe("-5.00000\r\n");
        _stage.Suffer(WireFaultKind.StuckAxis, "1");
        _stage.Ask("1PA3\r");
        _stage.Pass(10);
        _stage.Ask("1TP;1MD?\r").ShouldBe("-5.00000\r\n1\r\n");
    }

    [Fact]
    public void The_hole_where_it_stands_is_under_the_laser_and_none_while_it_moves()
    {
        _stage.Ask("1PA5;2PA5\r");
        _stage.Bench.Laser.Read().Position.ShouldBe("");
        _stage.Pass(1);
        _stage.Bench.Laser.Read().Position.ShouldBe("2");
        _stage.Ask("1PA0.3;2PA0\r");
        _stage.Bench.Laser.Read().Position.ShouldBe("");
        _stage.Pass(1);
        _stage.Bench.Laser.Read().Position.ShouldBe("1");
        _stage.Ask("1PA3\r");
        _stage.Pass(1);
        _stage.Bench.Laser.Read().Position.ShouldBe("");
    }

    private static LabDefinition Lab()
    {
        var lab = WireLab.Of("esp301");
        var map = new TrayMap("221-hole", 2, [new TrayPosition("1", 0, 0), new TrayPosition("2", 5, 5)], [], []);
        return lab with { ExtractionDevices = [lab.ExtractionDevices[0] with { Stage = WireLab.Name, TrayMaps = [map] }, .. lab.ExtractionDevices[1..]] };
    }
}
