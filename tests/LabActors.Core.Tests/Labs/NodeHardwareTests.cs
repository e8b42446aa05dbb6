using LabActors.Core.Cluster;
using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

/// <summary>What of a laboratory is a node's own.</summary>
public sealed class NodeHardwareTests
{
    private const string Nodes = """

        nodes:
          - {name: line, host: 10.0.0.5, sections: [bone, minibone], devices: [room sensor, pneumatic gauge, APIS], voter: true}
          - {name: argus, host: argus.lab, port: 4050, instruments: [Argus], sections: [spectrometer]}
        """;

    private static LabDefinition Lab => LabFile.Read(DemoLab.Text + Nodes, "lab.yaml").Lab!;

    [Fact]
    public void One_node_and_a_node_that_the_laboratory_does_not_name_have_all()
    {
        var lab = DemoLab.Read();
        foreach (var hardware in new[] { new NodeHardware(lab, "node"), new NodeHardware(Lab, "visitor") })
        {
            hardware.HasAll.ShouldBeTrue();
            hardware.Own.ShouldBeSameAs(hardware.Lab);
            hardware.Lab.Valves.ShouldAllBe(v => hardware.OwnerOf(v) == hardware.Node);
        }
    }

    [Fact]
    public void Each_of_several_has_its_part_and_nothing_is_nobodys_or_twos()
    {
        var (line, argus) = (new NodeHardware(Lab, "line"), new NodeHardware(Lab, "argus"));

        line.Own.Instruments.ShouldBeEmpty();
        argus.Own.Instruments.Select(i => i.Name).ShouldBe(["Argus"]);
        argus.Own.Valves.Select(v => v.Name).ShouldBe(["R", "O"]);
        line.Own.Valves.Concat(argus.Own.Valves).Select(v => v.Name).ShouldBe(Lab.Valves.Select(v => v.Name), ignoreOrder: true);
        line.Own.Pipettes.Length.ShouldBe(2);
        argus.Own.Gauges.Select(g => g.Controller).ShouldBe(["spectrometer_gauge"]);
        (line.Own.ExtractionDevices.Length, argus.Own.ExtractionDevices.Length).ShouldBe((3, 0));
        (line.Own.Environment.Length, argus.Own.Environment.Length).ShouldBe((3, 0));

        // Each makes safe its own valves; the script belongs to whoever closes the first, which is R.
        argus.Own.SafeState.Close.ShouldBe(["R"]);
        line.Own.SafeState.Close.ShouldBe(["W", "X", "Y", "Z", "A", "B", "E"]);
        (line.Own.SafeState.Script, argus.Own.SafeState.Script).ShouldBe(("", "make_safe"));
    }

    [Fact]
    public void What_one_node_uses_and_another_operates_is_shared_and_its_owner_is_known()
    {
        var shared = SharedThings.Of(Lab, "argus");
        shared.Resources.ShouldBe(["line:bone", "line:minibone", "device:Fusions CO2", "device:NMGRL Furnace", "device:APIS"], ignoreOrder: true);
        SharedThings.Of(Lab, "line").Resources.ShouldBe(shared.Resources, ignoreOrder: true);
        var hardware = new NodeHardware(Lab, "argus");
        shared.Resources.ShouldAllBe(resource => hardware.OwnerOfResource(resource) == "line");
        (hardware.OwnerOfResource("line:spectrometer"), hardware.OwnerOfResource("ms:Argus")).ShouldBe(("argus", "argus"));
    }
}
