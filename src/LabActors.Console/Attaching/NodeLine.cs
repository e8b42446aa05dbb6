using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using LabActors.Node.Operators;
using LabActors.Node.Security;
using Serilog.Core;

namespace LabActors.Console.Attaching;

/// <summary>
/// How a console reaches a node: within its computer as it is, else with certificates on both sides. What listens at the address is looked at each time before it is dialled, since Akka.NET
/// shuts down whoever dials something else than a node.
/// </summary>
/// <param name="Protocol">Of the node's address.</param>
/// <param name="LookAsync">Why the node should not be dialled now; empty when it should.</param>
public sealed record NodeLine(string Protocol, Func<Task<string>> LookAsync)
{
    // Real time for what listens at the address to show its certificate.
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(5);

    /// <summary>Within one computer.</summary>
    public static NodeLine WithinComputer { get; } = new("akka.tcp", () => Task.FromResult(""));

    /// <summary>To another computer, or as if it were.</summary>
    public static NodeLine Tls(LabCertificates own, ConsoleAddress node) =>
        new("akka.ssl.tcp", () => PeerCheck.RefusalAsync(own, node.Host, node.Port, CertificateKind.Node, LookLimit));

    /// <summary>The actor system of a console. It listens within its computer only: the node answers on the connection that the console made, and knows it by the address from which it is reached.</summary>
    /// <exception cref="SocketException">The node's computer cannot be reached at all.</exception>
    internal static ActorSystem Create(ConsoleAccess access) => access.Certificates is { } own
        ? OperatorSystem.Create(HostAddresses.Towards(access.Node.Host, access.Node.Port).ToString(), 0, Logger.None, IPAddress.Loopback.ToString(), own.SslSetup(CertificateKind.Node))
        : OperatorSystem.Create(IPAddress.Loopback.ToString(), 0, Logger.None);
}
