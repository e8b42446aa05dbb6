using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

/// <summary>The <c>nodes</c> of a laboratory: everything has one owner, and each mistake one message with its line.</summary>
public sealed class LabNodesTests
{
    private const string Nodes = """

        nodes:
          - {name: line, host: 10.0.0.5, sections: [bone, minibone], devices: [room sensor, pneumatic gauge, APIS], voter: true}
          - {name: argus, host: argus.lab, port: 4050, instruments: [Argus], sections: [spectrometer]}
          - {name: office, host: 10.0.0.7}
        """;

    [Fact]
    public void A_laboratory_without_nodes_has_one_that_owns_all()
    {
        var lab = DemoLab.Read();
        lab.Nodes.ShouldBeEmpty();
        (lab.NodeOfInstrument("Argus"), lab.NodeOfSection("bone"), lab.NodeOfDevice("APIS")).ShouldBe((null, null, null));
    }

    [Fact]
    public void Each_instrument_section_and_device_has_its_node()
    {
        var read = LabFile.Read(DemoLab.Text + Nodes, "lab.yaml");
        read.Problems.ShouldBeEmpty();
        var lab = read.Lab.ShouldNotBeNull();
        lab.Nodes.Select(n => (n.Name, n.Host, n.Port, n.Voter)).ShouldBe(
            [("line", "10.0.0.5", NodeDefinition.DefaultPort, true), ("argus", "argus.lab", 4050, false), ("office", "10.0.0.7", NodeDefinition.DefaultPort, false)]);
        lab.NodeOfInstrument("Argus")!.Name.ShouldBe("argus");
        lab.Sections.Select(s => lab.NodeOfSection(s.Name)!.Name).ShouldBe(["line", "line", "argus"]);

        // What no node names belongs to the node on whose section it stands.
        lab.FindNode("line")!.Devices.ShouldBe(
            ["Fusions CO2", "NMGRL Furnace", "APIS", "Cold Finger", "bone_micro_ion_controller", "microbone_micro_ion_controller", "room sensor", "pneumatic gauge"], ignoreOrder: true);
        lab.FindNode("argus")!.Devices.ShouldBe(["spectrometer_gauge"]);
        lab.FindNode("cellar").ShouldBeNull();
    }

    [Theory]
    [InlineData("instruments: [Argus], ", "", "the instrument 'Argus' belongs to no node, expected it in 'instruments' of one")]
    [InlineData("[bone, minibone]", "[bone, minibone, spectrometer]", "the section 'spectrometer' belongs to 'line' already, expected each section at one node")]
    [InlineData("host: 10.0.0.7", "host: 10.0.0.7, devices: [APIS]", "the device 'APIS' belongs to 'line' already, expected each device at one node")]
    [InlineData("host: 10.0.0.7", "host: 10.0.0.7, instruments: [Argus]", "the instrument 'Argus' belongs to 'argus' already, expected each instrument at one node")]
    [InlineData("room sensor, ", "", "the device 'room sensor' belongs to no node and stands on no section, expected it in 'devices' of one")]
    [InlineData("instruments: [Argus]", "instruments: [Helix]", "the instrument 'Argus' belongs to no node", "found 'Helix', expected an instrument: Argus")]
    [InlineData(", sections: [spectrometer]", "", "the section 'spectrometer' belongs to no node, expected it in 'sections' of one")]
    [InlineData("devices: [room sensor", "devices: [sauna, room sensor", "found 'sauna', expected a device: Fusions CO2, NMGRL Furnace, APIS")]
    [InlineData("name: office", "name: argus", "a second node 'argus', expected each node once")]
    [InlineData("name: office", "name: the office", "found 'the office', expected a name of up to 64 letters")]
    [InlineData("host: 10.0.0.7", "host: 10.0.0.5", "a second node at 10.0.0.5:4040, expected an address of its own for each node")]
    [InlineData("host: 10.0.0.7", "host: 'a b'", "found 'a b', expected a host name or an address")]
    [InlineData("port: 4050", "port: 99999", "found '99999', expected a number from 1 to 65535")]
    [InlineData("port: 4050", "colour: red", "unknown key 'colour', expected name, host, port, voter, instruments, sections, devices")]
    [InlineData(", voter: true", "", "found no voter, expected 'voter: true' at one or three nodes")]
    public void A_mistake_is_told_with_its_line(string right, string wrong, params string[] messages)
    {
        Nodes.ShouldContain(right);
        var read = LabFile.Read(DemoLab.Text + Nodes.Replace(right, wrong, StringComparison.Ordinal), "lab.yaml");
        read.Lab.ShouldBeNull();
        read.Problems.Length.ShouldBe(messages.Length);
        foreach (var (problem, message) in read.Problems.Zip(messages))
        {
            problem.Message.ShouldStartWith(message);
            problem.Line.ShouldBeGreaterThan(DemoLab.Text.Count(c => c == '\n'));
        }
    }

