using LabActors.Core.Importing;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Writing;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Importing;

public sealed class PychronImportTests
{
    private static readonly ImportedLab Imported = SmallSetup.Import();
    private static readonly LabDefinition Lab = SmallSetup.Read(Imported);

    [Fact]
    public void What_is_written_is_what_was_imported()
    {
        // Remarks are for people, and are not read.
        static string Plain(LabDefinition lab) => LabFileWriter.Write(lab, new LabRemarks());
        Plain(Lab).ShouldBe(Plain(Imported.Lab));
    }

    [Fact]
    public void Valves_come_with_their_addresses_interlocks_and_timing()
    {
        Valve("A").ShouldSatisfyAllConditions(
            v => (v.Device, v.Address, v.QueryState, v.Settling).ShouldBe(("switch_controller", "301", false, TimeSpan.FromSeconds(0.25))),
            v => (v.VolumeA, v.VolumeB, v.At).ShouldBe(("Bone", "Turbo", new DrawnAt(1, 5))));
        Valve("B").PositiveInterlocks.ShouldBe(["A"]);
        Valve("B").CheckDelay.ShouldBe(TimeSpan.FromSeconds(0.75));
        (Valve("C").StateDevice, Valve("C").StateAddress, Valve("C").StateInverted, Valve("C").Section).ShouldBe(("box", "3", true, "Argus"));
        (Valve("F").Interlocks[0], Valve("G").Interlocks[0]).ShouldBe(("G", "F"));
        (Valve("D").Kind, Valve("D").Address, Valve("D").OpenDelay).ShouldBe((ValveKind.Double, "306,307", TimeSpan.FromSeconds(2)));
        (Valve("H").Kind, Valve("H").Parent, Valve("H").ParentInverted, Valve("H").JoinsVolumes).ShouldBe((ValveKind.Switch, "A", true, false));
        (Valve("M").Kind, Valve("M").Description).ShouldBe((ValveKind.Manual, "Tank & hand"));
        Lab.Valves.Select(v => v.Name).ShouldBe(["A", "B", "C", "F", "G", "D", "H", "M", "X"]);
    }

    [Fact]
    public void A_valve_whose_actuator_nobody_knows_is_there_and_nothing_moves_it()
    {
        Valve("X").IsDriven.ShouldBeFalse();
        Found(ImportOutcome.LeftOut, "actuator of X").Told.ShouldContain("lost_controller");
        Imported.Text.ShouldContain("driven: false, address: '7'} # actuator lost_controller, address 7");
        Imported.LeftOut.ShouldBeTrue();
    }

    [Fact]
    public void Volumes_are_what_the_drawing_joins_without_a_valve_between()
    {
        Lab.Volumes.Select(v => v.Name).ShouldBe(["Bone", "Turbo", "MS", "Ion", "AirPipette", "Air", "CO2", "D-M tube", "beyond M"], ignoreOrder: true);
        Lab.FindVolume("Bone")!.CubicCentimetres.ShouldBe(120);
        Found(ImportOutcome.Taken, "volume Bone").Told.ShouldBe("120 cm3; joined with it without a valve: NP10, Bone IG");
        Found(ImportOutcome.Assumed, "volume Turbo").Told.ShouldContain("measure it");
        Lab.FindVolume("Ion")!.Section.ShouldBe("Argus");
        Lab.Pipettes.ShouldHaveSingleItem().ShouldBe(new PipetteDefinition("Air", "Air", "AirPipette", "G", "F"));
        Lab.Pumps.Select(p => (p.Name, p.Kind, p.Volume)).ShouldBe([("Turbo", PumpKind.Turbo, "Turbo"), ("Ion", PumpKind.Ion, "Ion")]);
        Lab.Getters.ShouldHaveSingleItem().Volume.ShouldBe("Bone");
    }

