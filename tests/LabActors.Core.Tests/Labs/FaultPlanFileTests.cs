using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;

namespace LabActors.Core.Tests.Labs;

public sealed class FaultPlanFileTests
{
    private static readonly LabDefinition Demo = DemoLab.Read();

    private static readonly LabDefinition Lab = Demo with
    {
        Ports = [new PortDefinition("usb", PortKind.Serial), new PortDefinition("qtegra", PortKind.Udp)],
        Devices = [new DeviceDefinition("switch_controller", "agilent-34970a", "usb"), new DeviceDefinition("argus", "qtegra", "qtegra")],
        Valves = [.. Demo.Valves.Select((v, i) => i == 0 ? v with { Name = "C", Device = "switch_controller", Address = "301,302" } : v)],
    };

    [Fact]
    public void Faults_are_read_with_when_what_and_how_long()
    {
        const string Text =
            """
            faults:
              - {at_s: 90, device: switch_controller, kind: stuck-valve, part: C, for_s: 300}
              - {at_s: 3600, port: qtegra, kind: link-down, for_s: 30.5}
              - {name: late once, device: argus, kind: late, seconds: 2, request: GetData, count: 1}
              - {at_s: 0, kind: sagging-tank, volume: bone, value: 0.5}
            """;

        var (plan, problems) = FaultPlanFile.Read(Text, "faults.yaml", Lab);

        problems.ShouldBeEmpty();
        plan.ShouldNotBeNull();
        plan.Faults.Select(f => (f.At?.TotalSeconds, f.ToString(), f.Line)).ShouldBe(
        [
            (90, "switch_controller stuck-valve part=C for_s=300", 2),
            (3600, "port qtegra link-down for_s=30.5", 3),
            (null, "argus late seconds=2 request=GetData count=1", 4),
            (0, "bone sagging-tank value=0.5", 5),
        ]);
        plan.Find("late once").ShouldBe(plan.Faults[2]);
        plan.Find("").ShouldBeNull();
    }

    [Fact]
    public void A_valve_is_found_by_its_name_and_by_each_address_of_its_coils()
    {
        foreach (var part in (string[])["C", "301", "302"])
            One($$"""{device: switch_controller, kind: slow-valve, part: '{{part}}', seconds: 5}""").Problem.ShouldBe("");
        One("{device: switch_controller, kind: slow-valve, part: D, seconds: 5}").Problem.ShouldBe("part: found 'D', expected a valve of 'switch_controller': C");
        One("{device: argus, kind: slow-valve, part: D, seconds: 5}").Problem.ShouldBe("part: found 'D', expected a valve of 'argus': it has none");
    }

    [Theory]
    [InlineData("{device: argus, kind: frozn}", "kind: found 'frozn', expected one of link-down, silent, late,")]
    [InlineData("{device: argos, kind: frozen}", "device: found 'argos', expected a device: switch_controller, argus")]
    [InlineData("{kind: frozen}", "device: missing key 'device', expected a device: switch_controller, argus")]
    [InlineData("{device: argus, kind: late}", "kind: missing key 'seconds', expected with late: by how many")]
    [InlineData("{device: argus, kind: frozen, seconds: 3}", "seconds: unknown key 'seconds', expected kind, ")]
    [InlineData("{device: argus, kind: frozen, at_s: 3}", "at_s: unknown key 'at_s'")]
    [InlineData("{port: qtegra, kind: frozen}", "device: missing key 'device'")]
    [InlineData("{port: qtegra, device: argus, kind: silent}", "port: found a device and a port, expected one of them")]
    [InlineData("{device: argus, kind: silent, count: 0}", "count: found '0', expected a number from 1 to 1000000")]
    [InlineData("{volume: bone, kind: sagging-tank, value: 1.5}", "value: found '1.5', expected a number from 0 to 1")]
    [InlineData("{volume: bone, kind: sagging-tank, value: 0.5, for_s: 5}", "for_s: unknown key 'for_s'")]
    [InlineData("[]", "found no mapping, or more than one document, expected a mapping such as")]
    [InlineData("{", "this is not YAML")]
    public void What_is_wrong_with_one_is_said(string text, string problem) => One(text).Problem.ShouldStartWith(problem);

    [Fact]
    public void Every_problem_of_a_file_is_told_with_its_line()
    {
        const string Text =
            """
            faults:
              - {device: argus, kind: frozen}
              - {at_s: -1, device: argus, kind: what}
              - {at_s: soon, device: argus, kind: no-data, name: a}
              - {at_s: 1, device: argus, kind: no-data, name: a}
            fault: []
            """;

        var (plan, problems) = FaultPlanFile.Read(Text, "faults.yaml", Lab);

        plan.ShouldBeNull();
        problems.Select(p => $"{p.Line} {p.Field}: {p.Message}".Split(", expected")[0]).ShouldBe(
        [
            "2 faults[0].kind: found neither at_s nor name",
            "3 faults[1].kind: found 'what'",
            "4 faults[2].at_s: found 'soon'",
            "5 faults[3].name: a second fault 'a'",
            "6 fault: unknown key 'fault'",
        ]);
        FaultPlanFile.Read("", "faults.yaml", Lab).Problems.ShouldHaveSingleItem().Message.ShouldBe("found nothing, expected faults: and a list");
        FaultPlanFile.Read("fault: []", "faults.yaml", Lab).Problems[0].Message.ShouldBe("missing key 'faults', expected a list of faults, or []");
    }

    [Fact]
    public void Every_kind_has_a_name_of_its_own_and_needs_only_what_it_takes()
    {
        FaultKinds.All.Select(k => k.Name).ShouldBeUnique();
        foreach (var kind in FaultKinds.All)
            kind.Required.ShouldBeSubsetOf(kind.Keys);
    }

    private static (PlannedFault? Fault, string Problem) One(string text)
    {
        var (fault, problems) = FaultPlanFile.ReadOne(text, Lab);
        (fault is null).ShouldBe(problems.Length > 0);
        return (fault, problems.IsEmpty ? "" : $"{(problems[0].Field.Length > 0 ? $"{problems[0].Field}: " : "")}{problems[0].Message}");
    }
}
