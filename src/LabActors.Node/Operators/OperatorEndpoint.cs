using System.Net;
using Akka.Actor;
using LabActors.Actors.Operators;
using Serilog;

namespace LabActors.Node.Operators;

/// <summary>Where operators attach to a node: the gateway in an actor system of its own, and the file that says where it listens. Disposing it ends every session.</summary>
internal sealed class OperatorEndpoint : IAsyncDisposable
{
    // Real time for sessions to tell their consoles that the node stops.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly ActorSystem _system;
    private readonly IActorRef _gateway;
    private readonly string _data;

    private OperatorEndpoint(ActorSystem system, IActorRef gateway, string data) => (_system, _gateway, _data) = (system, gateway, data);

    /// <summary>Where it listens.</summary>
    public DnsEndPoint EndPoint => OperatorSystem.EndPoint(_system);

    /// <summary>Listens.</summary>
    /// <exception cref="IOException">Nothing can listen there; the message says why.</exception>
    public static OperatorEndpoint Start(OperatorListening listening, OperatorGatewayActor.Order order, string data, ILogger log)
    {
        var system = OperatorSystem.Create(listening.Host, listening.Port, log);
        var endpoint = new OperatorEndpoint(system, system.ActorOf(OperatorGatewayActor.Props(order), OperatorProtocol.Gateway), data);
        new NodeAddress(order.Node, endpoint.EndPoint.Host, endpoint.EndPoint.Port, Environment.ProcessId).Write(data);
        log.Information("Operators attach at {Host}:{Port}", endpoint.EndPoint.Host, endpoint.EndPoint.Port);
        return endpoint;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NodeAddress.Remove(_data);
        try
        {
            await _gateway.GracefulStop(Farewell);
        }
        catch (TaskCanceledException)
        {
            // A console that takes no farewell notices by itself that nothing is heard any more.
        }

        await _system.Terminate();
    }
}
