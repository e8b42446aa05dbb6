using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LabActors.Node.Security;

/// <summary>
/// The laboratory's own certificate authority: ECDSA on P-256, signs nodes and consoles and no further authorities. Certificates are good for both ends of a
/// connection, since nodes and consoles dial each other.
/// </summary>
public sealed class LabAuthority : IDisposable
{
    /// <summary>How long an authority lives.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(20 * 365);

    /// <summary>How long a certificate lives when nothing else is said.</summary>
    public const int DefaultDays = 730;

    /// <summary>The use "server" of a certificate.</summary>
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>The use "client" of a certificate.</summary>
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // Clocks of instrument computers are seldom right to the minute, and sometimes in another zone than they think.
    private static readonly TimeSpan ClockError = TimeSpan.FromDays(1);

    // A console on the node's own computer dials it under these names.
    private static readonly string[] ThisComputer = ["localhost", "127.0.0.1", "::1"];

    private readonly X509Certificate2 _certificate;

    private LabAuthority(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>A new authority.</summary>
    /// <param name="lab">Name of the laboratory.</param>
    /// <param name="now">When it begins.</param>
    public static LabAuthority Create(string lab, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject($"{lab} authority", "authority"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new LabAuthority(request.CreateSelfSigned(now - ClockError, now + Life));
    }

    /// <summary>The authority of a folder.</summary>
    /// <exception cref="CryptographicException">The files are not what they should be.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public static LabAuthority Open(string folder) => new(X509Certificate2.CreateFromPemFile(
        Path.Combine(folder, CertificateFiles.Authority), Path.Combine(folder, CertificateFiles.AuthorityKey)));

    /// <summary>When it ends.</summary>
    public DateTimeOffset End => _certificate.NotAfter;

    /// <summary>Writes certificate and key into a folder.</summary>
    public void Save(string folder)
    {
        using var key = _certificate.GetECDsaPrivateKey()!;
        PrivateFile.Write(Path.Combine(folder, CertificateFiles.AuthorityKey), key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(Path.Combine(folder, CertificateFiles.Authority), _certificate.ExportCertificatePem() + "\n");
    }

    /// <summary>A new certificate with its key; ends with the authority when that ends before.</summary>
    /// <param name="kind">Whose.</param>
    /// <param name="name">Name of the node or console.</param>
    /// <param name="hosts">Names and addresses under which a node is reached.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="life">How long it lives.</param>
    public X509Certificate2 Issue(CertificateKind kind, string name, IEnumerable<string> hosts, DateTimeOffset now, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(name, CertificateFiles.Word(kind)), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        if (kind == CertificateKind.Node)
            request.CertificateExtensions.Add(Names(hosts));

        // A serial number is positive.
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        var end = now + life;
        using var certificate = request.Create(_certificate, now - ClockError, end < End ? end : End, serial);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Writes a certificate with its key, and without it for the authority's own record.</summary>
    public static void Save(X509Certificate2 certificate, string folder, CertificateKind kind, string name)
    {
        PrivateFile.Write(Path.Combine(folder, CertificateFiles.Own(kind, name)), certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, null));
        File.WriteAllText(Path.Combine(folder, CertificateFiles.Public(kind, name)), certificate.ExportCertificatePem() + "\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private static X500DistinguishedName Subject(string name, string unit)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        subject.AddOrganizationalUnitName(unit);
        subject.AddOrganizationName("LabActors");
        return subject.Build();
    }

    private static X509Extension Names(IEnumerable<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts.Concat(ThisComputer).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }

        return names.Build();
    }
}
