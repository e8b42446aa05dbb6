using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Node.Hardware;

namespace LabActors.Node.Tests.Hardware;

/// <summary>Which faults a node takes.</summary>
public sealed class FaultsCheckTests
{
    private static readonly LabDefinition Demo = LabFile.Read(File.ReadAllText(Path.Combine(SourceTree.DemoLab, "lab.yaml")), "lab.yaml").Lab!;

    private static readonly LabDefinition Wired = Demo with
    {
        Ports = [new PortDefinition("usb", PortKind.Serial) { Path = "/dev/ttyUSB0" }],
        Devices = [new DeviceDefinition("gauge box", "mks-937", "usb")],
    };

    [Fact]
    public void What_the_simulated_devices_can_have_is_taken()
    {
        HardwareCheck.Faults(Wired, WireUse.Memory, Plan("silent", "gauge box")).ShouldBeEmpty();
        HardwareCheck.Faults(Wired, WireUse.Memory, Plan("frozen", "gauge box")).ShouldHaveSingleItem().ToString().ShouldStartWith("faults.yaml:3: error: kind: found frozen, expected a fault that 'gauge box' can have");
    }

    [Fact]
    public void Nobody_breaks_real_devices_on_purpose()
    {
        HardwareCheck.Faults(Wired, WireUse.Ports, Plan("silent", "gauge box")).ShouldHaveSingleItem().Message.ShouldStartWith("the devices are on ports, and nobody breaks them on purpose");
        HardwareCheck.Faults(Wired, WireUse.Ports, FaultPlan.None).ShouldBeEmpty();
    }

    [Fact]
    public void A_laboratory_that_is_simulated_without_wires_has_tanks_all_the_same() =>
        HardwareCheck.Faults(Demo, WireUse.Ports, new FaultPlan("faults.yaml", [new PlannedFault(FaultKinds.Find(FaultKinds.SaggingTank)!) { Volume = Demo.Volumes[0].Name, Value = 0.5 }])).ShouldBeEmpty();

    private static FaultPlan Plan(string kind, string device) => new("faults.yaml", [new PlannedFault(FaultKinds.Find(kind)!) { Device = device, Line = 3 }]);
}
