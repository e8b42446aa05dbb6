using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Event;
using Akka.Remote.Transport.DotNetty;
using LabActors.Core.Problems;

namespace LabActors.Node.Security;

/// <summary>
/// What this computer needs to talk to others: its own certificate with its key, and the authority, loaded and checked. Nothing but certificates of this authority is
/// trusted, whatever the operating system trusts.
/// </summary>
public sealed class LabCertificates : IDisposable
{
    /// <summary>HOCON that switches TLS on; the rest is <see cref="SslSetup"/>'s, which goes before what HOCON says of certificates.</summary>
    public const string TlsHocon = "akka.remote.dot-netty.tcp.enable-ssl = on";

    /// <summary>What the log of an actor system says of a peer that was refused.</summary>
    public const string RefusedText = "The connection with {Peer} was refused: {Reason}";

    private readonly CertificateChecks _checks;
    private readonly TimeProvider _time;

    private LabCertificates(string path, CertificateKind kind, X509Certificate2 own, CertificateChecks checks, TimeProvider time)
    {
        (Path, Kind, Own, _checks, _time) = (path, kind, own, checks, time);
    }

    /// <summary>The file of the own certificate.</summary>
    public string Path { get; }

    /// <summary>A node's or a console's.</summary>
    public CertificateKind Kind { get; }

    /// <summary>The own certificate, with its key.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>Loads and checks everything.</summary>
    /// <param name="folder">The folder of certificates.</param>
    /// <param name="kind">Whose certificate.</param>
    /// <param name="name">Of the node or console; null for the only one of its kind in the folder.</param>
    /// <param name="warnBefore">How long before its end the expiry is warned of.</param>
    /// <param name="time">Certificates are good or not in wall-clock time.</param>
    /// <returns>Null when there is an error; warnings come with certificates that can be used.</returns>
    public static (LabCertificates? Certificates, ImmutableArray<Problem> Problems) Load(string folder, CertificateKind kind, string? name, TimeSpan warnBefore, TimeProvider time)
    {
        if (!Directory.Exists(folder))
            return (null, [new Problem(folder, 0, 0, $"found no such folder, expected {CertificateFiles.Authority} and {CertificateFiles.Own(kind, name ?? "NAME")} in it")]);
        var problems = new List<Problem>();
        if (new RevokedCertificates(folder).Problem() is { } unreadable)
            problems.Add(unreadable);
        var authority = Read(System.IO.Path.Combine(folder, CertificateFiles.Authority), X509CertificateLoader.LoadCertificateFromFile, "the authority's certificate, PEM", problems);
        var (path, missing) = CertificateFiles.FindOwn(folder, kind, name);
        if (missing is not null)
            problems.Add(missing);
        else if (PrivateFile.Problem(path!) is { } exposed)
            problems.Add(exposed);
        var own = path is null ? null : Read(path, file => X509CertificateLoader.LoadPkcs12FromFile(file, null), "a certificate with its key, PKCS#12 without password", problems);
        if (authority is null || own is null || problems.Count > 0)
        {
            authority?.Dispose();
            own?.Dispose();
            return (null, [.. problems]);
        }

        var certificates = new LabCertificates(path!, kind, own, new CertificateChecks(authority, new RevokedCertificates(folder)), time);
        if (certificates.Problem(warnBefore) is { } problem)
            problems.Add(problem);
        if (!problems.Exists(p => p.IsError))
            return (certificates, [.. problems]);
        certificates.Dispose();
        return (null, [.. problems]);
    }

    /// <summary>What is wrong with the own certificate now: an error when it can no longer be used, a warning when it expires soon, else null.</summary>
    public Problem? Problem(TimeSpan warnBefore)
    {
        var now = _time.GetUtcNow();
        var refusal = Own.HasPrivateKey ? _checks.Refusal(Own, Kind, now) : "found a certificate without its key, expected one with it";
        if (refusal.Length > 0)
            return new Problem(Path, 0, 0, refusal);
        var (ends, what) = Own.NotAfter <= _checks.Authority.NotAfter
            ? (Own.NotAfter, $"found a certificate that expires on {{0}}, expected it to be renewed by then: ./lab cert {CertificateFiles.Word(Kind)} {Own.GetNameInfo(X509NameType.SimpleName, false)} --renew")
            : (_checks.Authority.NotAfter, "found an authority that expires on {0}, expected another by then: ./lab cert init in a new folder, and certificates of it");
        return ends - now > warnBefore ? null : new Problem(Path, 0, 0, what.Replace("{0}", CertificateChecks.Day(ends), StringComparison.Ordinal), ProblemSeverity.Warning);
    }

    /// <summary>Why a peer is not talked to; empty when it is.</summary>
    /// <param name="peer">Its certificate.</param>
    /// <param name="errors">What the handshake found; only a wrong name of what was dialled counts, the rest is checked here.</param>
    /// <param name="expected">Of which kind the peer has to be; null for any.</param>
    public string ValidatePeer(X509Certificate2? peer, SslPolicyErrors errors, CertificateKind? expected)
    {
        if (peer is null)
            return "found no certificate, expected one of the laboratory's authority";
        if (_checks.Refusal(peer, expected, _time.GetUtcNow()) is { Length: > 0 } refusal)
            return refusal;

        // Consoles have no names of computers in their certificates: they are people's.
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && CertificateChecks.KindOf(peer) == CertificateKind.Node
            ? $"found a certificate of '{peer.GetNameInfo(X509NameType.SimpleName, false)}' that is good for {string.Join(", ", CertificateChecks.HostsOf(peer))}, expected the name that was dialled: ./lab cert node NAME --host HOST"
            : "";
    }

    /// <summary>
    /// What an actor system with remoting is created with, together with <see cref="TlsHocon"/>: both sides show certificates, in both directions, and each is asked
    /// by <see cref="ValidatePeer"/>. A peer that is refused is told in the log of the actor system.
    /// </summary>
    /// <param name="expected">Consoles expect <see cref="CertificateKind.Node"/>, so that no console can play the node; nodes among themselves too.</param>
    public DotNettySslSetup SslSetup(CertificateKind? expected) => new(
        Own,
        suppressValidation: false,
        requireMutualAuthentication: true,
        customValidator: (peer, _, remote, errors, log) =>
        {
            var refusal = ValidatePeer(peer, errors, expected);
            if (refusal.Length > 0)
                log.Warning(RefusedText, remote, refusal);
            return refusal.Length == 0;
        });

    /// <inheritdoc/>
    public void Dispose()
    {
        Own.Dispose();
        _checks.Authority.Dispose();
    }

    private static X509Certificate2? Read(string path, Func<string, X509Certificate2> read, string expected, List<Problem> problems)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(path, 0, 0, $"found {(File.Exists(path) ? $"a file that cannot be read ({e.Message.TrimEnd('.')})" : "no such file")}, expected {expected}"));
            return null;
        }
    }
}
