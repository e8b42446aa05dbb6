using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using static LabActors.Actors.Cluster.HardwareProtocol;

namespace LabActors.Actors.Cluster;

/// <content>
/// What is asked of other nodes. It is said again each second until it is answered, and given up when its owner was silent for the patience: then nothing of it is begun any more, since the owner lets nothing through
/// under a ticket that is as old. Laboratory time is held meanwhile, but for what other nodes ask here: two nodes that wait for each other's valves would wait for ever.
/// </content>
public sealed partial class HardwareWayActor
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly string _life = Guid.NewGuid().ToString("N")[..8];
    private readonly long _since;
    private readonly DateTimeOffset _startedAt;
    private readonly Dictionary<string, (Ticket Ticket, long Heard, DateTimeOffset At)> _tickets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Open> _open = new(StringComparer.Ordinal);
    private IActorRef _door = ActorRefs.Nobody;
    private ITimer? _timer;
    private long _asked;

    private void Send(string owner, string target, IHardwareRequest request, CommandRight right, Action<IHardwareAnswer> answered)
    {
        var id = FormattableString.Invariant($"{_hardware.Node}/{_life}/{++_asked}");
        var open = new Open(id, owner, target, request, right, answered);
        _open.Add(id, open);
        HoldTime();
        if (!GiveUpIfSilent(open))
            Say(open);
    }

    private void Say(Open open)
    {
        if (!_tickets.TryGetValue(open.Owner, out var known) || _order.Wall.GetElapsedTime(known.Heard) >= Ticket.Validity)
            return;
        if (open.Life.Length > 0 && open.Life != known.Ticket.Life && !HardwareRules.OutlivesTheOwner(open.Target, open.Request))
        {
            GiveUp(open, $"{open.Owner} was started again meanwhile, and this may not be done twice");
            return;
        }

        open.Life = known.Ticket.Life;
        _door.Tell(new Outgoing(
            open.Owner, new AskHardware(open.Id, _hardware.Node, open.Target, HardwareRules.FromNode(_hardware.Node, open.Request), open.Right, known.Ticket)));
    }

    private void OnTicket(GateIsThere there)
    {
        _tickets[there.Node] = (there.Ticket, _order.Wall.GetTimestamp(), _order.Wall.GetUtcNow());
        foreach (var open in _open.Values.Where(o => o.Owner == there.Node && o.Life != there.Ticket.Life && !o.IsAnswered).ToArray())
            Say(open);
    }

    private void OnTick()
    {
        if (_parts is not null && _leases is null)
            _parts.Leases.Tell(Leases.LeaseProtocol.GetHoldings.Instance);
        foreach (var open in _open.Values.Where(o => !o.IsAnswered).ToArray())
        {
            if (!GiveUpIfSilent(open))
                Say(open);
        }

        _timer?.Change(Between, Timeout.InfiniteTimeSpan);
    }

    private bool IsThere(string owner) => _order.Wall.GetElapsedTime(_tickets.TryGetValue(owner, out var known) ? known.Heard : _since) < _order.Patience;

    private bool GiveUpIfSilent(Open open)
    {
        if (IsThere(open.Owner))
            return false;
        GiveUp(open, $"which does not answer since {Clock(_tickets.TryGetValue(open.Owner, out var known) ? known.At : _startedAt)}");
        return true;
    }

    private void GiveUp(Open open, string why) => Close(open, HardwareRules.Refuse(
        open.Request,
        $"{HardwareRules.Words(open.Target, open.Request)} is {open.Owner}'s, {why}",
        open.Life.Length > 0 ? DeviceFailure.Unanswered : DeviceFailure.NotSent,
        _clock.Now));

    private void OnAnswered(HardwareAnswered answered)
    {
        if (!_open.TryGetValue(answered.Id, out var open) || open.IsAnswered)
            return;
        var answer = HardwareRules.For(open.Request, answered.Answer);
        if (answer is InstrumentProtocol.Begun)
        {
            open.Answered(answer);
            return;
        }

        open.IsAnswered = true;
        HoldTime();
        Follow(open, answer, () => Close(open, answer));
    }

    private void Close(Open open, IHardwareAnswer answer)
    {
        _open.Remove(open.Id);
        open.Answered(answer);
        open.Hold?.Dispose();
    }

    private void HoldTime()
    {
        var serves = _waiting.Values.Any(w => w.IsOfAnotherNode);
        foreach (var open in _open.Values)
        {
            if (!serves && !open.IsAnswered)
            {
                open.Hold ??= _clock.Holds.Hold($"{HardwareRules.Words(open.Target, open.Request)}, which is {open.Owner}'s");
                continue;
            }

            open.Hold?.Dispose();
            open.Hold = null;
        }
    }

    /// <summary>
    /// Every node simulates the whole laboratory in its own process: gas would never come through what another node moves. So what this node had another one do, its own simulation does too, as it was read back. With
    /// real hardware there is nothing to follow.
    /// </summary>
    private void Follow(Open open, IHardwareAnswer answer, Action then)
    {
        if (_parts is null || !_parts.Twins.TryGetValue(open.Target, out var twin) || HardwareRules.Reads(open.Request))
        {
            then();
            return;
        }

        object? does = (open.Request, answer) switch
        {
            (ExtractionLineProtocol.Actuate, ExtractionLineProtocol.Actuated a) => ValveTransactions.Actuate(open.Id, a.Valve, a.Open),
            (ExtractionLineProtocol.EnableValve { Enabled: false }, ExtractionLineProtocol.ValveIs { State: "closed" } v) => ValveTransactions.Actuate(open.Id, v.Valve, false),
            (not ExtractionLineProtocol.Actuate, InstrumentProtocol.Done) => open.Request,
            _ => null,
        };
        if (does is null)
            then();
        else
            Ask(twin, does, $"twin {open.Id}", last => { if (last is not InstrumentProtocol.Begun) then(); });
    }

    /// <summary>Something that was asked of another node.</summary>
    private sealed class Open(string id, string owner, string target, IHardwareRequest request, CommandRight right, Action<IHardwareAnswer> answered)
    {
        public string Id => id;

        public string Owner => owner;

        public string Target => target;

        public IHardwareRequest Request => request;

        public CommandRight Right => right;

        public Action<IHardwareAnswer> Answered => answered;

        /// <summary>On laboratory time; null while that has to pass.</summary>
        public IDisposable? Hold { get; set; }

        /// <summary>Of the owner's gate, as it was said last; empty when it was never said.</summary>
        public string Life { get; set; } = "";

        /// <summary>The owner has answered; the node's own simulation follows.</summary>
        public bool IsAnswered { get; set; }
    }
}
