using LabActors.Actors.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Transports;
using LabActors.Node.Hardware;

namespace LabActors.Node.Tests.Hardware;

/// <summary>What a node tells of its ports and devices.</summary>
public sealed class NodeDoctorTests
{
    [Fact]
    public async Task A_port_that_is_lost_or_another_nodes_is_told_and_its_devices_are_left_alone()
    {
        var read = LabFile.Read(LineLaboratory.Text, "lab.yaml").Lab.ShouldNotBeNull() with { Nodes = [new NodeDefinition("north", "", 0, false, [], [], []), new NodeDefinition("south", "", 0, false, [], [], [])] };
        var links = new Dictionary<string, LinkState?> { ["relays"] = LinkState.Lost, ["arduino"] = LinkState.Untried, ["board"] = LinkState.Degraded, ["pyvalve"] = null };
        var asked = new List<string>();
        var doctor = new NodeDoctor(
            read,
            port => Task.FromResult(links[port.Name] is { } state ? new PortProtocol.LinkChanged(port.Name, port.Address, state, "no such file", default) : null),
            new DeviceExam(read, device => Gone(device.Name), _ => [], TimeProvider.System));

        var found = (await doctor.LookAsync(default)).Select(f => DoctorFinding.Of(f.Line).ShouldNotBeNull()).ToArray();
        found.Select(f => (f.Kind, f.Name, f.Health)).ShouldBe(
        [
            ("port", "relays", DoctorHealth.Bad), ("port", "arduino", DoctorHealth.Good), ("port", "board", DoctorHealth.Doubtful), ("port", "pyvalve", DoctorHealth.Doubtful),
            ("device", "relays", DoctorHealth.Bad), ("device", "arduino", DoctorHealth.Good), ("device", "board", DoctorHealth.Bad), ("device", "pyvalve", DoctorHealth.Bad),
        ]);
        found[0].Found.ShouldBe("/dev/ttyUSB0 19200 8N1: lost, and opened again by itself: no such file");
        found[4].Found.ShouldBe("agilent-34970a: not asked");
        asked.ShouldBe(["board", "pyvalve"], ignoreOrder: true);

        ILink Gone(string device)
        {
            lock (asked)
                asked.Add(device);
            throw new IOException("gone");
        }
    }

    [Fact]
    public void A_finding_is_one_line_whatever_the_device_says()
    {
        var found = new DoctorFinding("device", "box", DoctorHealth.Doubtful, "a\tb\r\nc", "look") { RoundTripMs = 12.3 };
        found.Line.ShouldBe("LOOK\tdevice\tbox\t12.3 ms\ta b  c\tlook");
        DoctorFinding.Of(found.Line).ShouldBe(found with { Found = "a b  c" });
        DoctorFinding.Of("no line").ShouldBeNull();
    }
}
