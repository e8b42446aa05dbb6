using LabActors.Core.Operators;
using LabActors.Node.Security;

namespace LabActors.Node.Tests.Security;

/// <summary>The rules themselves: <c>ListenRulesTests</c>.</summary>
public sealed class ListenCheckTests : IDisposable
{
    private readonly string _lab = Directory.CreateTempSubdirectory("labactors-").FullName;

    public void Dispose() => Directory.Delete(_lab, recursive: true);

    [Fact]
    public async Task A_node_listens_where_its_laboratory_is_prepared_for_it()
    {
        (await CheckAsync("127.0.0.1")).Decision.Mode.ShouldBe(ListenMode.Plain);
        (await CheckAsync("localhost")).Decision.Mode.ShouldBe(ListenMode.Plain);
        (await CheckAsync("192.0.2.7")).Decision.ShouldBe(new ListenDecision(
            ListenMode.Refused,
            $"found 192.0.2.7, which other computers reach, and no certificates that can be used ({Path.Combine(_lab, "certs")}: error: found no such folder, expected authority.crt and node-north.p12 in it); "
            + "expected 127.0.0.1, or certificates: ./lab cert init, then ./lab cert node NAME --host HOST"));

        var certificates = SecuritySettings.Default.CertificatesOf(_lab);
        PrivateFile.CreateFolder(certificates);
        using (var authority = LabAuthority.Create("Bern", DateTimeOffset.UtcNow))
        using (var north = authority.Issue(CertificateKind.Node, "north", [], DateTimeOffset.UtcNow, TimeSpan.FromDays(10)))
        {
            authority.Save(certificates);
            LabAuthority.Save(north, certificates, CertificateKind.Node, "north");
        }

        (await CheckAsync("192.0.2.7")).Decision.Reason.ShouldContain("and no user who could attach");
        var users = SecuritySettings.Default.UsersOf(_lab);
        users.Change(all => all.Add(OperatorUser.Create("anna", OperatorRole.Engineer, DateTimeOffset.UnixEpoch).User)).ShouldBeEmpty();
        var tls = await CheckAsync("192.0.2.7");
        tls.Decision.Mode.ShouldBe(ListenMode.Tls);
        tls.Problems.ShouldHaveSingleItem().IsError.ShouldBeFalse();
        using (tls.Certificates.ShouldNotBeNull())
            tls.Certificates.Own.HasPrivateKey.ShouldBeTrue();
        (await CheckAsync("127.0.0.1")).Certificates.ShouldBeNull();

        File.AppendAllText(users.Path, "oops\n");
        var broken = await CheckAsync("192.0.2.7");
        broken.Decision.Reason.ShouldContain($"a users' file that cannot be used ({users.Path}:");
        broken.Certificates.ShouldBeNull();
    }

    [Fact]
    public async Task A_name_without_an_address_is_told() =>
        (await CheckAsync(new string('a', 300))).Decision.Reason.ShouldEndWith("which has no address, expected an address of this computer such as 127.0.0.1");

    private Task<ListenCheck> CheckAsync(string host) => ListenCheck.MakeAsync(host, "north", SecuritySettings.Default, _lab, TimeProvider.System);
}
