using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>Pychron's laser server, by the transcripts of its protocol.</summary>
public sealed class PychronLaserServerTests
{
    private readonly WireBench _laser = new(Lab(), WireLab.Name);

    [Fact]
    public void A_laser_is_prepared_enabled_and_fired()
    {
        _laser.Ask("Prepare").ShouldBe("OK");
        _laser.Ask("IsReady").ShouldBe("False");
        _laser.Pass(3);
        _laser.Ask("IsReady").ShouldBe("True");
        _laser.Ask("SetLaserPower 5").ShouldStartWith("ERROR 106");
        _laser.Ask("Enable\r\n").ShouldBe("OK");
        _laser.Ended.ShouldBeTrue();
        _laser.Ask("SetLaserPower 5").ShouldBe("OK");
        _laser.Ask("ReadLaserPower").ShouldBe("5.0");
        _laser.Ask("""{"command": "SetLaserOutput", "value": 12.5, "units": "percent"}""").ShouldBe("OK");
        (_laser.Truth("emission"), _laser.Truth("units")).ShouldBe(("12.5", "percent"));
        _laser.Ask("GetAchievedOutput").ShouldBe("12.5");
        _laser.Ask("Disable").ShouldBe("OK");
        _laser.Ask("GetLaserStatus").ShouldBe("False");
        _laser.Truth("emission").ShouldBe("0");
    }

    [Fact]
    public void A_move_is_begun_and_asked_after()
    {
        _laser.Ask("GoToHole 2,True").ShouldBe("OK");
        _laser.Ask("GetDriveMoving").ShouldBe("True");
        _laser.Truth("hole").ShouldBe("");
        _laser.Pass(2);
        _laser.Ask("GetDriveMoving").ShouldBe("False");
        _laser.Ask("GetPosition").ShouldBe("5.00000,5.00000,0.00000");
        _laser.Truth("hole").ShouldBe("2");
        _laser.Ask("GoToHole 99").ShouldStartWith("ERROR 108");
        _laser.Ask("SetXY 1.5,-2").ShouldBe("OK");
        _laser.Pass(2);
        _laser.Ask("GetPosition").ShouldBe("1.50000,-2.00000,0.00000");
        _laser.Truth("hole").ShouldBe("");
        _laser.Suffer(WireFaultKind.StuckAxis);
        _laser.Ask("SetX 9").ShouldBe("OK");
        _laser.Pass(100);
        _laser.Ask("GetDriveMoving").ShouldBe("True");
        _laser.Ask("StopDrive").ShouldBe("OK");
        _laser.Ask("GetPosition").ShouldBe("1.50000,-2.00000,0.00000");
    }

    [Fact]
    public void Patterns_trays_motors_and_light()
    {
        _laser.Ask("GetPatternNames").ShouldBe("hexagon,circle,raster,spiral");
        _laser.Ask("DoPattern circle,60").ShouldBe("OK");
        _laser.Ask("IsPatterning").ShouldBe("True");
        _laser.Ask("AbortPattern").ShouldBe("OK");
        _laser.Ask("IsPatterning").ShouldBe("False");
        _laser.Ask("DoPattern square").ShouldStartWith("ERROR 004");
        _laser.Ask("SetSampleHolder 221-hole").ShouldBe("OK");
        _laser.Ask("GetSampleHolder").ShouldBe("221-hole");
        _laser.Ask("SetSampleHolder 7-hole").ShouldStartWith("ERROR 104");
        _laser.Ask("SetBeamDiameter 3.5").ShouldBe("OK");
        _laser.Ask("GetBeamDiameter").ShouldBe("3.5");
        _laser.Ask("GetMotorMoving beam").ShouldBe("True");
        _laser.Pass(1);
        _laser.Ask("GetMotorMoving beam").ShouldBe("False");
        _laser.Ask("SetMotor zoom,500").ShouldStartWith("ERROR 107");
        _laser.Ask("SetLight 40").ShouldBe("OK");
        _laser.Ask("SetLight 400").ShouldStartWith("ERROR 106");
        _laser.Ask("Snapshot hole-2,jpg").ShouldBe("0ehole-2-001.jpg0ehole-2-001.jpgJFIF");
    }

    [Fact]
    public void Interlocks_are_told_and_unknown_commands_end_the_connection()
    {
        _laser.Ask("GetError").ShouldBe("OK");
        _laser.Ask("Enable");
        _laser.Ask("SetLaserPower 5");
        _laser.Suffer(WireFaultKind.InterlockOpen);
        _laser.Ask("GetError").ShouldStartWith("ERROR 105");
        _laser.Truth("emission").ShouldBe("5");
        _laser.Suffer(WireFaultKind.Silent, request: "Disable", count: 1);
        _laser.Ask("Disable").ShouldBe("");
        _laser.Ask("Enable").ShouldStartWith("ERROR 102");
        _laser.Ask("Frobnicate").ShouldBe("");
        _laser.Ended.ShouldBeTrue();
        _laser.Ask("SetLaserPower much").ShouldBe("");
        _laser.Ended.ShouldBeFalse();
        _laser.Instrument.LosePower(_laser.Now);
        _laser.Truth("enabled").ShouldBe("false");
    }

    private static LabDefinition Lab()
    {
        var lab = WireLab.Of("pychron-laser", PortKind.Tcp);
        var map = new TrayMap("221-hole", 2, [new TrayPosition("1", 0, 0), new TrayPosition("2", 5, 5)], [], []);
        return lab with { ExtractionDevices = [lab.ExtractionDevices[0] with { Device = WireLab.Name, TrayMaps = [map] }, .. lab.ExtractionDevices[1..]] };
    }
}
