using System.Collections.Immutable;
using System.Net;
using LabActors.Core.Operators;
using LabActors.Core.Problems;

namespace LabActors.Node.Security;

/// <summary>Finds out what <see cref="ListenRules"/> wants to know, and loads the certificates where they are needed.</summary>
/// <param name="Decision">How the node is to listen.</param>
/// <param name="Certificates">Where that is with TLS; to be disposed of when the node no longer listens.</param>
/// <param name="Problems">What is wrong with certificates and users, warnings too, with files and lines.</param>
public sealed record ListenCheck(ListenDecision Decision, LabCertificates? Certificates, ImmutableArray<Problem> Problems)
{
    /// <summary>Looks at host, certificates and users.</summary>
    /// <param name="host">Name or address to listen at.</param>
    /// <param name="node">Name of the node: its certificate is <c>node-NAME.p12</c>; null for the only node's certificate of the folder.</param>
    /// <param name="security">Where users and certificates are.</param>
    /// <param name="lab">The laboratory's folder.</param>
    /// <param name="time">Certificates are good or not in wall-clock time.</param>
    public static async Task<ListenCheck> MakeAsync(string host, string? node, SecuritySettings security, string lab, TimeProvider time)
    {
        var addresses = await HostAddresses.OfAsync(host);
        var users = security.UsersOf(lab).Current();
        var (certificates, problems) = addresses.All(IPAddress.IsLoopback)
            ? (null, [])
            : LabCertificates.Load(security.CertificatesOf(lab), CertificateKind.Node, node, security.WarnBefore, time);
        var decision = ListenRules.Decide(new ListenSituation(host, addresses)
        {
            CertificateProblem = certificates is null ? First(problems) : "",
            UsersProblem = First(users.Problems),
            HasUsers = !users.Users.IsEmpty,
        });
        if (decision.Mode == ListenMode.Tls)
            return new ListenCheck(decision, certificates, [.. problems, .. users.Problems]);
        certificates?.Dispose();
        return new ListenCheck(decision, null, [.. problems, .. users.Problems]);
    }

    private static string First(ImmutableArray<Problem> problems) => problems.FirstOrDefault(problem => problem.IsError)?.ToString() ?? "";
}
