using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote.Transport.DotNetty;
using LabActors.Node.Security;

namespace LabActors.Node.Tests.Security;

/// <summary>Two actor systems on loopback: who is let in, and who is not.</summary>
public sealed class TlsConnectionTests : IAsyncLifetime
{
    // Real time; a connection takes milliseconds. Only a test that fails takes as long.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;
    private readonly LabAuthority _authority = LabAuthority.Create("Bern", Now.AddDays(-30));
    private readonly TaskCompletionSource<string> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ActorSystem> _systems = [];
    private LabCertificates _north = null!;
    private ActorSystem _node = null!;
    private int _heard;

    private string Address => $"akka.ssl.tcp://node@127.0.0.1:{Port}/user/operators";

    private int Port => ((ExtendedActorSystem)_node).Provider.DefaultAddress.Port!.Value;

    public Task InitializeAsync()
    {
        _authority.Save(_folder);
        using var north = _authority.Issue(CertificateKind.Node, "north", [], Now, TimeSpan.FromDays(100));
        LabAuthority.Save(north, _folder, CertificateKind.Node, "north");
        _north = Load(CertificateKind.Node, "north");
        _node = Start("node", _north.SslSetup(null));
        _node.ActorOf(Props.Create(() => new Echo(() => Interlocked.Increment(ref _heard))), "operators");
        var listener = _node.ActorOf(Props.Create(() => new Listener(_refused)));
        _node.EventStream.Subscribe(listener, typeof(LogEvent));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_systems.Select(system => system.Terminate()));
        _north.Dispose();
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_console_of_the_laboratory_talks_with_a_node_and_a_browser_does_not()
    {
        using var browser = new TcpClient();
        await browser.ConnectAsync(IPAddress.Loopback, Port);
        await browser.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: north.lab\r\n\r\n"u8.ToArray());
        var told = await browser.GetStream().ReadAsync(new byte[1000]).AsTask().WaitAsync(Limit);
        told.ShouldBeLessThan(100);

        using var issued = _authority.Issue(CertificateKind.Console, "anna", [], Now, TimeSpan.FromDays(1));
        LabAuthority.Save(issued, _folder, CertificateKind.Console, "anna");
        using var anna = Load(CertificateKind.Console, null);
        (await PeerCheck.RefusalAsync(anna, "127.0.0.1", Port, CertificateKind.Node, Limit)).ShouldBeEmpty();

        var console = Start("console", anna.SslSetup(CertificateKind.Node));
        (await console.ActorSelection(Address).Ask<string>("hello", Limit)).ShouldBe("hello");
    }

