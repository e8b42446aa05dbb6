using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Akka.Actor;
using LabActors.Acceptance.Operators;
using LabActors.Core.Cluster;
using LabActors.Core.Labs;
using LabActors.Node.Cluster;
using LabActors.Node.Security;
using Serilog.Core;

namespace LabActors.Acceptance.Cluster;

/// <summary>
/// Two nodes with certificates of their laboratory, and what else may be at a peer's address or knock at theirs: certificates of another authority, expired ones, none, a web server. The two stay together, in the
/// same actor systems as before.
/// </summary>
public sealed class ClusterTlsTests : IAsyncDisposable
{
    // The times of cluster.conf made short.
    private const string Short = """
        akka.cluster { gossip-interval = 200ms, leader-actions-interval = 200ms, seed-node-timeout = 1s }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestCertificates _certificates = new();
    private readonly LabAuthority _foreign = LabAuthority.Create("Elsewhere", DateTimeOffset.UtcNow);
    private readonly List<string> _told = [];
    private readonly List<NodeCluster> _nodes = [];
    private readonly List<TcpListener> _listeners = [];
    private readonly CancellationTokenSource _ends = new();

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        _listeners.ForEach(listener => listener.Dispose());
        foreach (var node in _nodes)
            await node.DisposeAsync();
        _certificates.Dispose();
        _foreign.Dispose();
        _ends.Dispose();
    }

    [Fact]
    public async Task Whoever_has_no_certificate_of_the_laboratory_is_refused_and_costs_those_who_have_nothing()
    {
        using var foreign = Foreign();
        using var expired = _certificates.Expired("expired");
        ImmutableArray<NodeDefinition> nodes =
        [
            Node("argus", Free()), Node("felix", Free()),
            Node("foreign", Serve(foreign)), Node("expired", Serve(expired)), Node("web", Serve(null)),
        ];
        var (argus, felix) = (Start("argus", nodes), Start("felix", nodes));
        await Until(() => argus.View.Node("felix")!.State == ClusterNodeState.Up && felix.View.Node("argus")!.State == ClusterNodeState.Up);
        var (one, other) = (argus.System, felix.System);
        await Until(() => new[] { "foreign", "expired", "web" }.All(peer => Told($"node {peer} is not joined: ")));
        Told("node expired is not joined: ", "expired on").ShouldBeTrue(All);
        Told("node web is not joined: ", "does not speak TLS").ShouldBeTrue(All);

        foreach (var knocks in new[] { null, foreign, expired })
            (await IsLetInAsync(nodes[0].Port, knocks)).ShouldBeFalse(knocks?.Subject ?? "without a certificate");
        (await AnswerAsync(nodes[0].Port)).ShouldBeEmpty("to a web browser");
        using (var good = _certificates.Issue("jan"))
            (await IsLetInAsync(nodes[0].Port, good)).ShouldBeTrue("the same with a certificate of the laboratory");

        (argus.System, felix.System).ShouldBe((one, other));
        (one!.WhenTerminated.IsCompleted, other!.WhenTerminated.IsCompleted).ShouldBe((false, false));
        (argus.View.Node("felix")!.State, felix.View.Node("argus")!.State).ShouldBe((ClusterNodeState.Up, ClusterNodeState.Up));
    }

    private string All => string.Join('\n', _told);

    private bool Told(params string[] texts)
    {
        lock (_told)
            return _told.Exists(told => texts.All(text => told.Contains(text, StringComparison.Ordinal)));
    }

    private static NodeDefinition Node(string name, int port) => new(name, "127.0.0.1", port, Voter: true, [], [], []);

    private NodeCluster Start(string name, ImmutableArray<NodeDefinition> nodes)
    {
        var node = NodeCluster.Start(new NodeCluster.Order(
            name, nodes, _certificates.Of(CertificateKind.Node, name, "127.0.0.1"), () => Task.FromResult(ImmutableArray<string>.Empty), ActorRefs.Nobody,
            text =>
            {
                lock (_told)
                    _told.Add(text);
            },
            Logger.None,
            TimeProvider.System)
        { Overrides = Short });
        _nodes.Add(node);
        return node;
    }

    private static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Something at a peer's address that shows this certificate; none: a web server.</summary>
    private int Serve(X509Certificate2? shows)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _listeners.Add(listener);
        _ = ServeAsync(listener, shows);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ServeAsync(TcpListener listener, X509Certificate2? shows)
    {
        while (!_ends.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(_ends.Token);
                if (shows is null)
                {
                    await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _ends.Token);
                    continue;
                }

                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = shows, ClientCertificateRequired = true, RemoteCertificateValidationCallback = (_, _, _, _) => true }, _ends.Token);
            }
            catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException or SocketException)
            {
                // The node did not like what it saw, as it should.
            }
        }
    }

    /// <summary>Whether a node goes on with a peer that shows a certificate: one that it refuses is closed on.</summary>
    private static async Task<bool> IsLetInAsync(int port, X509Certificate2? shows)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "127.0.0.1",
                ClientCertificates = shows is null ? [] : [shows],
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            });

            // TLS 1.3: the refusal comes after our side is done. A node that goes on waits for our first word; two seconds are long enough for a refusal.
            using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            return await tls.ReadAsync(new byte[1], brief.Token) > 0;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return false;
        }
    }

    private static async Task<string> AnswerAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: argus\r\n\r\n"u8.ToArray());
        using var answer = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(answer).WaitAsync(Patience);
        }
        catch (IOException)
        {
            // Reset instead of closed.
        }

        // At most a TLS alert, which is no text.
        var text = Encoding.ASCII.GetString(answer.ToArray());
        return text.Contains("HTTP", StringComparison.Ordinal) ? text : "";
    }

    private X509Certificate2 Foreign() => _foreign.Issue(CertificateKind.Node, "foreign", ["127.0.0.1"], DateTimeOffset.UtcNow, TimeSpan.FromDays(1));

    private async Task Until(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
        {
            limit.IsCancellationRequested.ShouldBeFalse(All);
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
