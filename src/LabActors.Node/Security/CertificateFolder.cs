using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LabActors.Core.Problems;

namespace LabActors.Node.Security;

/// <summary>Everything in a folder of certificates: what <c>./lab cert list</c> tells.</summary>
public static class CertificateFolder
{
    /// <summary>Looks through a folder.</summary>
    /// <param name="folder">It.</param>
    /// <param name="warnBefore">How long before its end a certificate expires soon.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The certificates, those that end first before the others, and what could not be read or can be read by others.</returns>
    public static (ImmutableArray<CertificateState> Certificates, ImmutableArray<Problem> Problems) Look(string folder, TimeSpan warnBefore, DateTimeOffset now)
    {
        var path = Path.Combine(folder, CertificateFiles.Authority);
        if (!File.Exists(path))
            return ([], [new Problem(path, 0, 0, "found no such file, expected the certificate of the laboratory's authority: ./lab cert init makes one")]);
        var problems = new List<Problem>();
        var states = new List<CertificateState>();
        using var authority = Read(path, problems);
        if (authority is null)
            return ([], [.. problems]);
        var revoked = new RevokedCertificates(folder);
        if (revoked.Problem() is { } unreadable)
            problems.Add(unreadable);
        var checks = new CertificateChecks(authority, revoked);
        foreach (var file in Files(folder))
        {
            using var certificate = Read(file, problems);
            if (certificate is null)
                continue;
            var what = CertificateChecks.KindOf(certificate) is { } kind ? CertificateFiles.Word(kind) : "authority";
            var problem = checks.Refusal(certificate, null, now);
            states.Add(Of(file, certificate, what, problem));
        }

        foreach (var secret in Directory.GetFiles(folder, "*.p12").Append(Path.Combine(folder, CertificateFiles.AuthorityKey)).Where(File.Exists))
        {
            if (PrivateFile.Problem(secret) is { } exposed)
                problems.Add(exposed);
        }

        var ended = authority.NotAfter < now ? "found an authority that has expired, expected one in date: ./lab cert init in a new folder" : "";
        return ([Of(path, authority, "authority", ended), .. states.OrderBy(state => state.Ends)], [.. problems]);

        CertificateState Of(string file, X509Certificate2 certificate, string what, string problem) => new(
            file, what, certificate.GetNameInfo(X509NameType.SimpleName, false), certificate.NotAfter.ToUniversalTime(), certificate.SerialNumber, problem, State(certificate, problem));

        string State(X509Certificate2 certificate, string problem) => problem switch
        {
            _ when revoked.Contains(certificate.SerialNumber) => CertificateState.Revoked,
            { Length: > 0 } => CertificateState.NoGood,
            _ => certificate.NotAfter - now <= warnBefore ? CertificateState.ExpiresSoon : CertificateState.Good,
        };
    }

    // What was made here is told by its public half also after the other half has gone to its computer.
    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder)
        .Where(file => Path.GetExtension(file) is ".crt" or ".p12" && Path.GetFileName(file) != CertificateFiles.Authority)
        .Where(file => Path.GetExtension(file) == ".crt" || !File.Exists(Path.ChangeExtension(file, ".crt")));

    private static X509Certificate2? Read(string path, List<Problem> problems)
    {
        try
        {
            return Path.GetExtension(path) == ".p12" ? X509CertificateLoader.LoadPkcs12FromFile(path, null) : X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(path, 0, 0, $"found a file that cannot be read ({e.Message.TrimEnd('.')}), expected a certificate"));
            return null;
        }
    }
}
