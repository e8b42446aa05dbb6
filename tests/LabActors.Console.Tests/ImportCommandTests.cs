using System.Text.Json;

namespace LabActors.Console.Tests;

public sealed class ImportCommandTests : IDisposable
{
    private readonly CommandRun _commands = new();

    private string Setup => Path.Combine(_commands.Demo.Root, "setupfiles");

    private string Lab => Path.Combine(_commands.Demo.Root, "new-lab");

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task A_set_up_folder_becomes_a_laboratory_with_a_report()
    {
        Write("extractionline/valves.xml", "<root><manual_valve>A<description>By hand</description></manual_valve></root>");
        (await RunAsync("import", Setup, "--out", Lab, "--json")).ShouldBe(0, _commands.Error);
        using var told = JsonDocument.Parse(_commands.Output);
        told.RootElement.GetProperty("left_out").GetBoolean().ShouldBeFalse();
        told.RootElement.GetProperty("findings").EnumerateArray().ShouldContain(f => f.GetProperty("what").GetString() == "valve A" && f.GetProperty("line").GetInt32() == 1);
        File.ReadAllText(Path.Combine(Lab, "lab.yaml")).ShouldContain("{name: A, description: By hand, kind: manual");
        File.ReadAllText(Path.Combine(Lab, "import-report.md")).ShouldContain("# Import of new-lab");
    }

    [Fact]
    public async Task What_was_left_out_is_told_and_is_the_exit_code()
    {
        Write("extractionline/valves.xml", "<root><valve>A<address>1</address></valve></root>");
        (await RunAsync("import", Setup, "--out", Lab)).ShouldBe(ExitCodes.LeftOut);
        _commands.Output.ShouldContain("left out  actuator of A (extractionline/valves.xml:1): found 'switch_controller', which is no device that LabActors reaches");
        File.ReadAllText(Path.Combine(Lab, "lab.yaml")).ShouldContain("driven: false, address: '1'");
    }

    [Fact]
    public async Task A_folder_that_is_there_is_left_alone_until_somebody_asks()
    {
        Write("extractionline/valves.xml", "<root><manual_valve>A</manual_valve></root>");
        Directory.CreateDirectory(Lab);
        File.WriteAllText(Path.Combine(Lab, "lab.yaml"), "mine");
        File.WriteAllText(Path.Combine(Lab, "notes.txt"), "mine");
        (await RunAsync("import", Setup, "--out", Lab)).ShouldBe(1);
        _commands.Error.ShouldContain("found a folder that is not empty");
        File.ReadAllText(Path.Combine(Lab, "lab.yaml")).ShouldBe("mine");
        (await RunAsync("import", Setup, "--out", Lab, "--overwrite")).ShouldBe(0);
        File.ReadAllText(Path.Combine(Lab, "lab.yaml")).ShouldContain("name: A");
        File.ReadAllText(Path.Combine(Lab, "notes.txt")).ShouldBe("mine");
    }

    [Theory]
    [InlineData("nowhere", "found no such folder")]
    [InlineData("empty", "expected Pychron's set-up folder")]
    [InlineData("broken", "extractionline/valves.xml:1:")]
    public async Task What_cannot_be_imported_is_one_line_and_nothing_is_written(string folder, string message)
    {
        Directory.CreateDirectory(Path.Combine(_commands.Demo.Root, "empty"));
        Directory.CreateDirectory(Path.Combine(_commands.Demo.Root, "broken", "extractionline"));
        File.WriteAllText(Path.Combine(_commands.Demo.Root, "broken", "extractionline", "valves.xml"), "<root>");
        (await RunAsync("import", Path.Combine(_commands.Demo.Root, folder), "--out", Lab)).ShouldBe(1);
        _commands.Error.TrimEnd('\n').ShouldNotContain('\n');
        _commands.Error.ShouldContain(message);
        Directory.Exists(Lab).ShouldBeFalse();
        Directory.GetDirectories(_commands.Demo.Root, ".new-lab*").ShouldBeEmpty();
    }

    private Task<int> RunAsync(params string[] arguments) => _commands.RunAsync(new FakeLaboratory(), arguments);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Setup, path))!);
        File.WriteAllText(Path.Combine(Setup, path), text);
    }
}
