using System.Diagnostics;

namespace LabActors.Actors.Tests.Supervision;

public sealed class SignalTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_reaches_safe_state_before_any_actor_is_stopped(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;

        var file = Path.GetTempFileName();
        using var node = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, "node", file])
        {
            RedirectStandardOutput = true,
        })!;
        (await node.StandardOutput.ReadLineAsync().WaitAsync(TestNode.Patience)).ShouldBe("up");
        using (var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {node.Id}"]))
            await kill.WaitForExitAsync().WaitAsync(TestNode.Patience);

        await node.WaitForExitAsync().WaitAsync(TestNode.Patience);
        node.ExitCode.ShouldBe(0);
        (await File.ReadAllLinesAsync(file)).ShouldBe(["close", "stopped"]);
        File.Delete(file);
    }
}
