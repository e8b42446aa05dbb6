using System.Net;

namespace LabActors.Core.Operators;

/// <summary>
/// Whether a node may listen, and how. Within one computer the token of the data folder is enough, and nothing can be overheard; what other computers can reach
/// is TLS with certificates of the laboratory's authority on both sides, and has users.
/// </summary>
public static class ListenRules
{
    /// <summary>Decides.</summary>
    public static ListenDecision Decide(ListenSituation found)
    {
        if (found.Addresses.IsEmpty)
            return Refused($"found '{found.Host}', which has no address, expected an address of this computer such as 127.0.0.1");
        if (found.Addresses.Any(a => a.Equals(IPAddress.Any) || a.Equals(IPAddress.IPv6Any)))
            return Refused($"found '{found.Host}', which nobody can dial, expected the name or address of this computer by which consoles reach it");
        if (found.Addresses.All(IPAddress.IsLoopback))
            return new ListenDecision(ListenMode.Plain, $"{found.Host} is within this computer: no certificates are needed");
        var reached = $"found {found.Host}, which other computers reach";
        if (found.CertificateProblem.Length > 0)
            return Refused($"{reached}, and no certificates that can be used ({found.CertificateProblem}); expected 127.0.0.1, or certificates: ./lab cert init, then ./lab cert node NAME --host HOST");
        if (found.UsersProblem.Length > 0)
            return Refused($"{reached}, and a users' file that cannot be used ({found.UsersProblem}); expected 127.0.0.1, or that file mended");
        return found.HasUsers
            ? new ListenDecision(ListenMode.Tls, $"other computers reach {found.Host}: TLS, certificates on both sides")
            : Refused($"{reached}, and no user who could attach; expected 127.0.0.1, or a user: ./lab user add NAME --role engineer");
    }

    private static ListenDecision Refused(string reason) => new(ListenMode.Refused, reason);
}
