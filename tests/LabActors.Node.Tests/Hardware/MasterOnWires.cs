using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using LabActors.Actors.Leases;
using LabActors.Actors.Operators;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;

namespace LabActors.Node.Tests.Hardware;

/// <summary>A node whose line belongs to a Pychron master that other programs use too, but for one valve of its own; the scenarios of that share it, and leave it as they found it.</summary>
public sealed class MasterOnWires : IAsyncLifetime
{
    private const string Script = """
        def main():
            open('A')
            wait('go', 1)
            set_resource('go', 0)
            open('B')
            close('B')
            close('A')
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private int _letGo;

    /// <summary>The node.</summary>
    internal WiredNode Wired { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => Wired = await WiredNode.StartAsync(
        WiredLaboratory.With(
        [
            ("ports:\n", "ports:\n  - {name: master, kind: tcp, host: 192.0.2.21, port: 1061, connects_each_time: true}\n"),
            ("devices:\n  - {name: switch", "devices:\n  - {name: valves, driver: pychron-valves, port: master, poll_s: 5}\n  - {name: switch"),
            .. new[] { 301, 302, 303, 305, 306 }.Select(n => ($"device: switch_controller, address: '{n}'", $"device: valves, address: '{n}'")),
            ("sections:\n", "resources: [{name: go}]\n\nsections:\n"),
            ("{name: bone, description: Extraction line}", "{name: bone, description: Extraction line, flag: bone_flag, device: valves}"),
        ]),
        factor: 20,
        new Dictionary<string, string> { ["extraction/shared.py"] = Script });

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Wired.DisposeAsync();

    /// <summary>What another program asks of the master.</summary>
    internal async Task<string> OtherAsksAsync(string request) => await AskAsync(Wired.Redirection.Ports.First(p => p.Name == "master").Number, request);

    /// <summary>What a program asks of a Pychron at a port of this computer: a connection for each request.</summary>
    internal static async Task<string> AskAsync(int port, string request)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, limit.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{request}\r\n"), limit.Token);
        using var answer = new StreamReader(client.GetStream());
        return (await answer.ReadToEndAsync(limit.Token)).Trim();
    }

    /// <summary>Says again and again that a program is there, as it does itself, until something is so.</summary>
    internal static async Task<T> WhilePingedAsync<T>(Func<Task<string>> ping, Task<T> until)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!until.IsCompleted)
        {
            await ping();
            await Task.Delay(20, limit.Token);
        }

        return await until;
    }

    /// <summary>The leases of the node, behind the flags of the master.</summary>
    internal Task<IActorRef> LeasesAsync() => Wired.Node.System.ActorSelection("/user/lab/*/flagged-leases").ResolveOne(Patience);

    /// <summary>The run that waits with A open goes on.</summary>
    internal async Task LetGoOnAsync() => await (await LeasesAsync()).Ask<LeaseProtocol.ResourceIs>(new LeaseProtocol.SetResource($"test/{++_letGo}", new LeaseEvents.LeaseHolder("test", "the test"), "go", 1, "test"), Patience);

    /// <summary>A run begins that opens A, and when it may go on B.</summary>
    internal async Task<bool> StartRunAsync(string name)
    {
        var answer = await Wired.Node.StartAsync([new SentFile($"{name}.txt", $"""
            username: test
            mass_spectrometer: Argus
            delay_before_analyses: 0
            #================================================================================
            labnumber	extraction	measurement	post_meas	post_eq
            ba-01-J	shared
            """)], "anna");
        answer.Done.ShouldBeTrue(string.Join('\n', answer.Lines));
        return answer.Done;
    }

    /// <summary>The run of a scenario is over, and so is its queue.</summary>
    internal async Task SucceedsAsync(int since)
    {
        (await JournaledAsync<QueueEvents.RunFinished>(since, _ => true)).Single().ShouldSatisfyAllConditions(r => r.State.ShouldBe("success"), r => r.Cause.ShouldBe(""));
        await Wired.Node.WhenEndedAsync("Argus").WaitAsync(Patience);
    }

    /// <summary>Events of a kind since so many were journaled, when there are so many of them.</summary>
    internal Task<T[]> JournaledAsync<T>(int since, Func<T, bool> which, int count = 1)
        where T : IJournalEvent =>
        WiredNode.Until(() => Task.FromResult(Wired.Events.Skip(since).Select(e => e.Event).OfType<T>().Where(which).Take(count).ToArray()), found => found.Length == count);
}
