using System.Net;
using LabActors.Acceptance.Execution;
using LabActors.Console.Attaching;
using LabActors.Core.Operators;
using LabActors.Node.Security;

namespace LabActors.Acceptance.Operators;

/// <summary>A node as its laboratory's files let it listen: for its own computer, and for others.</summary>
public sealed class ListeningTests : IDisposable
{
    private readonly TestCertificates _certificates = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");

    public void Dispose()
    {
        _certificates.Dispose();
        _folder.Delete(recursive: true);
    }

    [OtherComputersFact]
    public async Task Others_attach_with_certificate_and_token_its_owner_from_within_and_what_the_users_file_says_counts_at_once()
    {
        var users = new UsersFile(Path.Combine(_folder.FullName, "users.yaml"));
        var (anna, token) = OperatorUser.Create("anna", OperatorRole.Engineer, default);
        users.Change(all => all.Add(anna)).ShouldBeEmpty();
        _certificates.Of(CertificateKind.Node, "node", OtherComputersFactAttribute.Address!.ToString());
        var console = _certificates.Of(CertificateKind.Console, "anna");
        await using var lab = await TestLaboratory.StartAsync(folder: _folder.FullName, durable: true, options: o => o with
        {
            Listen = new DnsEndPoint(OtherComputersFactAttribute.Address!.ToString(), 0),
            LabFolder = _folder.FullName,
            Security = SecuritySettings.Default with { Certificates = _certificates.Folder },
        });
        lab.Node.BeginListening();
        var listening = await lab.Node.ListeningAsync();
        listening.Length.ShouldBe(2);
        var (within, beyond) = (Address(listening[0]), Address(listening[1]));
        within.Host.ShouldBe("127.0.0.1");
        listening[1].ShouldEndWith(" with certificates");

        var owner = new ConsoleAccess(within, Environment.UserName, OperatorToken.Read(lab.Data).Token.ShouldNotBeNull());
        await using (var own = await TestConsole.AttachAsync(owner, wants: false))
            own.To.ShouldNotBeNull().Role.ShouldBe("engineer");
        await using (var stranger = await TestConsole.AttachAsync(owner with { Node = beyond, Certificates = console }, wants: false))
            stranger.Refused.ShouldNotBeNull().Why.ShouldBe("user or token is wrong");

        await using var attached = await TestConsole.AttachAsync(new ConsoleAccess(beyond, "anna", token) { Certificates = console }, wants: false);
        (await attached.DoAsync("lock C")).Lines.ShouldBe(["C is locked"]);
        users.Change(all => all.Remove("anna").Users.Add(anna with { Role = OperatorRole.Viewer })).ShouldBeEmpty();
        (await attached.DoAsync("unlock C")).Lines.ShouldBe(["denied: unlock is for role engineer, and anna is viewer"]);
        users.Change(all => all.Remove("anna")).ShouldBeEmpty();
        await attached.WhenSaidAsync("the node ended the session: anna is no longer in the users' file");
    }

    private static ConsoleAddress Address(string listening) => ConsoleAddress.Parse(listening.Split(' ')[0]).ShouldNotBeNull();
}
