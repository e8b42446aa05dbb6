using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote.Transport;
using Akka.Remote.Transport.DotNetty;
using LabActors.Actors.Logging;
using LabActors.Actors.Operators;
using LabActors.Actors.Supervision;
using LabActors.Node.Security;
using Serilog;

namespace LabActors.Node.Operators;

/// <summary>Makes the actor system of a node's operators, or of a console.</summary>
public static class OperatorSystem
{
    /// <summary>An actor system that listens.</summary>
    /// <param name="host">The address by which the other side knows it.</param>
    /// <param name="port">0 for any that is free.</param>
    /// <param name="bind">The address to listen on; null for <paramref name="host"/>.</param>
    /// <param name="tls">Certificates of both sides; null within one computer.</param>
    /// <exception cref="IOException">Nothing can listen there; the message says why.</exception>
    public static ActorSystem Create(string host, int port, ILogger log, string? bind = null, DotNettySslSetup? tls = null) =>
        Create(OperatorProtocol.System, NodeConfiguration.OfFile("operators.conf"), host, port, log, bind, tls);

    /// <summary>An actor system with a network, of any kind.</summary>
    /// <param name="name">The same on both sides.</param>
    /// <param name="settings">All of it but address and certificates.</param>
    /// <inheritdoc cref="Create(string, int, ILogger, string?, DotNettySslSetup?)"/>
    internal static ActorSystem Create(string name, Config settings, string host, int port, ILogger log, string? bind, DotNettySslSetup? tls)
    {
        var config = ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            akka.remote.dot-netty.tcp {
              hostname = "{{bind ?? host}}"
              public-hostname = "{{host}}"
              port = {{port}}
            }
            """)).WithFallback(settings);
        if (tls is not null)
            config = ConfigurationFactory.ParseString(LabCertificates.TlsHocon).WithFallback(config);
        var setup = BootstrapSetup.Create().WithConfig(config).And(new SerilogSetup(OwnOf(log)));
        try
        {
            return ActorSystem.Create(name, tls is null ? setup : setup.And(tls));
        }
        catch (Exception exception) when (Cause(exception) is SocketException socket)
        {
            throw new IOException($"nothing can listen on {host}:{port}: {socket.Message}", exception);
        }
    }

    /// <summary>
    /// The log without what remoting says of connections that come and go: each of them would be an error on the screen of the node, and who attached and left is in the journal. Whose certificate was refused stays in it.
    /// </summary>
    private static ILogger OwnOf(ILogger log) => new LoggerConfiguration()
        .MinimumLevel.Warning()
        .Filter.ByIncludingOnly(logged => logged.MessageTemplate.Text == LabCertificates.RefusedText
            || (logged.Properties.TryGetValue("ActorPath", out var path) && path.ToString().Contains("/user/", StringComparison.Ordinal)))
        .WriteTo.Logger(log)
        .CreateLogger();

    /// <summary>Where an actor system listens.</summary>
    public static DnsEndPoint EndPoint(ActorSystem system)
    {
        var address = ((ExtendedActorSystem)system).Provider.DefaultAddress;
        return new DnsEndPoint(address.Host!, address.Port!.Value);
    }

    private static Exception? Cause(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException or InvalidAssociationException)
                return cause;
            if (cause is AggregateException { InnerExceptions: [var first, ..] } && first is SocketException)
                return first;
        }

        return null;
    }
}
