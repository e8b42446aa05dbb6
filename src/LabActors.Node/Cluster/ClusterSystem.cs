using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using LabActors.Actors.Cluster;
using LabActors.Actors.Logging;
using LabActors.Actors.Supervision;
using LabActors.Core.Labs;
using LabActors.Node.Operators;
using LabActors.Node.Security;
using Serilog;

namespace LabActors.Node.Cluster;

/// <summary>Makes the actor system in which a node speaks to the others.</summary>
public static class ClusterSystem
{
    /// <summary>An actor system that listens and has not joined yet.</summary>
    /// <param name="node">The node: where it listens, and as what it joins.</param>
    /// <param name="certificates">Its certificates; null within one computer.</param>
    /// <param name="overrides">HOCON over <c>cluster.conf</c>.</param>
    /// <exception cref="IOException">Nothing can listen there; the message says why.</exception>
    public static ActorSystem Create(NodeDefinition node, LabCertificates? certificates, ILogger log, string overrides = "")
    {
        var config = ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            akka {
              cluster.roles = [{{string.Join(", ", ClusterActor.Order.RolesOf(node).Select(role => $"\"{role}\""))}}]
              remote.dot-netty.tcp {
                hostname = "{{node.Host}}"
                port = {{node.Port}}
              }
            }
            """)).WithFallback(NodeConfiguration.OfFile("cluster.conf")).WithFallback(SharedLeaseActors.Defaults);
        if (certificates is not null)
            config = ConfigurationFactory.ParseString(LabCertificates.TlsHocon).WithFallback(config);
        if (overrides.Length > 0)
            config = ConfigurationFactory.ParseString(overrides).WithFallback(config);
        var setup = BootstrapSetup.Create().WithConfig(config).And(new SerilogSetup(OperatorSystem.OwnOf(log)));
        try
        {
            return ActorSystem.Create(ClusterProtocol.System, certificates is null ? setup : setup.And(certificates.SslSetup(CertificateKind.Node)));
        }
        catch (Exception exception) when (OperatorSystem.Cause(exception) is SocketException socket)
        {
            throw new IOException($"nothing can listen on {node.Host}:{node.Port}: {socket.Message}", exception);
        }
    }

    /// <summary>True when a host is this computer for sure: an address or the name that never means another. A name that the network resolves is taken for another computer.</summary>
    public static bool IsWithin(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>How the others dial a node.</summary>
    public static Address AddressOf(NodeDefinition node, bool tls) => Address.Parse(string.Create(CultureInfo.InvariantCulture, $"akka.{(tls ? "ssl." : "")}tcp://{ClusterProtocol.System}@{node.Host}:{node.Port}"));
}
