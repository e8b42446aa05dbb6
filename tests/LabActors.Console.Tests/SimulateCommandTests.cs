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
        File.Copy(Path.Combine(SourceTree.DemoLab, "lab.yaml"), Path.Combine(_commands.Demo.Lab, "lab.yaml"), overwrite: true);

        (await _commands.RunAsync(new FakeLaboratory(), "simulate")).ShouldBe(1);
        _commands.Error.ShouldContain("lab.yaml: error: devices: missing key 'devices', expected the devices that are to be simulated");
        Directory.Exists(Path.Combine(_commands.Demo.Root, "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_without_a_laboratory_is_told()
    {
        (await _commands.RunAsync(new FakeLaboratory(), "simulate", "--lab", _commands.Demo.Root)).ShouldBe(1);
        _commands.Error.ShouldContain("--lab: found no lab.yaml in this folder");
    }
}
