namespace LabActors.Console.Tests;

/// <summary><c>lab simulate</c>: what it refuses.</summary>
public sealed class SimulateCommandTests : IDisposable
{
    private readonly CommandRun _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task Real_ports_have_no_virtual_time()
    {
        (await _commands.RunAsync(new FakeLaboratory(), "simulate", "--time", "virtual")).ShouldBe(64);
        _commands.Error.ShouldBe("lab simulate: --time: found virtual, expected real or xN: programs at real ports wait for answers in real time (lab simulate --help)\n");
    }

    [Fact]
    public async Task A_laboratory_without_devices_has_nothing_to_serve()
    {
        Directory.CreateDirectory(Path.Combine(_commands.Demo.Lab, "metadata"));
        File.Copy(Path.Combine(SourceTree.DemoLab, "lab.yaml"), Path.Combine(_commands.Demo.Lab, "lab.yaml"), overwrite: true);

        (await _commands.RunAsync(new FakeLaboratory(), "simulate")).ShouldBe(1);
        _commands.Error.ShouldContain("lab.yaml: error: devices: missing key 'devices', expected the devices that are to be simulated");
        Directory.Exists(Path.Combine(_commands.Demo.Root, "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task Faults_and_truth_are_typed_and_quit_ends_it()
    {
        WriteLab();
        var typed = new TypedLines(false, "fault gauge box silent for_s=60", "faults", "mend gauge box", "faults", "fault gauge box frozen", "truth gauge box", "please", "quit");

        (await _commands.RunAsync(new FakeLaboratory(), typed, "simulate")).ShouldBe(0, _commands.Error);

        var lines = _commands.OutputLines.Select(line => line.TrimEnd()).ToArray();
        lines.ShouldContain(line => line.StartsWith("box") && line.Contains("tcp 192.0.2.1:4001") && line.Contains("tcp 127.0.0.1:") && line.EndsWith("gauge box"));
        var answers = lines[(Array.FindIndex(lines, line => line.StartsWith("programs ask at 127.0.0.1:")) + 1)..];
        answers[..4].ShouldBe(["begun: gauge box silent for_s=60", "gauge box silent for_s=60", "mended: 1", "there are no faults"]);
        answers[4].ShouldStartWith("refused: gauge box: found frozen, expected a fault that 'gauge box' can have: link-down, silent, late,");
        answers.ShouldContain("quit             the simulator ends");
        answers[^1].ShouldBe("the simulator has ended");
    }

    [Fact]
    public async Task A_signal_ends_it_and_takes_back_what_it_wrote_of_its_ports()
    {
        WriteLab();
        var (typed, ports) = (new TypedLines(false), Path.Combine(_commands.Demo.Root, "ports.yaml"));

        var running = _commands.RunAsync(new FakeLaboratory(), typed, "simulate", "--ports-out", ports);
        await Task.WhenAny(typed.AllRead, running);
        running.IsCompleted.ShouldBeFalse(_commands.Error);
        var text = await File.ReadAllTextAsync(ports);
        _commands.Interrupts.CtrlC();

        (await running).ShouldBe(0, _commands.Error);
        text.ShouldContain("- {name: \"box\", kind: tcp, host: \"127.0.0.1\", port: ");
        File.Exists(ports).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_problem_of_a_file_of_faults_is_told_before_anything_is_served()
    {
        WriteLab();
        var faults = Path.Combine(_commands.Demo.Root, "faults.yaml");
        await File.WriteAllTextAsync(faults, "faults:\n  - {at_s: 1, device: oven, kind: silent}\n  - {at_s: 1, device: gauge box, kind: loud}\n");

        (await _commands.RunAsync(new FakeLaboratory(), "simulate", "--faults", faults)).ShouldBe(1);
        _commands.Error.ShouldContain("faults.yaml:2:23: error: faults[0].device: found 'oven', expected a device: gauge box");
        _commands.Error.ShouldContain("faults.yaml:3:40: error: faults[1].kind: found 'loud', expected one of link-down,");
        await File.WriteAllTextAsync(faults, "faults:\n  - {at_s: 1, device: gauge box, kind: frozen}\n");
        (await _commands.RunAsync(new FakeLaboratory(), "simulate", "--faults", faults)).ShouldBe(1);
        _commands.Error.ShouldContain("faults.yaml:2: error: kind: found frozen, expected a fault that 'gauge box' can have");
        (await _commands.RunAsync(new FakeLaboratory(), "simulate", "--faults", $"{faults}.not")).ShouldBe(1);
        _commands.Error.ShouldContain("there is no such file, expected faults");
    }

    [Fact]
    public async Task A_folder_without_a_laboratory_is_told()
    {
        (await _commands.RunAsync(new FakeLaboratory(), "simulate", "--lab", _commands.Demo.Root)).ShouldBe(1);
        _commands.Error.ShouldContain("--lab: found no lab.yaml in this folder");
    }

    // The demo laboratory with a gauge controller on a port of its network.
    private void WriteLab()
    {
        Directory.CreateDirectory(Path.Combine(_commands.Demo.Lab, "metadata"));
        File.WriteAllText(
            Path.Combine(_commands.Demo.Lab, "lab.yaml"),
            File.ReadAllText(Path.Combine(SourceTree.DemoLab, "lab.yaml"))
                .Replace("controller: spectrometer_gauge, name: IG,", "controller: spectrometer_gauge, name: IG, device: gauge box, channel: '1',", StringComparison.Ordinal)
            + """

              ports: [{name: box, kind: tcp, host: 192.0.2.1, port: 4001}]
              devices: [{name: gauge box, driver: mks-937, port: box}]
              """);
    }
}
