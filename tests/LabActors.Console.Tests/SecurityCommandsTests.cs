using System.Text.Json;
using LabActors.Core.Operators;
using LabActors.Node.Security;

namespace LabActors.Console.Tests;

/// <summary><c>lab user</c> and <c>lab cert</c>.</summary>
public sealed class SecurityCommandsTests : IDisposable
{
    private readonly CommandRun _commands = new();

    private string Users => Path.Combine(_commands.Demo.Lab, "users.yaml");

    private string Certificates => Path.Combine(_commands.Demo.Lab, "certs");

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task A_user_is_added_with_a_token_that_is_told_once_listed_and_removed()
    {
        (await RunAsync("user", "add", "anna", "--role", "engineer")).ShouldBe(0);
        _commands.OutputLines[0].ShouldBe($"anna (engineer) may attach to the nodes of this laboratory ({Users}).");
        var token = _commands.OutputLines[1].Split(": ")[1];
        SecretToken.Problem(token).ShouldBeEmpty();

        var text = File.ReadAllText(Users);
        text.ShouldNotContain(token);
        var user = UsersDocument.Read(text, Users).Users.ShouldNotBeNull().Find("anna").ShouldNotBeNull();
        OperatorProof.Hash(OperatorProof.Key(user.Salt, token)).ShouldBe(user.TokenHash);

        (await RunAsync("user", "list")).ShouldBe(0);
        _commands.OutputLines[^1].ShouldStartWith("anna                 engineer added ");
        (await RunAsync("user", "list", "--json")).ShouldBe(0);
        using var json = JsonDocument.Parse(_commands.OutputLines[^1]);
        json.RootElement.GetProperty("role").GetString().ShouldBe("engineer");

        (await RunAsync("user", "remove", "anna")).ShouldBe(0);
        (await RunAsync("user", "list")).ShouldBe(0);
        _commands.OutputLines[^1].ShouldStartWith($"{Users}: nobody; ./lab user add NAME --role viewer|operator|engineer");
        _commands.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_and_changes_nothing()
    {
        (await RunAsync("user", "add", "anna", "--role", "viewer")).ShouldBe(0);
        var before = File.ReadAllText(Users);
        (await RunAsync("user", "add", "Anna", "--role", "viewer")).ShouldBe(1);
        _commands.Error.ShouldStartWith($"{Users}: error: found a second user 'Anna', expected each name once: there is anna (viewer)");
        (await RunAsync("user", "remove", "bob")).ShouldBe(1);
        _commands.Error.ShouldContain($"{Users}: error: there is no user 'bob'; there are anna");
        (await RunAsync("user", "list", "--lab", Path.Combine(_commands.Demo.Root, "none"))).ShouldBe(1);
        _commands.Error.ShouldContain("there is no such folder, expected the laboratory's");
        File.ReadAllText(Users).ShouldBe(before);
    }

    [Fact]
    public async Task An_authority_signs_nodes_and_consoles_and_lists_them()
    {
        (await RunAsync("cert", "init", "--lab-name", "Bern")).ShouldBe(0);
        (await RunAsync("cert", "node", "north", "--host", "north.lab", "--host", "10.0.0.5")).ShouldBe(0);
        _commands.Output.ShouldContain("for north.lab, localhost, 10.0.0.5, 127.0.0.1, ::1.");
        (await RunAsync("cert", "console", "anna", "--days", "20")).ShouldBe(0);
        Directory.GetFiles(Certificates).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["authority.crt", "authority.key", "console-anna.crt", "console-anna.p12", "node-north.crt", "node-north.p12"]);

        (await RunAsync("cert", "list")).ShouldBe(0);
        _commands.OutputLines[^3].ShouldStartWith("good         authority Bern authority ");
        _commands.OutputLines[^2].ShouldStartWith("expires soon console   anna ");
        _commands.OutputLines[^1].ShouldStartWith("good         node      north ");
        _commands.Error.ShouldContain("console-anna.crt: warning: expires in 19 days: ./lab cert console anna --renew, and copy it to its computer");

        (await RunAsync("cert", "node", "north", "--renew", "--days", "50")).ShouldBe(0);
        _commands.OutputLines[^2].ShouldContain("for north.lab, localhost, 10.0.0.5");
        (await RunAsync("cert", "revoke", "console-anna")).ShouldBe(0);
        (await RunAsync("cert", "list", "--json")).ShouldBe(0);
        using var json = JsonDocument.Parse(_commands.OutputLines[^2]);
        json.RootElement.GetProperty("state").GetString().ShouldBe("revoked");
        json.RootElement.GetProperty("days_left").GetInt32().ShouldBe(19);
    }

    [Fact]
    public async Task What_would_harm_certificates_that_are_there_is_refused()
    {
        (await RunAsync("cert", "list")).ShouldBe(1);
        _commands.Error.ShouldContain("authority.crt: error: found no such file, expected the certificate of the laboratory's authority: ./lab cert init makes one");
        (await RunAsync("cert", "console", "anna")).ShouldBe(1);
        _commands.Error.ShouldContain("expected the folder in which ./lab cert init has made the authority");
        (await RunAsync("cert", "init")).ShouldBe(0);
        (await RunAsync("cert", "init")).ShouldBe(1);
        _commands.Error.ShouldContain("authority.crt: error: found an authority, expected none");
        (await RunAsync("cert", "console", "anna")).ShouldBe(0);
        (await RunAsync("cert", "console", "anna")).ShouldBe(1);
        _commands.Error.ShouldContain("console-anna.p12: error: found a certificate of this name, expected none: --renew makes a new one in its place");
        (await RunAsync("cert", "console", "bob", "--renew")).ShouldBe(1);
        _commands.Error.ShouldContain("console-bob.crt: error: found no such file, expected the certificate that is to be renewed");
        (await RunAsync("cert", "revoke", "console-bob")).ShouldBe(1);
        _commands.Error.ShouldContain("found no certificate console-bob, expected one of console-anna");
    }

    [Fact]
    public async Task A_list_with_a_certificate_that_has_expired_ends_with_1()
    {
        PrivateFile.CreateFolder(Certificates);
        using (var authority = LabAuthority.Create("Bern", DateTimeOffset.UtcNow.AddDays(-30)))
        using (var expired = authority.Issue(CertificateKind.Node, "north", [], DateTimeOffset.UtcNow.AddDays(-10), TimeSpan.FromDays(3)))
        {
            authority.Save(Certificates);
            LabAuthority.Save(expired, Certificates, CertificateKind.Node, "north");
        }

        (await RunAsync("cert", "list")).ShouldBe(1);
        _commands.OutputLines[^1].ShouldStartWith("no good      node      north ");
        _commands.Error.ShouldContain("node-north.crt: error: found a certificate of 'north' that expired on");
    }

    private Task<int> RunAsync(params string[] arguments) => _commands.RunAsync(new FakeLaboratory(), arguments);
}
