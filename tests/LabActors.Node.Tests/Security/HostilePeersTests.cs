using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Configuration;

namespace LabActors.Node.Tests.Security;

/// <summary>
/// Whoever reaches the port of a node within its computer and does not speak its language: nothing of it may cost the node, or those who do. A seeded sample;
/// <c>LABACTORS_HOSTILE_FRAMES=100000</c> runs longer.
/// </summary>
public sealed class HostilePeersTests : IAsyncLifetime
{
    private const int Megabyte = 1 << 20;

    // Real time; only a test that fails takes as long.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly int Frames = int.TryParse(Environment.GetEnvironmentVariable("LABACTORS_HOSTILE_FRAMES"), out var frames) ? frames : 200;

    private readonly ActorSystem _node = ActorSystem.Create("node", Hocon);

    private static Config Hocon => ConfigurationFactory
        .ParseString("akka.loglevel = OFF\nakka.stdout-loglevel = OFF\nakka.log-dead-letters = off\nakka.remote.dot-netty.tcp { hostname = \"127.0.0.1\"\n port = 0 }")
        .WithFallback(ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", "operators.conf"))));

    private int Port => ((ExtendedActorSystem)_node).Provider.DefaultAddress.Port!.Value;

    public Task InitializeAsync()
    {
        _node.ActorOf(Props.Create(() => new Echo()), "operators");
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _node.Terminate();

    [Fact]
    public async Task A_web_browser_a_frame_of_a_gigabyte_and_somebody_who_falls_asleep_harm_nobody()
    {
        using var asleep = await DialAsync();
        await asleep.GetStream().WriteAsync(new byte[] { 9, 0 });

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await SendUntilClosedAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: north.lab\r\n\r\n"), waits: true);
        foreach (var littleEndian in new[] { true, false })
        {
            var frame = new byte[1000];
            if (littleEndian)
                BinaryPrimitives.WriteInt32LittleEndian(frame, 1 << 30);
            else
                BinaryPrimitives.WriteInt32BigEndian(frame, 1 << 30);
            await SendUntilClosedAsync(frame, waits: littleEndian);
        }

        await TalkAsync(Port);
        // Far below the gigabyte that was promised; other tests of this process allocate meanwhile, and the network keeps a pool of buffers.
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(256 * Megabyte);
        asleep.Connected.ShouldBeTrue();
    }

    [Fact]
    public async Task Random_and_mutated_frames_harm_nobody()
    {
        var random = new Random(1);
        var real = await RecordAsync();
        for (var i = 0; i < Frames; i++)
        {
            var bytes = i % 2 == 0 ? (byte[])real.Clone() : new byte[random.Next(4, 4000)];
            if (i % 2 == 0)
            {
                for (var changes = random.Next(1, 5); changes > 0; changes--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            else
            {
                random.NextBytes(bytes);
                BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - sizeof(int));
            }

            await SendUntilClosedAsync(bytes, waits: false);
        }

        await TalkAsync(Port);
        _node.WhenTerminated.IsCompleted.ShouldBeFalse();
    }

    private static async Task TalkAsync(int port)
    {
        var console = ActorSystem.Create("console", Hocon);
        try
        {
            (await console.ActorSelection($"akka.tcp://node@127.0.0.1:{port}/user/operators").Ask<string>("hello", Limit)).ShouldBe("hello");
        }
        finally
        {
            await console.Terminate();
        }
    }

    /// <summary>What a console says when it talks to the node: the bytes, addressed to it.</summary>
    private async Task<byte[]> RecordAsync()
    {
        using var front = new TcpListener(IPAddress.Loopback, 0);
        front.Start();
        var port = ((IPEndPoint)front.LocalEndpoint).Port;
        var console = ActorSystem.Create("console", Hocon);
        try
        {
            console.ActorSelection($"akka.tcp://node@127.0.0.1:{port}/user/operators").Tell("hello");
            using var limit = new CancellationTokenSource(Limit);
            using var from = await front.AcceptTcpClientAsync(limit.Token);
            using var to = await DialAsync();
            var back = to.GetStream().CopyToAsync(from.GetStream(), limit.Token);
            var (said, buffer) = (new List<byte>(), new byte[4096]);
            while (!Encoding.Latin1.GetString([.. said]).Contains("hello", StringComparison.Ordinal))
            {
                var count = await from.GetStream().ReadAsync(buffer, limit.Token);
                count.ShouldBeGreaterThan(0);
                said.AddRange(buffer[..count]);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), limit.Token);
            }

            to.Close();
            await back.ContinueWith(_ => { }, TaskScheduler.Default);
            return Encoding.Latin1.GetBytes(Encoding.Latin1.GetString([.. said]).Replace($":{port}/", $":{Port}/", StringComparison.Ordinal));
        }
        finally
        {
            await console.Terminate();
        }
    }

    private async Task<TcpClient> DialAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        return client;
    }

    /// <summary>Returns when the node has closed the connection.</summary>
    /// <param name="bytes">What is said.</param>
    /// <param name="waits">False: the sender closes its side when it has said that, true: it waits for the node to have enough of it.</param>
    private async Task SendUntilClosedAsync(byte[] bytes, bool waits)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var client = await DialAsync();
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(bytes, limit.Token);
            if (!waits)
                client.Client.Shutdown(SocketShutdown.Send);
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, limit.Token) > 0)
            {
            }
        }
        catch (Exception reset) when (reset is IOException or SocketException)
        {
            // Closed before all was read: a reset.
        }
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => Receive<string>(text => Sender.Tell(text));
    }
}
