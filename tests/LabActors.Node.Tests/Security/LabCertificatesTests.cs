using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LabActors.Core.Problems;
using LabActors.Node.Security;

namespace LabActors.Node.Tests.Security;

public sealed class LabCertificatesTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;
    private readonly LabAuthority _authority = LabAuthority.Create("Bern", Now.AddDays(-30));

    public LabCertificatesTests()
    {
        _authority.Save(_folder);
        using var north = _authority.Issue(CertificateKind.Node, "north", ["north.lab", "10.0.0.5"], Now, TimeSpan.FromDays(100));
        LabAuthority.Save(north, _folder, CertificateKind.Node, "north");
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_the_authority_has_made_is_good()
    {
        var (certificates, problems) = Load();
        problems.ShouldBeEmpty();
        using (certificates.ShouldNotBeNull())
        {
            certificates.Own.HasPrivateKey.ShouldBeTrue();
            CertificateChecks.HostsOf(certificates.Own).ShouldBe(["north.lab", "localhost", "10.0.0.5", "127.0.0.1", "::1"]);
            using var console = _authority.Issue(CertificateKind.Console, "anna", [], Now, TimeSpan.FromDays(1));
            certificates.ValidatePeer(console, SslPolicyErrors.RemoteCertificateChainErrors, null).ShouldBeEmpty();
            certificates.ValidatePeer(certificates.Own, SslPolicyErrors.RemoteCertificateChainErrors, CertificateKind.Node).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Secrets_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var secret in new[] { "authority.key", "node-north.p12" })
            File.GetUnixFileMode(Path.Combine(_folder, secret)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, secret);
        var path = Path.Combine(_folder, "node-north.p12");
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("644", 8));
        Load().Problems.ShouldHaveSingleItem().Message.ShouldEndWith($"expected 0600: chmod 600 {path}");
    }

    [Fact]
    public void Who_is_not_to_be_talked_to_is_told_why()
    {
        using var certificates = Load().Certificates.ShouldNotBeNull();
        string Refusal(X509Certificate2? peer, CertificateKind? expected = null, SslPolicyErrors errors = SslPolicyErrors.RemoteCertificateChainErrors)
        {
            using (peer)
                return certificates.ValidatePeer(peer, errors, expected);
        }

        using var other = LabAuthority.Create("Bern", Now.AddDays(-30));
        Refusal(null).ShouldBe("found no certificate, expected one of the laboratory's authority");
        Refusal(other.Issue(CertificateKind.Node, "north", [], Now, TimeSpan.FromDays(1))).ShouldStartWith("found a certificate of 'north' that another authority has signed");
        Refusal(_authority.Issue(CertificateKind.Node, "x", [], Now.AddDays(-9), TimeSpan.FromDays(8))).ShouldStartWith($"found a certificate of 'x' that expired on {Now.AddDays(-1):yyyy-MM-dd}");
        Refusal(_authority.Issue(CertificateKind.Node, "x", [], Now.AddDays(9), TimeSpan.FromDays(8))).ShouldContain("begins only on");
        Refusal(_authority.Issue(CertificateKind.Console, "anna", [], Now, TimeSpan.FromDays(1)), CertificateKind.Node).ShouldBe("found a certificate of 'anna' that is a console's, expected a node's");
        Refusal(Odd("OU=node", LabAuthority.ServerAuthentication)).ShouldContain("not for both ends of a connection, expected the uses serverAuth and clientAuth");
        Refusal(Odd("OU=node", LabAuthority.ClientAuthentication)).ShouldContain("not for both ends");
        Refusal(Odd("OU=node")).ShouldContain("not for both ends");
        Refusal(Odd("OU=boss", LabAuthority.ServerAuthentication, LabAuthority.ClientAuthentication)).ShouldContain("neither a node's nor a console's");
        Refusal(X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_folder, "authority.crt"))).ShouldNotBeEmpty();

        using var south = _authority.Issue(CertificateKind.Node, "south", ["south.lab"], Now, TimeSpan.FromDays(1));
        certificates.ValidatePeer(south, SslPolicyErrors.RemoteCertificateNameMismatch, null).ShouldBe(
            "found a certificate of 'south' that is good for south.lab, localhost, 127.0.0.1, ::1, expected the name that was dialled: ./lab cert node NAME --host HOST");
        certificates.ValidatePeer(south, SslPolicyErrors.None, null).ShouldBeEmpty();
        new RevokedCertificates(_folder).Add(south.SerialNumber, "south, stolen");
        certificates.ValidatePeer(south, SslPolicyErrors.None, null).ShouldBe("found a certificate of 'south' that is in revoked.txt, expected one that is not");
    }

    [Fact]
    public void An_end_is_warned_of_and_then_refused()
    {
        var later = new Clock();
        using var certificates = Load(later).Certificates.ShouldNotBeNull();
        certificates.Problem(TimeSpan.FromDays(42)).ShouldBeNull();
        later.Ahead = TimeSpan.FromDays(60);
        var warning = certificates.Problem(TimeSpan.FromDays(42)).ShouldNotBeNull();
        warning.Severity.ShouldBe(ProblemSeverity.Warning);
        warning.Message.ShouldBe($"found a certificate that expires on {Now.AddDays(100):yyyy-MM-dd}, expected it to be renewed by then: ./lab cert node north --renew");
        Load(later).Problems.ShouldBe([warning]);
        later.Ahead = TimeSpan.FromDays(101);
        certificates.Problem(TimeSpan.Zero).ShouldNotBeNull().IsError.ShouldBeTrue();
        var (none, problems) = Load(later);
        none.ShouldBeNull();
        problems.ShouldHaveSingleItem().ToString().ShouldStartWith($"{Path.Combine(_folder, "node-north.p12")}: error: found a certificate of 'north' that expired on");
    }

    [Fact]
    public void What_is_missing_or_broken_is_told_at_once()
    {
        Messages(LabCertificates.Load(Path.Combine(_folder, "none"), CertificateKind.Node, "north", default, TimeProvider.System))
            .ShouldBe($"{Path.Combine(_folder, "none")}: error: found no such folder, expected authority.crt and node-north.p12 in it");
        Messages(LabCertificates.Load(_folder, CertificateKind.Node, "south", default, TimeProvider.System))
            .ShouldBe($"{_folder}: error: found no node-south.p12, expected the certificate that ./lab cert node south makes");
        File.WriteAllText(Path.Combine(_folder, "authority.crt"), "nothing");
        PrivateFile.Write(Path.Combine(_folder, "node-north.p12"), "nothing");
        File.WriteAllText(Path.Combine(_folder, "revoked.txt"), "# none\nnorth\n");
        var all = Messages(Load());
        all.ShouldContain("authority.crt: error: found a file that cannot be read (");
        all.ShouldContain("expected the authority's certificate, PEM");
        all.ShouldContain("node-north.p12: error: found a file that cannot be read (");
        all.ShouldContain("revoked.txt:2:1: error: found 'north', expected a serial number");
    }

    [Fact]
    public void Without_a_name_the_only_certificate_of_its_kind_is_taken()
    {
        LabCertificates.Load(_folder, CertificateKind.Node, null, default, TimeProvider.System).Certificates.ShouldNotBeNull().Dispose();
        using var south = _authority.Issue(CertificateKind.Node, "south", [], Now, TimeSpan.FromDays(1));
        LabAuthority.Save(south, _folder, CertificateKind.Node, "south");
        Messages(LabCertificates.Load(_folder, CertificateKind.Node, null, default, TimeProvider.System))
            .ShouldBe($"{_folder}: error: found node-north.p12, node-south.p12, expected one node-NAME.p12");
    }

    [Fact]
    public void A_certificate_ends_with_its_authority()
    {
        using var old = LabAuthority.Create("Bern", Now - LabAuthority.Life + TimeSpan.FromDays(3));
        using var issued = old.Issue(CertificateKind.Console, "anna", [], Now, TimeSpan.FromDays(100));
        issued.NotAfter.ToUniversalTime().ShouldBe(old.End.UtcDateTime);
    }

    private (LabCertificates? Certificates, System.Collections.Immutable.ImmutableArray<Problem> Problems) Load(TimeProvider? time = null) =>
        LabCertificates.Load(_folder, CertificateKind.Node, "north", TimeSpan.FromDays(42), time ?? TimeProvider.System);

    private static string Messages((LabCertificates? Certificates, System.Collections.Immutable.ImmutableArray<Problem> Problems) loaded)
    {
        loaded.Certificates.ShouldBeNull();
        return string.Join("\n", loaded.Problems);
    }

    // What the authority itself never makes: somebody with its key and another program would.
    private X509Certificate2 Odd(string unit, params string[] uses)
    {
        using var authority = X509Certificate2.CreateFromPemFile(Path.Combine(_folder, "authority.crt"), Path.Combine(_folder, "authority.key"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=odd, {unit}", key, HashAlgorithmName.SHA256);
        if (uses.Length > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. uses.Select(use => new Oid(use))], critical: true));
        return request.Create(authority, Now.AddHours(-1), Now.AddDays(1), [1, 2, 3]);
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => Now + Ahead;
    }
}