    [Fact]
    public void Devices_come_with_how_they_are_reached()
    {
        Lab.Devices.Select(d => (d.Name, d.Driver)).ShouldBe(
            [
                ("switch_controller", "agilent-34970a"), ("box", "proxr"), ("bone_gauges", "micro-ion"), ("spectrometer_microcontroller", "qtegra"),
                ("fusions_co2 laser_controller", "fusions"), ("fusions_co2 stage_controller", "esp301"),
            ],
            ignoreOrder: true);
        var agilent = Lab.FindDevice("switch_controller")!;
        (agilent.Timeout, agilent.Flag("invert")).ShouldBe((TimeSpan.FromSeconds(2), true));
        Port("switch_controller").Address.ShouldBe("COM3 19200 8N1");
        Port("bone_gauges").Address.ShouldBe("/dev/ttyUSB1 9600 7E1");
        Lab.FindDevice("bone_gauges")!.Poll.ShouldBe(TimeSpan.FromSeconds(0.5));
        Port("box").Address.ShouldBe("tcp 10.0.0.7:2101");
        Port("spectrometer_microcontroller").Address.ShouldBe("udp 10.0.0.9:1069");
        Found(ImportOutcome.LeftOut, "device fusions_co2/chiller").Told.ShouldContain("no driver for a ThermoRack; at COM6 9600 8N1");
        Found(ImportOutcome.NotNeeded, "device mini_gauges").Told.ShouldContain("Pychron does not start it");
        Imported.Text.ShouldContain("# not started by Pychron: {name: mini_gauges, driver: mks-937, port: COM8, address: '253'}");
    }

    [Fact]
    public void Gauges_flags_and_the_safe_state_are_there()
    {
        Lab.Gauges.Select(g => (g.Controller, g.Name, g.Volume, g.Device, g.Channel)).ShouldBe([("bone_gauges", "IG", "Bone", "bone_gauges", "IG"), ("bone_gauges", "CG1", "Bone", "bone_gauges", "CG1")]);
        Lab.Resources.Select(r => r.Name).ShouldBe(["BoneFlag", "PumpTimeFlag"]);
        Lab.SafeState.Close.ShouldBe(["B", "F", "G"]);
    }

    [Fact]
    public void The_spectrometer_comes_with_its_detectors_table_and_source()
    {
        var argus = Lab.Instruments.ShouldHaveSingleItem();
        (argus.Name, argus.Volume, argus.Inlet, argus.Outlet, argus.Device).ShouldBe(("Argus", "MS", "B", "C", "spectrometer_microcontroller"));
        (argus.AxialDetector, argus.AxialIsotope, argus.Equilibration).ShouldBe(("AX", "Ar39", TimeSpan.FromSeconds(15)));
        argus.Detectors.Select(d => (d.Name, d.Kind, d.RelativeMass, d.Gain, d.Deflection, d.ProtectionThresholdFa)).ShouldBe(
            [("H1", DetectorKind.Faraday, 1, 1, 0, null), ("AX", DetectorKind.Faraday, 0, 1, 0, null), ("CDD", DetectorKind.Cdd, -3, 0.9, 50, 100)]);
        argus.Detectors[0].IcFactor.ShouldBe(new Quantity(1.01, 0.002));
        (argus.Magnet.MassFunction, argus.Magnet.Table.Length, argus.Magnet.ProtectAboveDac).ShouldBe((MassFunction.Linear, 6, 0.1));
        argus.Magnet.ProtectedDetectors.ShouldBe(["CDD"]);
        argus.Source.Select(p => (p.Name, p.Value, p.Min, p.Max)).ShouldBe([("IonRepeller", 10, -50, 50), ("TrapCurrent", 200, 0, 400), ("CDDSupply", 600, 0, 3000)]);
    }

