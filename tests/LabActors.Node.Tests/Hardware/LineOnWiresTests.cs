using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Node.Tests.Hardware;

/// <summary>Acceptance scenarios of the extraction line: a node as it is, over pseudo-terminals and sockets of this computer.</summary>
public sealed class LineOnWiresTests
{
    [Fact]
    public async Task Hardware_01_a_valve_opens_is_read_back_and_a_second_close_changes_nothing()
    {
        await using var wired = await WiredNode.StartAsync(WiredLaboratory.With());
        (await wired.Line<Actuated>(new Actuate("1", "C", "", true, "anna", "test"))).Changed.ShouldBeTrue();
        wired.Instruments.Truth("switch_controller", "valve C").ShouldBe("open");
        (await wired.Line<Actuated>(new Actuate("2", "C", "", false, "anna", "test"))).Changed.ShouldBeTrue();
        (await wired.Line<Actuated>(new Actuate("3", "C", "", false, "anna", "test"))).Changed.ShouldBeFalse();
        wired.Instruments.Truth("switch_controller", "valve C").ShouldBe("closed");
        await wired.RestartAsync();
        (await wired.Line<ValveIs>(new GetValve("g", "C", ""))).State.ShouldBe("closed");
    }
}
