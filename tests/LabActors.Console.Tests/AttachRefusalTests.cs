using System.Net;
using System.Net.Sockets;
using LabActors.Core.Operators;
using LabActors.Node.Operators;
using LabActors.Node.Security;

namespace LabActors.Console.Tests;

/// <summary>What is at an address and is no node of the laboratory costs a console one clear line.</summary>
public sealed class AttachRefusalTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private readonly CommandRun _commands = new();
    private readonly string _certs = Directory.CreateTempSubdirectory("labactors-").FullName;
    private readonly LabAuthority _authority = LabAuthority.Create("Bern", Now.AddDays(-30));

    public AttachRefusalTests()
    {
        _authority.Save(_certs);
        Issue(CertificateKind.Console, "anna", Now);
        PrivateFile.Write(TokenFile, SecretToken.New());
    }

    private string TokenFile => Path.Combine(_certs, "anna.token");

    public void Dispose()
    {
        _commands.Dispose();
        _authority.Dispose();
        Directory.Delete(_certs, recursive: true);
    }

    [Theory]
    [InlineData("attach")]
    [InlineData("status")]
    public async Task A_web_server_is_no_node(string command)
    {
        using var web = new TcpListener(IPAddress.Loopback, 0);
        web.Start();
        var served = Task.Run(async () =>
        {
            using var visitor = await web.AcceptTcpClientAsync();
            await visitor.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        });
        (await RunAsync(command, ((IPEndPoint)web.LocalEndpoint).Port)).ShouldBe(69);
        await served;
        Told().ShouldContain("that does not speak TLS as a node does");
    }

    [Fact]
    public async Task A_node_whose_certificate_has_expired_is_told_by_its_name()
    {
        using var expired = Issue(CertificateKind.Node, "north", Now.AddDays(-9));
        using var system = OperatorSystem.Create("127.0.0.1", 0, Serilog.Core.Logger.None, tls: new Akka.Remote.Transport.DotNetty.DotNettySslSetup(expired, false, true, (_, _, _, _, _) => true));
        (await RunAsync("status", OperatorSystem.EndPoint(system).Port)).ShouldBe(69);
        await system.Terminate();
        Told().ShouldContain("found a certificate of 'north' that expired on");
    }

    [Fact]
    public async Task Nothing_at_all_is_told_too()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        (await RunAsync("pause", port)).ShouldBe(69);
        Told().ShouldContain($"found nothing that listens at 127.0.0.1:{port}");
    }

    [Fact]
    public async Task Another_computer_takes_certificates()
    {
        (await _commands.RunAsync(new FakeLaboratory(), "status", "--node", "192.0.2.7", "--as", "anna", "--token-file", TokenFile)).ShouldBe(69);
        Told().ShouldBe("lab: 192.0.2.7 is another computer: --certs DIR or LABACTORS_CERTS was expected, with authority.crt and the certificate that ./lab cert console makes");
    }

    private Task<int> RunAsync(string command, int port)
    {
        string[] node = command == "attach" ? [$"127.0.0.1:{port}"] : ["--node", $"127.0.0.1:{port}"];
        return _commands.RunAsync(new FakeLaboratory(), [command, .. node, "--as", "anna", "--token-file", TokenFile, "--certs", _certs]);
    }

    /// <summary>One line, but for the certificate that ends within six weeks.</summary>
    private string Told() => _commands.Error.TrimEnd('\n').Split('\n').Where(line => !line.Contains("warning", StringComparison.Ordinal)).ShouldHaveSingleItem();

    private System.Security.Cryptography.X509Certificates.X509Certificate2 Issue(CertificateKind kind, string name, DateTimeOffset began)
    {
        using var issued = _authority.Issue(kind, name, [], began, TimeSpan.FromDays(5));
        LabAuthority.Save(issued, _certs, kind, name);
        return System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(_certs, CertificateFiles.Own(kind, name)), null);
    }
}
