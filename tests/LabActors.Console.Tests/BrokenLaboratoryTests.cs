using LabActors.Console.Session;

namespace LabActors.Console.Tests;

/// <summary>A laboratory whose file is wrong: what the start of a node says of it.</summary>
public sealed class BrokenLaboratoryTests : IDisposable
{
    private readonly CommandRun _commands = new();

    public void Dispose() => _commands.Dispose();

    [Theory]
    [InlineData("node")]
    [InlineData("check")]
    public async Task Hardware_38_everything_that_would_be_inert_is_told_with_file_and_line_and_no_node_starts(string command)
    {
        // Old spectrometer programs write tables with CR alone.
        var text = Broken(Repository.Read("examples", "wired-lab", "lab.yaml"));
        var (file, table) = (Path.Combine(_commands.Demo.Lab, "lab.yaml"), Path.Combine(_commands.Demo.Lab, "mftable.csv"));
        await File.WriteAllTextAsync(file, text);
        await File.WriteAllTextAsync(table, "iso,H1,AX,,\rAr40,5.8956,5.97063,,\rAr39,5.82151,soon,,\r");
        string[] rest = command == "check" ? [_commands.Demo.Queue] : ["--data", Path.Combine(_commands.Demo.Root, "data")];
        (await _commands.RunAsync(new NodeLaboratory(), [command, .. rest, "--lab", _commands.Demo.Lab])).ShouldBe(1);
        (string At, string What)[] expected =
        [
            ("name: A,", "error: valves[0].device: found 'bux', expected a device: switch_controller, "),
            ("description: twice", "error: valves[2].name: a second valve 'B', expected each valve once"),
            ("name: C,", "error: valves[3].interlocks: found 'Q', expected a valve: A, B, C, "),
            ("name: D,", "error: valves[4].parent: found D that follows W that follows D, expected no circle"),
            ("name: W,", "error: valves[5].parent: found W that follows D that follows W, expected no circle"),
            ("name: X,", "warning: valves[6].device: missing key 'device'"),
        ];
        foreach (var (at, what) in expected)
        {
            var line = $"{file}:{Array.FindIndex(text.Split('\n'), l => l.Contains(at, StringComparison.Ordinal)) + 1}";
            _commands.OutputLines.ShouldContain(l => l.StartsWith(line, StringComparison.Ordinal) && l.Contains(what, StringComparison.Ordinal), $"{line}: {what}\n{_commands.Output}");
        }

        _commands.OutputLines.ShouldContain(l => l.StartsWith($"{table}:3:3: error: ", StringComparison.Ordinal) && l.Contains("found 'soon'", StringComparison.Ordinal));
        Directory.Exists(Path.Combine(_commands.Demo.Root, "data")).ShouldBeFalse("nothing was begun");
    }

    private static string Broken(string text)
    {
        var table = text[text.IndexOf("      table:\n", StringComparison.Ordinal)..text.IndexOf("    peak_center:", StringComparison.Ordinal)];
        foreach (var (right, wrong) in ((string, string)[])
            [
                (table, "      mftable: mftable.csv\n"),
                ("device: switch_controller, address: '301'", "device: bux, address: '301'"),
                ("  - {name: C, description: Bone to Turbo,", "  - {name: B, description: twice, section: bone, device: switch_controller, address: '320'}\n  - {name: C, description: Bone to Turbo, interlocks: [Q],"),
                ("address: '304'}", "address: '304', parent: W}"),
                ("address: '305'}", "address: '305', parent: D}"),
                (", device: switch_controller, address: '306'}", "}"),
            ])
        {
            text.ShouldContain(right);
            text = text.Replace(right, wrong, StringComparison.Ordinal);
        }

        return text;
    }
}