    [Fact]
    public void The_laser_comes_with_its_board_stage_motors_and_trays()
    {
        var laser = Lab.ExtractionDevices.ShouldHaveSingleItem();
        (laser.Name, laser.Kind, laser.Volume, laser.Device, laser.Stage).ShouldBe(("FusionsCO2", ExtractionDeviceKind.Laser, "CO2", "fusions_co2 laser_controller", "fusions_co2 stage_controller"));
        laser.Units.ShouldBe([new OutputUnitDefinition("percent", 80)]);
        laser.Motors.ShouldBe([new MotorDefinition("beam", 0, 6) { Device = "fusions_co2 laser_controller", Channel = "1" }]);
        laser.Trays.ShouldBe(["two", "lost"]);
        laser.FindTrayMap("two").ShouldNotBeNull().Positions.Length.ShouldBe(2);
        Imported.Files.Keys.ShouldBe(["scripts/extraction/prep.py", "spectrometer/mftable.csv", "tray_maps/two.txt"]);
    }

    [Fact]
    public void A_device_that_nothing_uses_is_a_comment()
    {
        var imported = SmallSetup.Import(("devices/bone_gauges.cfg", "[Communications]\ntype=serial\nport=/dev/ttyUSB1\n"));
        SmallSetup.Read(imported).FindDevice("bone_gauges").ShouldBeNull();
        foreach (var what in (string[])["gauges of bone_gauges", "device bone_gauges"])
            imported.Findings.ShouldContain(f => f.Outcome == ImportOutcome.LeftOut && f.What == what);
        imported.Text.ShouldContain("# unused: {name: bone_gauges, driver: micro-ion, port: /dev/ttyUSB1}");
    }

    [Fact]
    public void A_laboratory_of_which_all_is_known_can_be_rehearsed()
    {
        // Of X nobody says what it joins.
        Lab.Simulation.ShouldBeNull();
        var lab = SmallSetup.Read(SmallSetup.Import(("canvas2D/canvas.xml", SmallSetup.Canvas.Replace("<label>", "<connection><start>X</start><end>Bone</end></connection><label>", StringComparison.Ordinal))));
        lab.Simulation.ShouldNotBeNull().Instruments.ShouldHaveSingleItem().Instrument.ShouldBe("Argus");
    }

    [Fact]
    public void Every_file_is_told_of()
    {
        string[] told = [.. Imported.Findings.Select(f => f.File).Distinct()];
        foreach (var path in SmallSetup.Files.Keys.Where(p => p is not ("devices/fusions_co2/stage.cfg" or "devices/AgilentGPActuator.cfg")))
            told.ShouldContain(path);
        SmallSetup.Import(("devices/odd.xyz", "?")).Findings.ShouldContain(f => f.Outcome == ImportOutcome.LeftOut && f.File == "devices/odd.xyz");
    }

    [Theory]
    [InlineData("<description>Outer</description><interlock>G</interlock>", "<description>Outer</description><interlock>Q</interlock>", "interlock of F", 14, "no valve has the name")]
    [InlineData("<valve>G<address>305</address>", "<valve>F<address>305</address>", "valve F", 15, "a second 'F' (address '305'")]
    [InlineData("<switch>H<address>308</address>", "<switch>H<address>308</address><colour>red</colour>", "colour of H", 17, "the key 'colour' is not known")]
    [InlineData("<address>306,307</address>", "<address>306</address>", "address of D", 16, "expected two addresses")]
    [InlineData("<address>301</address>", "<address>9999</address>", "address of A", 6, "found '9999'")]
    [InlineData("<inner>G</inner>", "<inner>Z</inner>", "pipette Air", 20, "expected two different valves")]
    [InlineData("<settling_time>0.25", "<settling_time>soon", "settling_time of A", 8, "expected seconds")]
    [InlineData("<manual_valve>M<", "<gate>M<", "element gate", 18, "expected one of group, valve")]
    public void Scenario_38_what_is_wrong_with_the_valves_is_left_out_with_its_line(string right, string wrong, string what, int line, string message)
    {
        SmallSetup.Valves.ShouldContain(right);
        var text = SmallSetup.Valves.Replace(right, wrong, StringComparison.Ordinal);
        var imported = SmallSetup.Import(("extractionline/valves.xml", wrong.StartsWith("<gate", StringComparison.Ordinal) ? text.Replace("</manual_valve>", "</gate>", StringComparison.Ordinal) : text));
        var finding = imported.Findings.First(f => f.Outcome == ImportOutcome.LeftOut && f.What == what);
        (finding.File, finding.Line).ShouldBe(("extractionline/valves.xml", line));
        finding.Told.ShouldContain(message);
        SmallSetup.Read(imported);
    }

