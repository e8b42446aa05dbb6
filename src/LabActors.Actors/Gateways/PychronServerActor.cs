using System.Net;
using Akka.Actor;
using Akka.Event;
using Akka.IO;
using LabActors.Core.Labs;

namespace LabActors.Actors.Gateways;

/// <summary>
/// Serves the laboratory's valves, or a laser, to clients of Pychron, which speak to it as to a Pychron. Owns the port that it listens at and the clients' connections, each an actor; a port that is taken is tried again.
/// Persists nothing; dies with its laboratory, before it is made safe.
/// </summary>
public sealed class PychronServerActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly PychronServerDefinition _server;
    private readonly LabDefinition _lab;
    private readonly IActorRef _line;
    private readonly IActorRef _leases;
    private readonly IActorRef? _laser;
    private readonly IActorRef _told;
    private PychronServices _services = null!;

    /// <summary>See <see cref="Props"/>.</summary>
    public PychronServerActor(LabDefinition lab, PychronServerDefinition server, IActorRef line, IActorRef leases, IActorRef? laser, IActorRef told)
    {
        (_lab, _server, _line, _leases, _laser, _told) = (lab, server, line, leases, laser, told);
        Receive<Listen>(_ => Bind());
        Receive<Tcp.Bound>(bound =>
        {
            _log.Info("Clients of Pychron are served at {Address}", bound.LocalAddress);
            _told.Tell(new Listening((IPEndPoint)bound.LocalAddress));
        });
        Receive<Tcp.CommandFailed>(failed => failed.Cmd is Tcp.Bind, failed =>
        {
            _log.Error("Clients of Pychron cannot be served at {Listen}:{Port}: {Cause}; it is tried again", _server.Listen, _server.Port, failed.CauseString);
            Timers.StartSingleTimer(nameof(Listen), new Listen(), TryAgain);
        });
        Receive<Tcp.Connected>(connected =>
            Context.ActorOf(PychronConnectionActor.Props(Sender, ((IPEndPoint)connected.RemoteAddress).Address.MapToIPv4().ToString(), _services)));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A server.</summary>
    /// <param name="lab">Names.</param>
    /// <param name="server">Where it listens and who is served.</param>
    /// <param name="line">The extraction line.</param>
    /// <param name="leases">The lease authority.</param>
    /// <param name="laser">The extraction device that is served; null for the valves.</param>
    /// <param name="told">Hears <see cref="Listening"/>.</param>
    public static Props Props(LabDefinition lab, PychronServerDefinition server, IActorRef line, IActorRef leases, IActorRef? laser = null, IActorRef? told = null)
    {
        var hears = told ?? ActorRefs.Nobody;
        return Akka.Actor.Props.Create(() => new PychronServerActor(lab, server, line, leases, laser, hears));
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        var laser = _laser is null ? null : Context.ActorOf(PychronLaserActor.Props(_lab.ExtractionDevices.Single(d => d.Name == _server.Laser), _laser, _leases, _server.OffAfter), "laser");
        _services = new PychronServices(_lab, _server, _line, _leases, Context.ActorOf(PychronFlagActor.Props(_lab, _leases, _line), "flags"), laser);
        Bind();
    }

    private void Bind() => Context.System.Tcp().Tell(new Tcp.Bind(Self, new IPEndPoint(IPAddress.Parse(_server.Listen), _server.Port)));

    /// <summary>The server listens.</summary>
    public sealed record Listening(IPEndPoint At);

    private sealed record Listen;
}
