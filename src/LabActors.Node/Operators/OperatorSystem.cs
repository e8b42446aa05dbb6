using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote.Transport;
using LabActors.Actors.Logging;
using LabActors.Actors.Operators;
using LabActors.Actors.Supervision;
using Serilog;

namespace LabActors.Node.Operators;

/// <summary>Makes the actor system of a node's operators, or of a console.</summary>
public static class OperatorSystem
{
    /// <summary>An actor system that listens.</summary>
    /// <param name="host">The address to listen on, and by which the other side answers.</param>
    /// <param name="port">0 for any that is free.</param>
    /// <exception cref="IOException">Nothing can listen there; the message says why.</exception>
    public static ActorSystem Create(string host, int port, ILogger log)
    {
        var config = ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            akka.remote.dot-netty.tcp {
              hostname = "{{host}}"
              port = {{port}}
            }
            """)).WithFallback(NodeConfiguration.OfFile("operators.conf"));
        try
        {
            return ActorSystem.Create(OperatorProtocol.System, BootstrapSetup.Create().WithConfig(config).And(new SerilogSetup(OwnOf(log))));
        }
        catch (Exception exception) when (Cause(exception) is SocketException socket)
        {
            throw new IOException($"nothing can listen on {host}:{port}: {socket.Message}", exception);
        }
    }

    /// <summary>
    /// The log without what remoting says of connections that come and go: each of them would be an error on the screen of the node, and who attached and left is in the journal.
    /// </summary>
    internal static ILogger OwnOf(ILogger log) => new LoggerConfiguration()
        .MinimumLevel.Warning()
        .Filter.ByIncludingOnly(logged => logged.Properties.TryGetValue("ActorPath", out var path) && path.ToString().Contains("/user/", StringComparison.Ordinal))
        .WriteTo.Logger(log)
        .CreateLogger();

    /// <summary>Where an actor system listens.</summary>
    public static DnsEndPoint EndPoint(ActorSystem system)
    {
        var address = ((ExtendedActorSystem)system).Provider.DefaultAddress;
        return new DnsEndPoint(address.Host!, address.Port!.Value);
    }

    internal static Exception? Cause(Exception exception)
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
