using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using LabActors.Acceptance.Execution;
using LabActors.Console.Attaching;
using LabActors.Core.Operators;
using LabActors.Node;
using LabActors.Node.Operators;
using LabActors.Node.Security;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Acceptance.Operators;

/// <summary>Consoles with certificates, as from other computers, and those that have none or have others. What goes wrong costs no run.</summary>
public sealed class TlsAttachTests : IDisposable
{
    private const string Token = "a token of 256 bits";

    // Real time after which a test that hangs fails.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task A_console_with_a_certificate_commands_as_its_user_may_and_a_viewer_does_not()
    {
        await using var lab = await TestLaboratory.StartAsync(durable: true);
        var node = Listen(lab.Node);
        await using var anna = await TestConsole.AttachAsync(Access(node, "anna", CertificateKind.Console), wants: false);
        anna.Refused.ShouldBeNull();
        (await anna.DoAsync("lock C")).Lines.ShouldBe(["C is locked"]);

        await using var vera = await TestConsole.AttachAsync(Access(node, "vera", CertificateKind.Console), wants: false);
        (await vera.DoAsync("close C")).Lines.ShouldBe(["denied: close is for role operator, and vera is viewer"]);
        (await vera.DoAsync("line")).Lines.ShouldContain(line => line.StartsWith("C ", StringComparison.Ordinal) && line.Contains("locked"));
    }

    [Theory]
    [InlineData("a node's certificate")]
    [InlineData("revoked")]
    public async Task A_certificate_that_is_not_a_consoles_good_one_gets_nowhere_with_a_good_token(string what)
    {
        await using var lab = await TestLaboratory.StartAsync();
        var node = Listen(lab.Node);
        var access = Access(node, "anna", what == "revoked" ? CertificateKind.Console : CertificateKind.Node);
        if (what == "revoked")
            _certificates.Revoke(access.Certificates!);
        await using var eve = await TestConsole.AttachAsync(access);
        eve.Refused.ShouldNotBeNull().Why.ShouldContain("closing the connection, expected it to take");
        await using var anna = await TestConsole.AttachAsync(Access(node, "anna2", CertificateKind.Console) with { User = "anna" }, wants: false);
        anna.Refused.ShouldBeNull();
    }

    [Fact]
    public async Task A_console_that_plays_the_node_is_found_out_before_it_is_dialled()
    {
        using var mallory = OperatorSystem.Create("127.0.0.1", 0, Serilog.Core.Logger.None, tls: _certificates.Of(CertificateKind.Console, "mallory").SslSetup(null));
        var there = OperatorSystem.EndPoint(mallory);
        await using var anna = await TestConsole.AttachAsync(Access(new ConsoleAddress(there.Host, there.Port), "anna", CertificateKind.Console));
        anna.Refused.ShouldNotBeNull().Why.ShouldContain("that is a console's, expected a node's");
        anna.System.WhenTerminated.IsCompleted.ShouldBeFalse();
        await mallory.Terminate();
    }

    [Fact]
    public async Task A_web_server_where_a_console_was_costs_the_node_no_run_and_consoles_attach_again()
    {
        await using var lab = await TestLaboratory.StartAsync(durable: true);
        var node = Listen(lab.Node);
        await using var anna = await TestConsole.AttachAsync(Access(node, "anna", CertificateKind.Console), wants: false);
        anna.Refused.ShouldBeNull();

        // A console goes without a word, and a web server has its port when the node has something to tell it.
        var bert = await TestConsole.AttachAsync(Access(node, "bert", CertificateKind.Console), wants: false);
        var port = OperatorSystem.EndPoint(bert.System).Port;
        await bert.System.Terminate();
        using var web = new TcpListener(IPAddress.Loopback, port);
        web.Start();
        var running = lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));
        using (var visitor = await web.AcceptTcpClientAsync().WaitAsync(Patience))
            await visitor.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());

        (await running).Ended!.State.ShouldBe("completed");
        lab.Of<RunFinished>().ShouldHaveSingleItem().Event.State.ShouldBe("success");
        await anna.WhenSaidAsync("attached to node again");
        (await anna.DoAsync("status")).Done.ShouldBeTrue();
    }

    private ConsoleAccess Access(ConsoleAddress node, string user, CertificateKind kind) => new(node, user, Token) { Certificates = _certificates.Of(kind, user) };

    private ConsoleAddress Listen(LabNode node)
    {
        var users = new[] { ("anna", OperatorRole.Engineer), ("bert", OperatorRole.Operator), ("vera", OperatorRole.Viewer) }
            .ToImmutableDictionary(u => u.Item1, u => new OperatorUser(u.Item1, u.Item2, "salt", OperatorProof.Hash(OperatorProof.Key("salt", Token)), default));
        var own = _certificates.Of(CertificateKind.Node, "node");
        var endpoint = node.Listen(new OperatorListening("127.0.0.1", 0, users.GetValueOrDefault) { Certificates = own });
        return new ConsoleAddress(endpoint.Host, endpoint.Port);
    }
}
