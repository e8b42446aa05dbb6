using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LabActors.Node.Security;

/// <summary>What a certificate has to be: signed by the laboratory's authority itself, in date, not revoked, for both ends of a connection, of its kind.</summary>
/// <param name="Authority">The laboratory's; the only one that is trusted, whatever else the computer trusts.</param>
/// <param name="Revoked">What is no longer good.</param>
public sealed record CertificateChecks(X509Certificate2 Authority, RevokedCertificates Revoked)
{
    /// <summary>What is wrong with a certificate; empty when nothing is.</summary>
    /// <param name="certificate">It.</param>
    /// <param name="expected">Of which kind it has to be; null for any.</param>
    /// <param name="now">The moment for which it has to be good.</param>
    public string Refusal(X509Certificate2 certificate, CertificateKind? expected, DateTimeOffset now)
    {
        var kind = KindOf(certificate);
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        var what = $"found a certificate of '{name}' that";
        if (!IsSigned(certificate))
            return $"{what} another authority has signed ({certificate.Issuer}), expected one of {Authority.Subject}";
        if (now > certificate.NotAfter)
            return $"{what} expired on {Day(certificate.NotAfter)}, expected one in date: ./lab cert {(kind is { } whose ? CertificateFiles.Word(whose) : "node")} {name} --renew";
        if (now < certificate.NotBefore)
            return $"{what} begins only on {Day(certificate.NotBefore)}, expected one in date; is the clock of this computer right?";
        if (now > Authority.NotAfter || now < Authority.NotBefore)
            return $"found an authority that is good from {Day(Authority.NotBefore)} to {Day(Authority.NotAfter)}, expected one in date: ./lab cert init in a new folder, and certificates of it";
        if (Revoked.Contains(certificate.SerialNumber))
            return $"{what} is in {CertificateFiles.Revoked}, expected one that is not";
        var uses = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(use => use.EnhancedKeyUsages.Cast<Oid>()).Select(oid => oid.Value).ToArray();
        if (!uses.Contains(LabAuthority.ServerAuthentication) || !uses.Contains(LabAuthority.ClientAuthentication))
            return $"{what} is not for both ends of a connection, expected the uses serverAuth and clientAuth";
        if (kind is null)
            return $"{what} is neither a node's nor a console's, expected OU=node or OU=console in its subject";
        return expected is { } needed && kind != needed ? $"{what} is a {CertificateFiles.Word(kind.Value)}'s, expected a {CertificateFiles.Word(needed)}'s" : "";
    }

    /// <summary>Whose a certificate says it is; null when it says nothing that is known.</summary>
    public static CertificateKind? KindOf(X509Certificate2 certificate)
    {
        const string OrganizationalUnit = "2.5.4.11";
        var unit = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == OrganizationalUnit)
            .Select(part => part.GetSingleElementValue())
            .FirstOrDefault();
        foreach (var kind in Enum.GetValues<CertificateKind>())
        {
            if (unit == CertificateFiles.Word(kind))
                return kind;
        }

        return null;
    }

    /// <summary>Names and addresses of the computer in a node's certificate.</summary>
    public static ImmutableArray<string> HostsOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().ToArray();
        return [.. names.SelectMany(n => n.EnumerateDnsNames()), .. names.SelectMany(n => n.EnumerateIPAddresses()).Select(a => a.ToString())];
    }

    // Dates are told apart from signatures, so that each has its own words; hence they do not count here. What the peer sends along is not used: the authority signs itself or not at all.
    private bool IsSigned(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate) && chain.ChainElements.Count == 2;
    }

    /// <summary>The day of a moment, UTC.</summary>
    internal static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