    [Theory]
    [InlineData("line", null, "line", "")]
    [InlineData(null, "Argus", "argus", "")]
    [InlineData("argus", "Argus", "argus", "")]
    [InlineData("line", "Argus", null, "Argus belongs to the node 'argus', and this is 'line'")]
    [InlineData("cellar", null, null, "found 'cellar', expected a node of lab.yaml: line, argus, office")]
    [InlineData(null, null, null, "found no name, expected a node of lab.yaml: line, argus, office")]
    public void A_process_is_the_node_that_it_is_told_to_be_or_the_one_whose_queue_it_runs(string? asked, string? instrument, string? node, string problem)
    {
        var (chosen, wrong) = NodeChoice.Of(LabFile.Read(DemoLab.Text + Nodes, "lab.yaml").Lab!, asked, instrument);
        (chosen?.Name, wrong).ShouldBe((node, problem));
    }

    [Fact]
    public void The_node_of_a_laboratory_that_names_none_has_no_name_and_the_only_one_needs_none()
    {
        NodeChoice.Of(DemoLab.Read(), null, "Argus").ShouldBe((null, ""));
        NodeChoice.Of(DemoLab.Read(), "line", null).Problem.ShouldBe("found 'line', and lab.yaml has no 'nodes': one node has everything, and the name is left out");
        var only = DemoLab.Text + "\nnodes: [{name: all, host: here, instruments: [Argus], sections: [bone, minibone, spectrometer], devices: [room sensor, pneumatic gauge]}]";
        NodeChoice.Of(LabFile.Read(only, "lab.yaml").Lab!, null, null).Node!.Name.ShouldBe("all");
    }

    [Fact]
    public void Valves_that_are_interlocked_are_operated_by_one_node()
    {
        var text = DemoLab.Text.Replace("interlocks: [W], settling_s", "interlocks: [W, R], settling_s", StringComparison.Ordinal) + Nodes;
        LabFile.Read(text, "lab.yaml").Problems.ShouldHaveSingleItem().Message.ShouldBe(
            "the valve X of 'line' is interlocked with R of 'argus', expected the sections minibone and spectrometer at one node");
    }

    [Fact]
    public void Both_valves_of_a_pipette_are_operated_by_one_node()
    {
        var text = DemoLab.Text.Replace("section: minibone, interlocks: [X]", "section: spectrometer", StringComparison.Ordinal).Replace(", interlocks: [W]", "", StringComparison.Ordinal) + Nodes;
        LabFile.Read(text, "lab.yaml").Problems.ShouldHaveSingleItem().Message.ShouldBe(
            "the pipette 'Air' has its valve X at 'line' and W at 'argus', expected the sections minibone and spectrometer at one node");
    }

    [Fact]
    public void A_controller_whose_gauges_stand_on_two_nodes_must_be_named()
    {
        var text = DemoLab.Text.Replace("name: CG1, volume: turbo-manifold", "name: CG1, volume: ion-pump", StringComparison.Ordinal);
        LabFile.Read(text + Nodes, "lab.yaml").Problems.ShouldHaveSingleItem().Message.ShouldBe(
            "the device 'bone_micro_ion_controller' stands on sections of line and argus, expected it in 'devices' of one");
        LabFile.Read(text + Nodes.Replace("[room", "[bone_micro_ion_controller, room", StringComparison.Ordinal), "lab.yaml").Problems.ShouldBeEmpty();
    }

    [Fact]
    public void An_even_number_of_voters_is_warned_of()
    {
        var read = LabFile.Read(DemoLab.Text + Nodes.Replace("host: 10.0.0.7", "host: 10.0.0.7, voter: true", StringComparison.Ordinal), "lab.yaml");
        read.Lab.ShouldNotBeNull().Nodes.Count(n => n.Voter).ShouldBe(2);
        var warning = read.Problems.ShouldHaveSingleItem();
        warning.IsError.ShouldBeFalse();
        warning.Message.ShouldBe("found 2 voters, expected an odd number of them: a laboratory that is divided in halves has no majority");
    }

    [Fact]
    public void What_is_on_cables_has_its_node_and_a_serial_cable_goes_to_one()
    {
        var path = Path.Combine(SourceTree.Root, "examples", "wired-lab", "lab.yaml");
        var text = File.ReadAllText(path) + """

            nodes:
              - {name: line, host: 10.0.0.5, sections: [bone], devices: [turbo_gauges, turbo], voter: true}
              - {name: argus, host: argus.lab, instruments: [Argus], sections: [spectrometer], devices: [spectrometer_gauge]}
            """;
        var read = LabFile.Read(text, path);
        read.Problems.ShouldBeEmpty();
        read.Lab!.NodeOfDevice("turbo")!.Name.ShouldBe("line");
        new NodeHardware(read.Lab, "line").Own.Pumps.Select(p => p.Device).ShouldContain("turbo");
        new NodeHardware(read.Lab, "argus").Own.Pumps.Select(p => p.Device).ShouldNotContain("turbo");

        LabFile.Read(text.Replace("devices: [turbo_gauges, turbo]", "devices: [turbo]").Replace("[spectrometer_gauge]", "[spectrometer_gauge, turbo_gauges]"), path).Problems.Single().Message
            .ShouldContain("the serial port 'gauge bus' has what belongs to argus and line, expected valves and devices of one node on it");
    }
}
