using System.Net;
using Akka.Actor;
using LabActors.Actors.Operators;
using LabActors.Node.Security;
using Serilog;

namespace LabActors.Node.Operators;

/// <summary>
/// Where operators attach to a node: the gateway in an actor system of its own. One that breaks down is set up again: Akka.NET shuts a system down when a handshake fails that it began itself, as with a
/// console that has gone and whose port another program has. Consoles attach again by themselves; the laboratory takes no notice. Disposing it ends every session.
/// </summary>
internal sealed class OperatorEndpoint : IAsyncDisposable
{
    // Real time for sessions to tell their consoles that the node stops.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    // Real time until a system that broke down is set up again; longer from time to time while it cannot be.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // How often the end of the certificates is thought of, real time.
    private static readonly TimeSpan CertificateLook = TimeSpan.FromDays(1);

    private readonly OperatorListening _listening;
    private readonly OperatorGatewayActor.Order _order;
    private readonly ILogger _log;
    private readonly Action<string> _tell;
    private readonly CancellationTokenSource _ends = new();
    private readonly Task _kept;
    private (ActorSystem System, IActorRef Gateway) _now;

    private OperatorEndpoint(OperatorListening listening, OperatorGatewayActor.Order order, ILogger log, Action<string> tell)
    {
        (_listening, _order, _log, _tell) = (listening, order, log, tell);
        _now = Open(listening.Port);
        EndPoint = OperatorSystem.EndPoint(_now.System);
        _log.Information("Operators attach at {Host}:{Port}{With}", EndPoint.Host, EndPoint.Port, listening.Certificates is { } own ? $" with TLS, {own.Path}" : "");
        _kept = Task.WhenAll(KeepAsync(), WatchCertificatesAsync());
    }

    /// <summary>Where it listens.</summary>
    public DnsEndPoint EndPoint { get; }

    /// <summary>True when both sides show certificates.</summary>
    public bool HasTls => _listening.Certificates is not null;

    /// <summary>Listens.</summary>
    /// <param name="tell">Told what somebody should know.</param>
    /// <exception cref="IOException">Nothing can listen there; the message says why.</exception>
    public static OperatorEndpoint Start(OperatorListening listening, OperatorGatewayActor.Order order, ILogger log, Action<string> tell) => new(listening, order, log, tell);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _kept;
        try
        {
            await _now.Gateway.GracefulStop(Farewell);
        }
        catch (TaskCanceledException)
        {
            // A console that takes no farewell notices by itself that nothing is heard any more.
        }

        await _now.System.Terminate();
        _listening.Certificates?.Dispose();
        _ends.Dispose();
    }

    private (ActorSystem System, IActorRef Gateway) Open(int port)
    {
        var system = OperatorSystem.Create(_listening.Host, port, _log, tls: _listening.Certificates?.SslSetup(CertificateKind.Console));
        return (system, system.ActorOf(OperatorGatewayActor.Props(_order), OperatorProtocol.Gateway));
    }

    private async Task KeepAsync()
    {
        while (await IsOverAsync())
        {
            _log.Warning("The line to operators at {Host}:{Port} broke down, as it does when what a console listened at is something else now; it is set up again", EndPoint.Host, EndPoint.Port);
            for (var pause = FirstPause; !await IsOpenAgainAsync(pause); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                if (_ends.IsCancellationRequested)
                    return;
            }
        }
    }

    /// <summary>False when the node stops first.</summary>
    private async Task<bool> IsOverAsync()
    {
        try
        {
            await _now.System.WhenTerminated.WaitAsync(_ends.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> IsOpenAgainAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _ends.Token);
            _now = Open(EndPoint.Port);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (IOException taken)
        {
            _tell($"no console can attach at {EndPoint.Host}:{EndPoint.Port}: {taken.Message}; it is tried again");
            return false;
        }
    }

    private async Task WatchCertificatesAsync()
    {
        if (_listening.Certificates is not { } own)
            return;
        using var day = new PeriodicTimer(CertificateLook);
        try
        {
            while (await day.WaitForNextTickAsync(_ends.Token))
            {
                if (own.Problem(_listening.WarnBefore) is { } problem)
                    _tell(problem.ToString());
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }
}
