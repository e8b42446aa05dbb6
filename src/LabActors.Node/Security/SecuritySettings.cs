using System.Net;
using Akka.Configuration;
using LabActors.Actors.Operators;
using LabActors.Core.Operators;

namespace LabActors.Node.Security;

/// <summary>Where a laboratory's users and certificates are: <c>labactors.operators.users</c> and <c>labactors.security</c> of <c>hocon/operators.conf</c>.</summary>
/// <param name="Users">The users' file, relative to the laboratory's folder or not.</param>
/// <param name="Certificates">The folder of the certificates, relative to the laboratory's folder or not.</param>
/// <param name="WarnBefore">How long before its end the expiry of a certificate is warned of.</param>
public sealed record SecuritySettings(string Users, string Certificates, TimeSpan WarnBefore)
{
    private const string ListenKey = "labactors.operators.listen";
    private const string UsersKey = "labactors.operators.users";
    private const string CertificatesKey = "labactors.security.certificates";
    private const string WarnKey = "labactors.security.warn-before";

    /// <summary>Where consoles attach, as they dial it; null for what the command that starts the node says.</summary>
    public DnsEndPoint? Listen { get; init; }

    /// <summary>Those of <c>hocon/operators.conf</c> as it is delivered.</summary>
    public static SecuritySettings Default { get; } = new("users.yaml", "certs", TimeSpan.FromDays(42));

    /// <summary>Reads the settings; what is not there is as delivered.</summary>
    /// <exception cref="ConfigurationException">A value is not of its form; the message names it.</exception>
    public static SecuritySettings From(Config config)
    {
        var (users, certificates, warn) = (config.GetString(UsersKey, Default.Users), config.GetString(CertificatesKey, Default.Certificates), config.GetTimeSpan(WarnKey, Default.WarnBefore));
        if (users.Length == 0)
            throw new ConfigurationException($"{UsersKey} is '', expected a file");
        if (certificates.Length == 0)
            throw new ConfigurationException($"{CertificatesKey} is '', expected a folder");
        var listen = config.GetString(ListenKey, "");
        return new SecuritySettings(users, certificates, warn)
        {
            Listen = listen.Length == 0 ? null
                : HostAndPort.Parse(listen, OperatorProtocol.DefaultPort, leastPort: 0) ?? throw new ConfigurationException($"{ListenKey} is '{listen}', expected HOST or HOST:PORT"),
        };
    }

    /// <summary>The users' file of a laboratory.</summary>
    /// <param name="lab">Its folder.</param>
    public UsersFile UsersOf(string lab) => new(Path.Combine(lab, Users));

    /// <summary>The folder of the certificates of a laboratory.</summary>
    /// <param name="lab">Its folder.</param>
    public string CertificatesOf(string lab) => Path.Combine(lab, Certificates);
}
