using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Actors.Lines;

/// <summary>One valve's command that is being carried out, those that wait behind it, and who is to hear of each.</summary>
internal sealed class ValveWork(ValveDefinition valve)
{
    private readonly LinkedList<Order> _waiting = [];

    public ValveDefinition Valve => valve;

    /// <summary>The command that is being carried out; null when the valve is idle.</summary>
    public Order? Current { get; private set; }

    /// <summary>The journaled intent of <see cref="Current"/>.</summary>
    public ValveActuationRequested? Intent { get; private set; }

    /// <summary>Commands to its device that are still to be given.</summary>
    public ImmutableQueue<ValveStep> Steps { get; set; } = [];

    /// <summary>What the device said against the move; empty when it took it.</summary>
    public string Failure { get; set; } = "";

    /// <summary>The device understood and will not move it.</summary>
    public bool Refused { get; set; }

    /// <summary>Read-backs of the move so far.</summary>
    public int Tries { get; set; }

    /// <summary>The valve is being read although nobody moves it.</summary>
    public bool Reading { get; set; }

    /// <summary>Looks in a row that brought no reading.</summary>
    public int Missed { get; set; }

    /// <summary>How far what it reads may be trusted: stale when the last look brought nothing that could be believed, and what was read before is kept.</summary>
    public Quality Quality { get; set; } = Quality.Missing;

    /// <summary>Its controller says that it is locked there.</summary>
    public bool LockedThere { get; set; }

    /// <summary>An order becomes the current one.</summary>
    public void Begin(Order order, ValveActuationRequested intent) => (Current, Intent, Failure, Refused, Tries) = (order, intent, "", false, 0);

    /// <summary>The current order is over.</summary>
    public Order End()
    {
        var order = Current!;
        (Current, Intent, Steps) = (null, null, []);
        return order;
    }

    /// <summary>The order of that id, under way or waiting.</summary>
    public Order? Find(string commandId) => Current?.Command.CommandId == commandId
        ? Current
        : _waiting.FirstOrDefault(o => o.Command.CommandId == commandId);

    public void Add(Order order) => _waiting.AddLast(order);

    public Order? TakeNext()
    {
        var next = _waiting.First?.Value;
        if (next is not null)
        {
            _waiting.RemoveFirst();
        }

        return next;
    }

    public IReadOnlyList<Order> TakeAll()
    {
        Order[] all = [.. _waiting];
        _waiting.Clear();
        return all;
    }

    /// <param name="Then">What the line itself does with the answer; null where only others ask.</param>
    public sealed record Order(Actuate Command, Action<object>? Then = null)
    {
        public List<IActorRef> Askers { get; } = [];

        public void Answer(object answer)
        {
            Askers.ForEach(a => a.Tell(answer));
            Then?.Invoke(answer);
        }
    }
}