    [Theory]
    [InlineData("none", "TLS handshake failed")]
    [InlineData("wrong authority", "that another authority has signed")]
    [InlineData("expired", "that expired on")]
    [InlineData("only serverAuth", "is not for both ends of a connection")]
    [InlineData("revoked", "is in revoked.txt")]
    public async Task Who_has_no_good_certificate_is_not_let_in(string what, string expected)
    {
        using var certificate = Bad(what);
        if (what == "revoked")
            new RevokedCertificates(_folder).Add(certificate.SerialNumber, "eve");

        // Somebody who does harm checks nothing himself; without mutual authentication his side shows no certificate.
        var eve = Start("eve", new DotNettySslSetup(certificate, false, what != "none", (_, _, _, _, _) => true));
        eve.ActorSelection(Address).Tell("let me in");

        var refusal = await _refused.Task.WaitAsync(Limit);
        refusal.ShouldContain(expected);
        _heard.ShouldBe(0);
        _node.WhenTerminated.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_peer_that_would_shut_down_whoever_dials_it_is_found_out_before()
    {
        using var certificate = Bad("expired");
        var expired = Start("expired", new DotNettySslSetup(certificate, false, true, (_, _, _, _, _) => true));
        var there = ((ExtendedActorSystem)expired).Provider.DefaultAddress;
        (await PeerCheck.RefusalAsync(_north, "127.0.0.1", there.Port!.Value, CertificateKind.Node, Limit)).ShouldContain("found a certificate of 'eve' that expired on");

        // The trap itself: when this fails, Akka.NET has mended it.
        var careless = Start("careless", _north.SslSetup(CertificateKind.Node));
        careless.ActorSelection($"{there}/user/operators").Tell("hello");
        await careless.WhenTerminated.WaitAsync(Limit);

        using var web = new TcpListener(IPAddress.Loopback, 0);
        web.Start();
        var port = ((IPEndPoint)web.LocalEndpoint).Port;
        var served = Task.Run(async () =>
        {
            using var visitor = await web.AcceptTcpClientAsync();
            await visitor.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        });
        (await PeerCheck.RefusalAsync(_north, "127.0.0.1", port, CertificateKind.Node, Limit)).ShouldContain("does not speak TLS as a node does");
        await served;

        (await PeerCheck.RefusalAsync(_north, "127.0.0.1", port, CertificateKind.Node, TimeSpan.FromMilliseconds(50))).ShouldContain("found no answer from");
        web.Stop();
        (await PeerCheck.RefusalAsync(_north, "127.0.0.1", port, CertificateKind.Node, Limit)).ShouldContain("found nothing that listens at");
    }

    [Fact]
    public async Task A_computer_whose_certificate_a_node_refuses_learns_it_before_it_dials()
    {
        using var issued = _authority.Issue(CertificateKind.Console, "anna", [], Now, TimeSpan.FromDays(1));
        LabAuthority.Save(issued, _folder, CertificateKind.Console, "anna");
        using var anna = Load(CertificateKind.Console, null);
        new RevokedCertificates(_folder).Add(issued.SerialNumber, "anna");
        (await PeerCheck.RefusalAsync(anna, "127.0.0.1", Port, CertificateKind.Node, Limit)).ShouldContain("closing the connection, expected it to take");
    }

    [Fact]
    public async Task Somebody_who_falls_asleep_in_the_handshake_and_frames_of_a_gigabyte_or_of_noise_behind_a_good_certificate_harm_nobody()
    {
        using var asleep = new TcpClient();
        await asleep.ConnectAsync(IPAddress.Loopback, Port);
        await asleep.GetStream().WriteAsync(new byte[] { 22, 3, 1 });

        using var issued = _authority.Issue(CertificateKind.Console, "anna", [], Now, TimeSpan.FromDays(1));
        LabAuthority.Save(issued, _folder, CertificateKind.Console, "anna");
        using var anna = Load(CertificateKind.Console, "anna");
        var random = new Random(1);
        for (var i = 0; i < 40; i++)
        {
            var frame = new byte[random.Next(4, 2000)];
            random.NextBytes(frame);
            BinaryPrimitives.WriteInt32LittleEndian(frame, i % 4 == 0 ? 1 << 30 : frame.Length - sizeof(int));
            await SayAsync(anna, frame);
        }

        var console = Start("console", anna.SslSetup(CertificateKind.Node));
        (await console.ActorSelection(Address).Ask<string>("hello", Limit)).ShouldBe("hello");
        (_heard, _node.WhenTerminated.IsCompleted).ShouldBe((1, false));
    }

    /// <summary>Returns when the node has closed the connection, or has had enough time to take what was said.</summary>
    private async Task SayAsync(LabCertificates own, byte[] frame)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
        await using var tls = new SslStream(connection.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", ClientCertificates = [own.Own], RemoteCertificateValidationCallback = (_, _, _, _) => true }, limit.Token);
            await tls.WriteAsync(frame, limit.Token);
            await tls.ShutdownAsync();
            while (await tls.ReadAsync(new byte[4096], limit.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Closed before all was read: a reset.
        }
    }

    private X509Certificate2 Bad(string what)
    {
        using var other = LabAuthority.Create("Bern", Now.AddDays(-30));
        if (what == "only serverAuth")
            return ServerOnly();
        var (authority, began) = what switch
        {
            "wrong authority" => (other, Now),
            "expired" => (_authority, Now.AddDays(-9)),
            _ => (_authority, Now),
        };
        using var issued = authority.Issue(CertificateKind.Node, "eve", [], began, TimeSpan.FromDays(5));
        return Loaded(issued);
    }

    private X509Certificate2 ServerOnly()
    {
        using var authority = X509Certificate2.CreateFromPemFile(Path.Combine(_folder, "authority.crt"), Path.Combine(_folder, "authority.key"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=eve, OU=node", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(LabAuthority.ServerAuthentication)], critical: true));
        using var certificate = request.Create(authority, Now.AddHours(-1), Now.AddDays(1), [1, 2, 3]);
        using var issued = certificate.CopyWithPrivateKey(key);
        return Loaded(issued);
    }

    private static X509Certificate2 Loaded(X509Certificate2 issued) => X509CertificateLoader.LoadPkcs12(issued.Export(X509ContentType.Pkcs12), null);

    private LabCertificates Load(CertificateKind kind, string? name) =>
        LabCertificates.Load(_folder, kind, name, TimeSpan.Zero, TimeProvider.System).Certificates.ShouldNotBeNull();

    private ActorSystem Start(string name, DotNettySslSetup tls)
    {
        var hocon = ConfigurationFactory.ParseString("akka.loglevel = WARNING\nakka.loggers = []\nakka.stdout-loglevel = OFF\nakka.remote.dot-netty.tcp { hostname = \"127.0.0.1\"\n port = 0 }")
            .WithFallback(ConfigurationFactory.ParseString(LabCertificates.TlsHocon))
            .WithFallback(ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", "operators.conf"))));
        var system = ActorSystem.Create(name, BootstrapSetup.Create().WithConfig(hocon).And(tls));
        _systems.Add(system);
        return system;
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo(Action heard) => Receive<string>(text =>
        {
            heard();
            Sender.Tell(text);
        });
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(TaskCompletionSource<string> refused) => Receive<LogEvent>(said =>
        {
            if (said.ToString() is { } text && (text.Contains("was refused", StringComparison.Ordinal) || text.Contains("TLS handshake failed", StringComparison.Ordinal)))
                refused.TrySetResult(text);
        });
    }
}
