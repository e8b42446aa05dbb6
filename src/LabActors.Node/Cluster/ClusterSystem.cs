using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using LabActors.Actors.Cluster;
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
        var config = ConfigurationFactory.ParseString($"akka.cluster.roles = [{string.Join(", ", ClusterActor.Order.RolesOf(node).Select(role => $"\"{role}\""))}]")
            .WithFallback(NodeConfiguration.OfFile("cluster.conf"))
            .WithFallback(SharedLeaseActors.Defaults);
        if (overrides.Length > 0)
            config = ConfigurationFactory.ParseString(overrides).WithFallback(config);
        return OperatorSystem.Create(ClusterProtocol.System, config, node.Host, node.Port, log, bind: null, certificates?.SslSetup(CertificateKind.Node));
    }

    /// <summary>How the others dial a node.</summary>
    public static Address AddressOf(NodeDefinition node, bool tls) => Address.Parse(string.Create(CultureInfo.InvariantCulture, $"akka.{(tls ? "ssl." : "")}tcp://{ClusterProtocol.System}@{node.Host}:{node.Port}"));
}
