using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Lines;
using LabActors.Actors.Persistence;
using LabActors.Core.Cluster;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using static LabActors.Actors.Cluster.HardwareProtocol;
using static LabActors.Core.Journal.Events.ClusterEvents;

namespace LabActors.Actors.Cluster;

/// <summary>
/// Stands before the hardware that a node owns and shares: what a run opens, switches on or moves is let through under a lease that has not moved on, whichever node the run is on; closing and switching off always.
/// Owns the fence, and which requests of other nodes it has let through in this life; receives <see cref="Carry"/> and <see cref="RaiseFence"/>, which may come from the other nodes; journals the fence under
/// <c>fence</c> before anything is carried out under a newer token. The hardware answers the asker itself. Dies with its laboratory: what came under a ticket of its former life is not let through.
/// </summary>
public sealed class HardwareGateActor : JournaledActor
{
    /// <summary>The persistence id.</summary>
    public const string Id = "fence";

    private const int MostRemembered = 10_000;

    private readonly Order _order;
    private readonly string _life = Guid.NewGuid().ToString("N");
    private readonly HashSet<string> _passed = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = new();
    private DeviceFence _fence = DeviceFence.Open;

    /// <summary>See <see cref="Props"/>.</summary>
    public HardwareGateActor(Order order)
        : base(Id)
    {
        _order = order;
        Applies<FenceRaised>(e => _fence = _fence.Apply(e));
        Command<Carry>(OnCarry);
        Command<RaiseFence>(r => JournalAll(
            _fence.Raise(r.Resource, r.Token, r.Why, Now), () => Sender.Tell(new FenceIsRaised(r.Id, r.Resource, _fence.Least.GetValueOrDefault(r.Resource)))));
        Command<GetTicket>(_ => Sender.Tell(new GateIsThere(order.Hardware.Node, new Ticket(_life, order.Wall.GetTimestamp()))));
    }

    /// <summary>The gate of a node.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new HardwareGateActor(order));

    private void OnCarry(Carry carry)
    {
        if (carry.Ticket is { } ticket)
        {
            if (ticket.Life != _life || _order.Wall.GetElapsedTime(ticket.At) > Ticket.Validity)
            {
                Sender.Tell(new NotUnderThatTicket(carry.Id));
                return;
            }

            // The line remembers by itself what it has done, also over its restarts.
            if (carry.Request is not ExtractionLineProtocol.Actuate && !Remember(carry.Id))
                return;
        }

        var resource = HardwareRules.ResourceOf(_order.Hardware, carry.Target, carry.Request);
        if (!_order.Shared.Resources.Contains(resource) || HardwareRules.Reads(carry.Request))
        {
            Pass(carry, null);
            return;
        }

        var makesSafe = HardwareRules.MakesSafe(carry.Request);
        if (carry.Right.Commander == Commander.SafeState && carry.Ticket is not null && !makesSafe)
        {
            Sender.Tell(HardwareRules.Refuse(carry.Request, $"{carry.Right.By} makes another node safe, and {resource} is {_order.Hardware.Node}'s", DeviceFailure.Definite, Now));
            return;
        }

        // What a person does at a console, and the laboratory's own safe state, is judged where it is said.
        if (carry.Right.Commander != Commander.Run)
        {
            Pass(carry, null);
            return;
        }

        var facts = _fence.Judge(resource, carry.Right.Token, makesSafe, carry.Right.By, Now, out var refusal);
        if (refusal.Length > 0)
            Sender.Tell(HardwareRules.Refuse(carry.Request, refusal, DeviceFailure.Definite, Now));
        else
            JournalAll(facts, () => Pass(carry, carry.Right.Token > 0 ? new GivenUnder(resource, carry.Right.Token) : null));
    }

    private void Pass(Carry carry, GivenUnder? under)
    {
        if (_order.Find(carry.Target) is { } hardware)
            hardware.Tell(carry.Request is ExtractionLineProtocol.Actuate actuate ? actuate with { Under = under } : carry.Request, Sender);
        else
            Sender.Tell(HardwareRules.Refuse(carry.Request, $"{HardwareRules.Words(carry.Target, carry.Request)} is not connected to {_order.Hardware.Node}", DeviceFailure.Definite, Now));
    }

    private bool Remember(string id)
    {
        if (!_passed.Add(id))
            return false;
        _oldest.Enqueue(id);
        if (_oldest.Count > MostRemembered)
            _passed.Remove(_oldest.Dequeue());
        return true;
    }

    /// <summary>What it stands before.</summary>
    /// <param name="Hardware">Which of the laboratory's is the node's own.</param>
    /// <param name="Shared">What is leased by all nodes together; the rest is let through.</param>
    /// <param name="Find">The actor of a target that is the node's own; null for what it does not have.</param>
    /// <param name="Wall">Real time, for tickets.</param>
    public sealed record Order(NodeHardware Hardware, SharedThings Shared, Func<string, IActorRef?> Find, TimeProvider Wall);
}
