using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Transports;

namespace LabActors.Actors.Health;

/// <summary>
/// Tells people of ports that are lost, and when they are back: an error flag for each, which holds nothing up, since whatever needs the devices waits for them or fails by itself. Owns which flags are up; receives
/// <see cref="PortProtocol.LinkChanged"/> of every port; persists nothing, since the flags are journaled. A port that was only opened again is back when something answers there, or when it has not been lost again
/// for a minute. Dies with its laboratory.
/// </summary>
public sealed class PortHealthActor : ReceiveActor, IWithTimers
{
    // Longer than a port waits before it is opened again.
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(60);
    private readonly LabDefinition _lab;
    private readonly IActorRef _health;
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);

    /// <summary>See <see cref="Props"/>.</summary>
    public PortHealthActor(LabDefinition lab, IActorRef health)
    {
        (_lab, _health) = (lab, health);
        Receive<HealthProtocol.FlagsAre>(OnFlags);
        Receive<PortProtocol.LinkChanged>(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>For a laboratory with ports.</summary>
    /// <param name="health">The error flags.</param>
    public static Props Props(LabDefinition lab, IActorRef health) => Akka.Actor.Props.Create(() => new PortHealthActor(lab, health));

    /// <inheritdoc/>
    protected override void PreStart() => _health.Tell(new HealthProtocol.GetFlags());

    // Flags outlive a node: what was lost then is perhaps not lost now.
    private void OnFlags(HealthProtocol.FlagsAre flags)
    {
        Become(() =>
        {
            Receive<PortProtocol.LinkChanged>(OnLink);
            Receive<IsSteady>(s => Back(s.Port, "can be opened again"));
            Receive<HealthProtocol.FlagsAre>(_ => { });
        });
        foreach (var source in flags.Flags.Select(f => f.Source).Where(s => s.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            _lost.Add(source[Prefix.Length..]);
            Timers.StartSingleTimer(source[Prefix.Length..], new IsSteady(source[Prefix.Length..]), Steady);
        }

        Context.System.EventStream.Subscribe(Self, typeof(PortProtocol.LinkChanged));
        Context.System.EventStream.Publish(new PortProtocol.TellLinks(Self));
    }

    private void OnLink(PortProtocol.LinkChanged link)
    {
        switch (link.State)
        {
            case LinkState.Lost:
                Timers.Cancel(link.Port);
                if (_lost.Add(link.Port))
                    _health.Tell(new HealthProtocol.RaiseError(Prefix + link.Port, Words(link), "its actor", Holds: false));
                break;
            case LinkState.Untried when _lost.Contains(link.Port) && !Timers.IsTimerActive(link.Port):
                Timers.StartSingleTimer(link.Port, new IsSteady(link.Port), Steady);
                break;
            case LinkState.Up or LinkState.Degraded:
                Back(link.Port, "is back");
                break;
        }
    }

    private void Back(string port, string how)
    {
        Timers.Cancel(port);
        if (_lost.Remove(port))
            _health.Tell(new HealthProtocol.ClearError(Prefix + port, "its actor", $"the port {how}{On(port, ": ")}"));
    }

    private string Words(PortProtocol.LinkChanged link)
    {
        var devices = DevicesOn(link.Port);
        string[] valves = [.. _lab.Valves.Where(v => v.IsDriven && devices.Contains(Core.Lines.ValveWiring.ReadDevice(v))).Select(v => v.Name)];
        return $"{link.Address} is lost ({link.Reason}){On(link.Port, "; on it: ")}{(valves.Length == 0 ? "" : valves.Length == 1 ? $"; valve {valves[0]} is unknown" : $"; valves {string.Join(", ", valves)} are unknown")}. It is opened again by itself; what needs it waits, or fails";
    }

    private string On(string port, string before) => DevicesOn(port) is { Length: > 0 } devices ? $"{before}{string.Join(", ", devices)}" : "";

    private string[] DevicesOn(string port) => [.. _lab.Devices.Where(d => d.Port == port).Select(d => d.Name)];

    private const string Prefix = "port ";

    private sealed record IsSteady(string Port);
}
