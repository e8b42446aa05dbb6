using LabActors.Actors.Operators;
using LabActors.Console.Commands;
using LabActors.Core.Labs;
using LabActors.Node.Operators;
using LabActors.Node.Security;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Console.Tests;

/// <summary><c>lab line</c> as a table, and without a node.</summary>
public sealed class LineCommandTests : IDisposable
{
    private const string Simulated = """
        version: 1
        name: Small
        sections: [{name: line}]
        volumes: [{name: bone, cm3: 50, section: line}, {name: turbo, cm3: 60, section: line}]
        valves:
          - {name: C, description: Bone to Turbo, joins: [bone, turbo], section: line}
        """;

    private readonly CommandRun _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public void Told_and_read_stand_beside_each_other_with_owner_instant_and_reason()
    {
        var lab = LabFile.Read(Simulated, "lab.yaml").Lab.ShouldNotBeNull();
        var at = new DateTimeOffset(2026, 3, 2, 17, 5, 0, TimeSpan.Zero);
        LineTable.Of(lab, [new ValveIs("", "C", "unknown", true, at, true, "closed", true, "Argus", at, "disabled by trip: vacuum")]).ShouldBe(
        [
            "valve  description    told    reads                                  owner  since (UTC)     why",
            "C      Bone to Turbo  closed  unknown (simulated)  disabled, locked  Argus  03-02 17:05:00  disabled by trip: vacuum",
            "perhaps joined, through valves of which it is not known how they stand: bone, turbo",
        ]);
    }

    [Fact]
    public async Task Without_a_node_nothing_is_moved_and_a_laboratory_without_devices_has_nothing_to_read()
    {
        await File.WriteAllTextAsync(Path.Combine(_commands.Demo.Lab, "lab.yaml"), Simulated);
        (await _commands.RunAsync(new FakeLaboratory(), "line")).ShouldBe(ExitCodes.Refused);
        _commands.Error.ShouldContain("there is nothing to speak to: expected 'devices' on 'ports', or a section 'simulation'");
        (await _commands.RunAsync(new FakeLaboratory(), "line", "open", "C")).ShouldBe(ExitCodes.Unavailable);
        _commands.Error.ShouldContain("no node runs on this computer, and only a node does 'open C': nothing was done");
        (await _commands.RunAsync(new FakeLaboratory(), "line", "preview", "C", "--lab", "nowhere")).ShouldBe(ExitCodes.Refused);
        (await _commands.RunAsync(new FakeLaboratory(), "line", "--data", "nowhere")).ShouldBe(ExitCodes.Unavailable);
        _commands.Error.ShouldContain("no node runs on nowhere");
    }

    [Theory]
    [InlineData("doctor", "--json")]
    [InlineData("device", "box")]
    [InlineData("line")]
    public async Task Of_a_laboratory_whose_node_runs_here_no_port_is_opened_and_of_another_the_node_is_let_alone(params string[] command)
    {
        var lab = Path.Combine(_commands.Demo.Root, "laboratory");
        Directory.CreateDirectory(lab);
        await File.WriteAllTextAsync(Path.Combine(lab, "lab.yaml"), Simulated.Replace("turbo], section: line}", "turbo], section: line, device: box, address: '301'}", StringComparison.Ordinal).Replace("valves:", """
            ports: [{name: cable, kind: serial, path: /dev/no-such-port}]
            devices: [{name: box, driver: agilent-34970a, port: cable}]
            valves:
            """, StringComparison.Ordinal));
        var data = Path.Combine(DemoFolder.Data(_commands.Demo), "monday");
        Directory.CreateDirectory(data);
        foreach (var name in (string[])["Small", "Large"])
        {
            new NodeAddress("north", "127.0.0.1", 1, Environment.ProcessId) { Laboratory = name, HasPorts = true }.Write(data);
            await _commands.RunAsync(new FakeLaboratory(), [.. command, "--lab", lab]);
            var told = _commands.Output + _commands.Error;
            var isAsked = told.Contains(OperatorToken.PathIn(data), StringComparison.Ordinal);
            (isAsked, told.Contains("no-such-port", StringComparison.Ordinal)).ShouldBe((true, name == "Large"), told);
        }
    }
}
