using System.Diagnostics;
using LabActors.Actors.Supervision;

namespace LabActors.Actors.Tests.Supervision;

/// <summary>Real signals to a real process: <see cref="Program"/>.</summary>
public sealed class SignalTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public async Task A_signal_reaches_safe_state_before_any_actor_is_stopped(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var node = await UpAsync("node", _file);
        await KillAsync(node, signal);
        await node.WaitForExitAsync().WaitAsync(TestNode.Patience);
        node.ExitCode.ShouldBe(0);
        (await File.ReadAllLinesAsync(_file)).ShouldBe(["close", "stopped"]);
    }

    [Fact]
    public async Task A_second_signal_protects_at_once_and_ends_a_process_that_would_hang()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var node = await UpAsync("deaf", _file, "60");
        await KillAsync(node, "TERM");
        (await node.StandardOutput.ReadLineAsync().WaitAsync(TestNode.Patience)).ShouldNotBeNull().ShouldStartWith("stopping the program");
        await KillAsync(node, "TERM");
        await node.WaitForExitAsync().WaitAsync(TestNode.Patience);
        node.ExitCode.ShouldBe(NodeStop.ForcedExitCode);
        (await File.ReadAllLinesAsync(_file)).ShouldContain("protected");
        (await node.StandardOutput.ReadToEndAsync()).ShouldContain("a second signal came: the laboratory is protected without its actors, and the program ends");
    }

    [Fact]
    public async Task An_orderly_stop_that_takes_too_long_is_ended_by_force()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var node = await UpAsync("deaf", _file, "1");
        await KillAsync(node, "INT");
        await node.WaitForExitAsync().WaitAsync(TestNode.Patience);
        node.ExitCode.ShouldBe(NodeStop.ForcedExitCode);
        (await File.ReadAllLinesAsync(_file)).ShouldBe(["close", "protected"]);
        (await node.StandardOutput.ReadToEndAsync()).ShouldContain("the orderly stop took longer than 1 s");
    }

    public void Dispose() => File.Delete(_file);

    private static async Task<Process> UpAsync(params string[] arguments)
    {
        var node = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;
        (await node.StandardOutput.ReadLineAsync().WaitAsync(TestNode.Patience)).ShouldBe("up");
        return node;
    }

    private static async Task KillAsync(Process node, string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {node.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(TestNode.Patience);
    }
}
