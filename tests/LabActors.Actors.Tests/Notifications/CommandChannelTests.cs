using System.Net;
using System.Net.Sockets;
using LabActors.Actors.Notifications;
using LabActors.Core.Notifications;

namespace LabActors.Actors.Tests.Notifications;

/// <summary>A program of the user's as a hook.</summary>
public sealed class CommandChannelTests
{
    private static readonly ExperimentEvent Sample = EventJson.Sample(EventNames.EndQueue, DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task At_its_limit_it_is_killed_with_what_it_started()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var child = $"import socket, time; s = socket.create_connection(('127.0.0.1', {((IPEndPoint)listener.LocalEndpoint).Port})); time.sleep(1000)";
        using var limit = new CancellationTokenSource();
        var delivery = Python($"import subprocess, sys; subprocess.run([sys.executable, '-c', \"{child}\"])").DeliverAsync(1, Sample, limit.Token);
        using var connection = await listener.AcceptTcpClientAsync().WaitAsync(TestNode.Patience);

        await limit.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => delivery.WaitAsync(TestNode.Patience));
        (await connection.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(TestNode.Patience)).ShouldBe(0, "its child is gone");
    }

    [Fact]
    public async Task Its_exit_code_and_its_words_are_the_reason()
    {
        var failure = await Should.ThrowAsync<IOException>(() => Python("import sys; print('no paper'); sys.exit(3)").DeliverAsync(1, Sample, default));
        failure.Message.ShouldBe("exit code 3: no paper");
        (await Python("import os; print(os.environ['LABACTORS_EVENT'], os.environ['LABACTORS_ID'])").DeliverAsync(7, Sample, default)).ShouldBe("END_QUEUE 7");
    }

    private static CommandChannel Python(string program) =>
        new("test", ["python3", "-c", program], Path.GetTempPath(), [.. EventNames.All], TimeSpan.FromSeconds(30));
}
