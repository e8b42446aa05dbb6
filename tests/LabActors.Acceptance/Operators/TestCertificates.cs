using System.Security.Cryptography.X509Certificates;
using LabActors.Node.Security;

namespace LabActors.Acceptance.Operators;

/// <summary>A laboratory's authority with a certificate for a node and as many for consoles as are wanted, in a folder of its own.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private readonly LabAuthority _authority = LabAuthority.Create("Bern", Now.AddDays(-30));
    private readonly List<LabCertificates> _loaded = [];

    public TestCertificates() => _authority.Save(Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("labactors-").FullName;

    /// <summary>A certificate of its own, as its computer would load it.</summary>
    public LabCertificates Of(CertificateKind kind, string name, params string[] hosts)
    {
        using var issued = _authority.Issue(kind, name, hosts, Now, TimeSpan.FromDays(1));
        LabAuthority.Save(issued, Folder, kind, name);
        var loaded = LabCertificates.Load(Folder, kind, name, TimeSpan.Zero, TimeProvider.System).Certificates.ShouldNotBeNull();
        _loaded.Add(loaded);
        return loaded;
    }

    /// <summary>A node's certificate with its key, in no file.</summary>
    public X509Certificate2 Issue(string name) => _authority.Issue(CertificateKind.Node, name, ["127.0.0.1"], Now, TimeSpan.FromDays(1));

    /// <summary>One that ended some days ago.</summary>
    public X509Certificate2 Expired(string name) => _authority.Issue(CertificateKind.Node, name, ["127.0.0.1"], Now.AddDays(-5), TimeSpan.FromDays(1));

    /// <summary>From now on it is no good.</summary>
    public void Revoke(LabCertificates certificate) => new RevokedCertificates(Folder).Add(certificate.Own.SerialNumber, "lost");

    public void Dispose()
    {
        foreach (var certificates in _loaded)
            certificates.Dispose();
        _authority.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
