using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>An NGX's server, by the transcripts of its protocol.</summary>
public sealed class NgxServerTests
{
    private readonly WireBench _ngx = new(
        WireLab.Of("ngx", PortKind.Tcp, "", ("user", "lab"), ("password", "argon")).WithInstrument().WithValves(("R", "12")), WireLab.Name);

    [Fact]
    public void A_banner_and_a_login()
    {
        _ngx.Connect().ShouldEndWith("\r\n");
        _ngx.Ask("GETMASS\r\n").ShouldBe("E42\r\n");
        _ngx.Ask("Login lab,neon\r\n").ShouldBe("E42\r\n");
        _ngx.Ask("Login lab,argon\r\n").ShouldBe("E00\r\n");
        double.Parse(_ngx.Ask("GETMASS\r\n"), CultureInfo.InvariantCulture).ShouldBe(38.964313, 1e-6);
        _ngx.Connect();
        _ngx.Ask("GETMASS\r\n").ShouldBe("E42\r\n");
    }

    [Theory]
    [InlineData("Frobnicate", "E01")]
    [InlineData("SetMass", "E05")]
    [InlineData("SetMass heavy,10", "E02")]
    [InlineData("SetMass 400,10", "E03")]
    [InlineData("OpenValve 13", "E02")]
    [InlineData("GetSourceOutput XX", "E04")]
    [InlineData("SetSourceOutput IE, 9000", "E03")]
    [InlineData("SetAcqPeriod 1000", "E00")]
    [InlineData("SAB 1", "E00")]
    [InlineData("GSO IE", "4500,4500")]
    [InlineData("StopAcq", "E00")]
    public void Commands_and_their_errors(string command, string answer)
    {
        LogIn();
        _ngx.Ask(command + "\r\n").ShouldBe(answer + "\r\n");
    }

    [Fact]
    public void The_source_is_set_and_read_back()
    {
        LogIn();
        _ngx.Ask("SetSourceOutput IE, 4400\r\n").ShouldBe("E00\r\n");
        _ngx.Ask("GetSourceOutput IE\r\n").ShouldBe("4400,4400\r\n");
        _ngx.Truth("source HighVoltage").ShouldBe("4400");
        _ngx.Ask("SSO TV, 12\r\n").ShouldBe("E00\r\n");
        _ngx.Ask("GSO TV\r\n").ShouldBe("12,12\r\n");
    }

    [Fact]
    public void A_mass_goes_to_the_magnet_and_deflects_meanwhile()
    {
        LogIn();
        _ngx.Ask("SetMass 39.9623831,500,deflect\r\n").ShouldBe("E00\r\n");
        double.Parse(_ngx.Ask("GETMASS\r\n"), CultureInfo.InvariantCulture).ShouldBe(39.9623831, 1e-6);
        _ngx.Bench.Argus.ReadMagnet().ShouldBe(5.97063, 1e-3);
        _ngx.Truth("blanked").ShouldBe("true");
        _ngx.Pass(0.5);
        _ngx.Truth("blanked").ShouldBe("false");
    }

    [Fact]
    public void An_acquisition_is_an_event_each_second_and_one_at_the_end()
    {
        LogIn();
        _ngx.Ask("StartAcq 3,NOM\r\n").ShouldBe("E00\r\n");
        var said = _ngx.Pass(5).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e.TrimEnd('#').Split(',')).ToArray();
        said.Select(e => e[0]).ShouldBe(["#EVENT:ACQ", "#EVENT:ACQ", "#EVENT:ACQ", "#EVENT:ACQ.B"]);
        said.Select(e => e[4]).ShouldBe(["00:00:01.000", "00:00:02.000", "00:00:03.000", "00:00:03.000"]);
        said.ShouldAllBe(e => e[1] == "NOM" && e.Length == 5 + 6);
        for (var d = 5; d < 11; d++)
            double.Parse(said[3][d], CultureInfo.InvariantCulture).ShouldBe(said[..3].Average(e => double.Parse(e[d], CultureInfo.InvariantCulture)), 1e-6);
    }

    [Fact]
    public void The_last_detector_comes_first()
    {
        LogIn();
        _ngx.Suffer(WireFaultKind.OutOfRange, "CDD", value: 77);
        _ngx.Ask("StartAcq 1,NOM\r\n");
        _ngx.Pass(1).Split('\n')[0].Split(',')[5].ShouldBe("77");
    }

    [Fact]
    public void An_event_comes_between_a_command_and_its_reply()
    {
        LogIn();
        _ngx.Ask("StartAcq 10,NOM\r\n");
        _ngx.Bench.Pass(1.2);
        _ngx.Ask("OpenValve 12\r\n").Split("\r\n").Select(l => l.Length > 10 ? l[..10] : l).ShouldBe(["#EVENT:ACQ", "E00", ""]);
        _ngx.Suffer(WireFaultKind.StrayEvent, count: 1);
        _ngx.Ask("GetValveStatus 12\r\n").ShouldBe("#EVENT:STATUS,OK#\r\nOPEN\r\n");
        _ngx.Suffer(WireFaultKind.Acknowledged, count: 1);
        _ngx.Ask("GetValveStatus 12\r\n").ShouldBe("E00\r\nOPEN\r\n");
        _ngx.Ask("StopAcq\r\n").ShouldBe("E00\r\n");
        _ngx.Pass(20).ShouldBe("");
    }

    [Fact]
    public void Busy_and_frozen_and_missing()
    {
        LogIn();
        _ngx.Suffer(WireFaultKind.Busy, "OPENVALVE", count: 2);
        _ngx.Ask("OpenValve 12\r\n").ShouldBe("E41\r\n");
        _ngx.Ask("OpenValve 12\r\n").ShouldBe("E41\r\n");
        _ngx.Truth("valve R").ShouldBe("closed");
        _ngx.Ask("OpenValve 12\r\n").ShouldBe("E00\r\n");
        _ngx.Suffer(WireFaultKind.MissingValue, count: 1);
        _ngx.Suffer(WireFaultKind.MissingEnd, count: 1);
        _ngx.Ask("StartAcq 2,NOM\r\n");
        _ngx.Pass(3).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split(',').Length).ShouldBe([10, 11]);
        _ngx.Ask("StartAcq 4,NOM\r\n");
        var first = _ngx.Pass(1);
        _ngx.Suffer(WireFaultKind.Frozen);
        _ngx.Pass(1).ShouldBe(first);
        _ngx.Suffer(WireFaultKind.NoData);
        _ngx.Pass(5).ShouldBe("");
    }

    private void LogIn()
    {
        _ngx.Connect();
        _ngx.Ask("Login lab,argon\r\n").ShouldBe("E00\r\n");
    }
}
