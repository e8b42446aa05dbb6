using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;
using LabActors.Simulator.Wire.Thermo;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>Qtegra's remote control server, by the transcripts of its protocol.</summary>
public sealed class QtegraServerTests
{
    private const double Scan = 1.048576;
    private readonly WireBench _argus = Argus(PortKind.Udp);

    [Fact]
    public void Silent_before_the_first_scan_and_the_same_scan_until_the_next()
    {
        _argus.Ask("GetData\r").ShouldBe("");
        _argus.Pass(Scan);
        var first = _argus.Ask("GetData\r");
        first.Split(',').Where((_, i) => i % 2 == 0).ShouldBe(["H2", "H1", "AX", "L1", "L2", "CDD"]);
        _argus.Pass(0.5);
        _argus.Ask("GetData").ShouldBe(first);
        _argus.Pass(0.6);
        _argus.Ask("GetData").ShouldNotBe(first);
    }

    [Fact]
    public void Without_tags_only_values()
    {
        var argus = Argus(PortKind.Udp, ("data_format", "values"));
        argus.Ask("GetIntegrationTime").ShouldBe("1.048576");
        argus.Pass(2);
        argus.Ask("GetData").Split(',').Length.ShouldBe(6);
        argus.Ask("GetData").Split(',').ShouldAllBe(v => double.IsFinite(double.Parse(v, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Integration_times_are_the_nearest_legal_ones()
    {
        _argus.Ask("SetIntegrationTime 8.4").ShouldBe("OK");
        _argus.Ask("GetIntegrationTime").ShouldBe("8.388608");
        _argus.Pass(8);
        _argus.Ask("GetData").ShouldBe("");
    }

    [Theory]
    [InlineData("SetIntegrationTime")]
    [InlineData("SetMagnetDAC five")]
    [InlineData("GetDeflection")]
    [InlineData("SetDeflection H1")]
    [InlineData("BlankBeam maybe")]
    [InlineData("Open")]
    public void Bad_arguments_are_an_exception_in_it(string request)
    {
        _argus.Ask(request).ShouldBe("");
        _argus.Ask("GetIntegrationTime").ShouldBe("1.048576");
        var tcp = Argus(PortKind.Tcp);
        tcp.Ask("GetIntegrationTime").ShouldBe("1.048576");
        tcp.Ended.ShouldBeTrue();
        tcp.Ask(request).ShouldBe("");
        tcp.Ended.ShouldBeFalse();
        tcp.Ask("GetIntegrationTime").ShouldBe("");
        tcp.Instrument.LosePower(tcp.Now);
        tcp.Ask("GetIntegrationTime").ShouldBe("1.048576");
    }

    [Theory]
    [InlineData("getdata", "Error: Invalid Command")]
    [InlineData("Reset", "Error: Invalid Command")]
    [InlineData("GetParameter Kettle", "Error: Invalid Command")]
    [InlineData("SetParameter Kettle,1", "Error: could not set Kettle to 1")]
    [InlineData("Open Valve Kettle Set", "Error: could not set Valve Kettle Set to 1")]
    [InlineData("SetMagnetDAC 11", "Error: could not set Field Set to 11")]
    [InlineData("SetTuningSettings Kettle", "Error: could not set tuning settings Kettle")]
    [InlineData("GetValveState Kettle", "Error")]
    [InlineData("SetYSymmetry 3", "Error: Invalid Command")]
    public void What_it_cannot_is_told(string request, string answer) => _argus.Ask(request).ShouldBe(answer);

    [Fact]
    public void Its_commands_names_units_and_scans_are_those_of_the_installation()
    {
        var edited = Argus(
            PortKind.Tcp,
            ("data_format", "triples"), ("open", "OpenValve {name}"), ("detectors", "CDD = IC0"), ("parameters", "TrapCurrent = Trap"), ("faraday_units", "V"), ("open_word", "Opened"));
        edited.Ask("OpenValve Valve Inlet Set").ShouldBe("OK");
        edited.Ask("GetValveState Valve Inlet Set").ShouldBe("Opened");
        edited.Ask("SetParameter Trap,150").ShouldBe("OK");
        edited.Truth("source TrapCurrent").ShouldBe("150");
        edited.Ask("GetDeflection IC0").ShouldBe("0");
        edited.Ask("GetDeflection CDD").ShouldBe("");
        edited.Instrument.LosePower(edited.Now);
        edited.Pass(2);
        var scan = edited.Ask("GetData").Split(',');
        scan.Where((_, i) => i % 3 == 0).ShouldBe(["H2", "H1", "AX", "L1", "L2", "IC0"]);
        scan[7].ShouldBe("38.9643");
        Math.Abs(double.Parse(scan[5], CultureInfo.InvariantCulture)).ShouldBeLessThan(1);
    }

    [Fact]
    public void Valves_are_parameters_with_blanks_in_their_names()
    {
        _argus.Ask("GetValveState Valve Inlet Set").ShouldBe("False");
        _argus.Ask("Open Valve Inlet Set\r").ShouldBe("OK");
        _argus.Bench.Line.IsOpen("R").ShouldBeTrue();
        _argus.Ask("GetValveState Valve Inlet Set").ShouldBe("True");
        _argus.Ask("GetParameter Valve Inlet Set").ShouldBe("1");
        _argus.Ask("Close Valve Inlet Set").ShouldBe("OK");
        _argus.Truth("valve R").ShouldBe("closed");
    }

    [Fact]
    public void The_high_voltage_is_read_in_kilovolts_and_set_in_volts()
    {
        _argus.Ask("GetHighVoltage").ShouldBe("4500");
        _argus.Ask("GetHV").ShouldBe("4.5");
        _argus.Ask("SetHV 4400").ShouldBe("OK");
        _argus.Ask("GetParameter Acceleration Reference Set").ShouldBe("4.4");
        _argus.Truth("source HighVoltage").ShouldBe("4400");
        _argus.Ask("GetParameter Trap Current Set").ShouldBe("200");
    }

    [Fact]
    public void A_far_move_of_the_magnet_goes_on_behind_the_answer()
    {
        var from = _argus.Bench.Argus.ReadMagnet();
        _argus.Ask("SetMagnetDAC 5.0").ShouldBe("OK");
        _argus.Ask("GetMagnetMoving").ShouldBe("True");
        _argus.Pass(1);
        _argus.Bench.Argus.ReadMagnet().ShouldBe((from + 5) / 2, 1e-9);
        _argus.Pass(1);
        _argus.Ask("GetMagnetMoving").ShouldBe("False");
        _argus.Ask("GetMagnetDAC").ShouldBe("5");
        _argus.Ask("SetMagnetDAC 5.1").ShouldBe("OK");
        _argus.Ask("GetMagnetMoving").ShouldBe("False");
    }

    [Fact]
    public void A_scan_during_which_the_magnet_moved_has_something_of_both()
    {
        var argus = new WireBench(Lab(PortKind.Udp) with { Simulation = Bench.Quiet.Simulation }, WireLab.Name);
        argus.Bench.Open("XWRE");
        argus.Bench.Pass(3600);
        argus.Ask("GetIntegrationTime");
        argus.Pass(Scan * 4);
        var before = Intensity(argus.Ask("GetData"), "H1");
        argus.Pass(Scan / 2);
        argus.Ask("SetMagnetDAC 5.75").ShouldBe("OK");
        argus.Pass(Scan / 2);
        Intensity(argus.Ask("GetData"), "H1").ShouldBe(before / 2, before / 100);
        argus.Pass(Scan);
        Intensity(argus.Ask("GetData"), "H1").ShouldBeLessThan(before / 100);
    }

    [Fact]
    public void Blanking_remembers_the_symmetry_and_protecting_the_deflection()
    {
        _argus.Ask("BlankBeam true").ShouldBe("OK");
        _argus.Ask("BlankBeam true").ShouldBe("OK");
        _argus.Ask("GetParameter Y-Symmetry Set").ShouldBe("-50");
        _argus.Ask("BlankBeam false").ShouldBe("OK");
        _argus.Ask("GetParameter Y-Symmetry Set").ShouldBe("50");
        _argus.Ask("SetDeflection CDD,12.5").ShouldBe("OK");
        _argus.Ask("ProtectDetector CDD,On").ShouldBe("OK");
        _argus.Ask("GetDeflection CDD").ShouldBe("2000");
        _argus.Ask("ProtectDetector CDD,Off").ShouldBe("OK");
        _argus.Ask("GetDeflections CDD,H1").ShouldBe("12.5,0");
        _argus.Ask("SetDeflection CDD,3251").ShouldBe("Error: could not set Deflection CDD Set to 3251");
    }

    [Fact]
    public void Counters_are_switched_off_by_a_mass()
    {
        _argus.Ask("GetIntegrationTime");
        _argus.Pass(2);
        _argus.Ask("SetMass 38.9643").ShouldBe("OK");
        _argus.Ask("GetData").ShouldNotContain("CDD");
        _argus.Ask("ActivateIonCounter CDD").ShouldBe("OK");
        _argus.Ask("GetData").ShouldContain("CDD");
    }

    [Fact]
    public void Frozen_missing_foreign_and_impossible_data()
    {
        _argus.Ask("GetIntegrationTime");
        _argus.Pass(2);
        var scan = _argus.Ask("GetData");
        _argus.Suffer(WireFaultKind.Frozen);
        _argus.Pass(10);
        _argus.Ask("GetData").ShouldBe(scan);
        _argus.Instrument.Recover(WireFaultKind.Frozen);
        _argus.Suffer(WireFaultKind.OutOfRange, "AX", value: 1e30, count: 1);
        Intensity(_argus.Ask("GetData"), "AX").ShouldBe(1e30);
        _argus.Suffer(WireFaultKind.DecimalComma);
        _argus.Ask("GetIntegrationTime").ShouldBe("1,048576");
        _argus.Suffer(WireFaultKind.NoData);
        _argus.Ask("GetData").ShouldBe("");
    }

    [Fact]
    public void Cup_configurations()
    {
        _argus.Ask("GetCupConfigurationList").ShouldBe("Argon");
        _argus.Ask("GetActiveSubCupConfiguration").ShouldBe("Default");
        _argus.Ask("ActivateCupConfiguration Argon Default").ShouldBe("OK");
        _argus.Ask("GetSubCupParameters").ShouldStartWith("Deflection H2 Set,0;");
    }

    private static WireBench Argus(PortKind port, params (string Key, string Value)[] settings) => new(Lab(port, settings), WireLab.Name);

    private static LabDefinition Lab(PortKind port, params (string Key, string Value)[] settings) =>
        WireLab.Of("qtegra", port, "", settings).WithInstrument().WithValves(("R", "Valve Inlet Set"), ("O", "Valve Ion Pump Set"));

    private static double Intensity(string scan, string detector)
    {
        var words = scan.Split(',');
        return double.Parse(words[Array.IndexOf(words, detector) + 1], CultureInfo.InvariantCulture);
    }
}