    [Fact]
    public void Scenario_38_valves_that_follow_each_other_in_a_circle_follow_nobody()
    {
        var imported = SmallSetup.Import(("extractionline/valves.xml", SmallSetup.Valves.Replace("<description>Bone to Turbo</description>", "<description>Bone to Turbo</description><parent>H</parent>", StringComparison.Ordinal)));
        imported.Findings.Where(f => f.Outcome == ImportOutcome.LeftOut && f.Told.Contains("a circle of valves", StringComparison.Ordinal)).Select(f => f.What).ShouldBe(["parent of A", "parent of H"]);
        SmallSetup.Read(imported).Valves.ShouldAllBe(v => v.Parent.Length == 0);
    }

    [Theory]
    [InlineData(".hidden/Air_G-F.json", """{"counts": 4211, "last_shot_time": "2024-03-02 11:12:13"}""", 4211, ImportOutcome.Taken, "4211 before LabActors counts, the last one 2024-03-02 11:12:13")]
    [InlineData(".hidden/Air_G-F.json", """{"counts": 7}""", 7, ImportOutcome.Taken, "7 before LabActors counts")]
    [InlineData(".hidden/Air_G-F.json", """{"counts": "many"}""", 0, ImportOutcome.LeftOut, """found '{"counts": "many"}', expected counts""")]
    [InlineData(".hidden/Air_G-F.json", "{\"counts\": 42", 0, ImportOutcome.LeftOut, "found '{\"counts\": 42', expected counts")]
    [InlineData(".hidden/pipette-G_F", null, 0, ImportOutcome.LeftOut, "a pickle of Python, which is not read")]
    [InlineData(".hidden/Other_G-F.json", """{"counts": 7}""", 0, ImportOutcome.Assumed, "found no .hidden/Air_G-F.json")]
    public void Hardware_11_shots_that_Pychron_counted_are_counted_on(string path, string? text, int shots, ImportOutcome outcome, string told)
    {
        var folder = SmallSetup.Folder();
        var imported = PychronImport.Run(folder with { Files = folder.Files.Add(new SetupFile(path, text)) }, new ImportSettings("Small"));
        imported.Findings.Where(f => f.What == "shots of Air").ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Outcome.ShouldBe(outcome), f => f.Told.ShouldContain(told));
        SmallSetup.Read(imported).Pipettes.ShouldHaveSingleItem().ShotsBefore.ShouldBe(shots);
    }

    [Fact]
    public void Valves_are_read_from_YAML_as_from_XML()
    {
        const string yaml = """
            - {name: A, address: 301, description: Bone to Turbo}
            - name: C
              kind: double_actuation_valve
              address: 306,307
              interlock: [A]
              state_device: {name: box, address: 3, inverted: true}
              parent: {name: A, inverted: true}
              inverted_logic: true
              settling_time: 0.5
            - {name: T, kind: manual_valve}
            """;
        var lab = SmallSetup.Read(SmallSetup.Import(("extractionline/valves.yaml", yaml)));
        var c = lab.FindValve("C")!;
        (c.Kind, c.StateDevice, c.StateAddress, c.StateInverted, c.Parent, c.ParentInverted, c.Inverted, c.Settling.TotalSeconds).ShouldBe((ValveKind.Double, "box", "3", true, "A", true, true, 0.5));
        c.Interlocks.ShouldBe(["A"]);
        lab.FindValve("T")!.Kind.ShouldBe(ValveKind.Manual);
    }

    [Fact]
    public void Without_a_drawing_the_valves_are_there_and_what_they_join_is_to_be_said()
    {
        var imported = SmallSetup.Import(("canvas2D/canvas.xml", null));
        var lab = SmallSetup.Read(imported);
        lab.Valves.Count(v => !v.JoinsVolumes).ShouldBe(7);
        lab.Pipettes.ShouldHaveSingleItem().ShouldBe(new PipetteDefinition("Air", "Air tank", "Air pipette", "G", "F"));
        imported.Findings.ShouldContain(f => f.Outcome == ImportOutcome.Assumed && f.What == "volumes of A");
        (lab.Instruments[0].Inlet, lab.Instruments[0].Outlet).ShouldBe(("Argus inlet", "C"));
    }

    [Fact]
    public void Of_two_that_stand_at_one_place_the_same_is_one_device_and_another_is_left_out()
    {
        var imported = SmallSetup.Import(
            ("devices/box.cfg", "[Communications]\ntype=serial\nport=COM3\nbaudrate=19200\n"),
            ("devices/spare.cfg", "[General]\ntype=AgilentGPActuator\n"),
            ("extractionline/valves.xml", SmallSetup.Valves.Replace("<address>7</address>", "<address>309</address>", StringComparison.Ordinal).Replace("lost_controller", "spare", StringComparison.Ordinal)));
        imported.Findings.ShouldContain(f => f.Outcome == ImportOutcome.LeftOut && f.What == "device box" && f.Told.Contains("share no bus", StringComparison.Ordinal));
        imported.Findings.ShouldContain(f => f.Outcome == ImportOutcome.Changed && f.What == "device spare" && f.Told.Contains("one device for both", StringComparison.Ordinal));
        SmallSetup.Read(imported).FindValve("X")!.Device.ShouldBe("switch_controller");
    }

    [Fact]
    public void At_another_Pychron_valves_go_by_their_names_and_their_addresses_stay_as_remarks()
    {
        var imported = SmallSetup.Import(
            ("devices/switch_controller.cfg", "[General]\ntype=PychronGPActuator\n"),
            ("devices/PychronGPActuator.cfg", "[Communications]\ntype=ethernet\nhost=10.0.0.2\nport=1061\n"));
        var lab = SmallSetup.Read(imported);
        (lab.FindValve("A")!.Address, lab.Ports.Single(p => p.Number == 1061).ConnectsEachTime).ShouldBe(("A", true));
        imported.Text.ShouldContain("# group bone; address 301 at the other Pychron");

        // The other Pychron moves both of its actuators.
        lab.FindValve("D")!.Kind.ShouldBe(ValveKind.Valve);
    }

    [Theory]
    [InlineData("extractionline/valves.xml", "<root><valve>A</root>", "extractionline/valves.xml:1:")]
    [InlineData("canvas2D/canvas.xml", "", "canvas2D/canvas.xml:")]
    public void What_is_not_XML_is_refused_with_its_place(string path, string text, string message) =>
        Should.Throw<ImportRefusedException>(() => SmallSetup.Import((path, text))).Message.ShouldStartWith(message);

    [Fact]
    public void The_report_tells_everything()
    {
        var report = ImportReport.Markdown(Imported, "/setup");
        foreach (var finding in Imported.Findings)
            report.ShouldContain($"| {finding.What} | {finding.Place} | {finding.Told.Replace("|", "\\|", StringComparison.Ordinal)} |");
        report.ShouldContain("9 valves and switches, 3 interlocks, 1 pipettes");
    }

    private static ValveDefinition Valve(string name) => Lab.FindValve(name).ShouldNotBeNull();

    private static PortDefinition Port(string device) => Lab.Ports.Single(p => p.Name == Lab.FindDevice(device)!.Port);

    private static ImportFinding Found(ImportOutcome outcome, string what) => Imported.Findings.Where(f => f.Outcome == outcome && f.What == what).ShouldHaveSingleItem();
}
