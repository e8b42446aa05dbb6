using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Persistence;
using LabActors.Core.Operators;
using static LabActors.Actors.Operators.OperatorProtocol;

namespace LabActors.Actors.Operators;

/// <summary>
/// One attached console. Hears everything that is journaled, sends it the state and then what came after it, and does its commands one after the other. Never makes the laboratory wait: a console
/// that does not keep up is sent the newest state instead of every event, and told so. Session and console watch each other by beats: Akka's own death watch is closed to strangers, as the whole of this actor system
/// is. Lives in the operators' actor system, in real time; persists nothing itself; ends when the console leaves, or has not been heard of for <see cref="Order.LostAfter"/>.
/// </summary>
public sealed partial class OperatorSessionActor : ReceiveActor, IWithTimers
{
    // Batches under way to a console, and events in one: a quarter of a second of a busy laboratory.
    private const int Window = 8;
    private const int BatchSize = 500;

    // Events that wait for a console before it is called slow.
    private const int MostWaiting = 20_000;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Order _order;
    private readonly Queue<JournaledEvent> _state = new();
    private readonly Queue<JournaledEvent> _waiting = new();
    private ImmutableDictionary<string, long> _known = ImmutableDictionary<string, long>.Empty;
    private DateTimeOffset _heard;
    private long _sent;
    private long _acknowledged;
    private long _leftOut;
    private bool _sendsState;
    private bool _reads;
    private string? _why;

    public OperatorSessionActor(Order order)
    {
        _order = order;
        Receive<JournaledEvent>(Heard);
        Receive<StateRead>(OnState);
        Receive<Status.Failure>(failure =>
        {
            _log.Error(failure.Cause, "What operators are shown could not be read from the journal");
            End($"the state could not be read: {failure.Cause.Message}");
        });
        Receive<Acknowledge>(a =>
        {
            HeardOf();
            _acknowledged = Math.Clamp(a.Number, _acknowledged, _sent);
            Send();
        });
        Receive<Beat>(_ => HeardOf());
        ReceiveCommands();
        Receive<Detach>(_ => End("it left", tell: false));
        Receive<Flush>(_ => Send());
        Receive<Tick>(_ => OnTick());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A session.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new OperatorSessionActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        HeardOf();
        Timers.StartPeriodicTimer("tick", Tick.Instance, _order.Beat, _order.Beat);
        _order.Console.Tell(_order.Welcome);
        if (!_order.Wants)
            return;
        Timers.StartPeriodicTimer("flush", Flush.Instance, _order.Gather, _order.Gather);
        _order.Lab.EventStream.Subscribe(Self, typeof(JournaledEvent));
        ReadState();
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _order.Lab.EventStream.Unsubscribe(Self);
        if (_why is null)
            _order.Console.Tell(new Detached("the node stops"));
        _order.Journal().Tell(new OperatorJournalProtocol.Leave(_order.Who.Session, _why ?? "the node stops"));
    }

    /// <summary>What comes while the state is read is newer than it, or in it: its number tells.</summary>
    private void ReadState()
    {
        _reads = true;
        _waiting.Clear();
        _state.Clear();
        _order.ReadState().PipeTo(Self, success: events => new StateRead(events));
    }

    private void OnState(StateRead read)
    {
        _reads = false;
        _sendsState = true;
        _known = read.Events.GroupBy(e => e.PersistenceId).ToImmutableDictionary(g => g.Key, g => g.Max(e => e.SequenceNr));
        foreach (var journaled in read.Events)
            _state.Enqueue(journaled);
        Send();
    }

    private void Heard(JournaledEvent journaled)
    {
        if (_waiting.Count < MostWaiting)
        {
            _waiting.Enqueue(journaled);
            return;
        }

        _leftOut += _waiting.Count + 1;
        _waiting.Clear();
    }

    private void Send()
    {
        if (_reads)
            return;
        if (_leftOut > 0)
        {
            // What it has not shown yet would only make it later.
            if (_acknowledged == _sent)
            {
                _order.Console.Tell(new Behind(_leftOut + _waiting.Count));
                _leftOut = 0;
                ReadState();
            }

            return;
        }

        while (_sent - _acknowledged < Window && (_sendsState || _waiting.Count > 0))
            SendBatch();
    }

    private void SendBatch()
    {
        var isState = _sendsState;
        var batch = isState ? Take(_state) : Take(_waiting).Where(IsNew).ToList();
        _sendsState = _state.Count > 0;
        if (batch.Count == 0 && !isState)
            return;
        var parts = EventBatch.Write(batch);
        _sent++;
        for (var i = 0; i < parts.Length; i++)
            _order.Console.Tell(new Batch(_sent, i + 1, parts.Length, isState, isState && !_sendsState, parts[i]));
    }

    private static List<JournaledEvent> Take(Queue<JournaledEvent> from)
    {
        var taken = new List<JournaledEvent>();
        while (taken.Count < BatchSize && from.TryDequeue(out var journaled))
            taken.Add(journaled);
        return taken;
    }

    private bool IsNew(JournaledEvent journaled) => journaled.SequenceNr > _known.GetValueOrDefault(journaled.PersistenceId);

    private void OnTick()
    {
        if (!IsStillKnown())
            return;
        var now = _order.Time.GetUtcNow();
        if (now - _heard > _order.LostAfter)
            End($"nothing was heard of it for {(now - _heard).TotalSeconds:0} s");
        else
            _order.Console.Tell(new Beat(_order.Now()));
    }

    private void HeardOf() => _heard = _order.Time.GetUtcNow();

    private void End(string why, bool tell = true)
    {
        _why = why;
        if (tell)
            _order.Console.Tell(new Detached(why));
        Context.Stop(Self);
    }

    /// <summary>What a session is made of.</summary>
    /// <param name="Console">The console's actor.</param>
    /// <param name="Wants">False when only commands are to be given.</param>
    /// <param name="Lab">The laboratory's actor system.</param>
    /// <param name="Journal">The <see cref="OperatorJournalActor"/> of this moment.</param>
    /// <param name="ReadState">What a console begins with, in the order of the journal.</param>
    /// <param name="Now">Laboratory time.</param>
    /// <param name="Time">Real time.</param>
    public sealed record Order(
        IActorRef Console,
        OperatorIdentity Who,
        Attached Welcome,
        bool Wants,
        ActorSystem Lab,
        Func<IActorRef> Journal,
        OperatorCommands Commands,
        Func<Task<ImmutableArray<JournaledEvent>>> ReadState,
        Func<DateTimeOffset> Now,
        TimeProvider Time)
    {
        /// <summary>The role that the operator has now; null when he may no longer be attached.</summary>
        public required Func<OperatorRole?> Role { get; init; }

        /// <summary>How often the console is told that the node is there; real time.</summary>
        public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(2);

        /// <summary>A console that was not heard of for so long is gone; real time.</summary>
        public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(10);

        /// <summary>Events of this stretch of real time travel together.</summary>
        public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(50);
    }

    private sealed record StateRead(ImmutableArray<JournaledEvent> Events);

    private sealed record Flush
    {
        public static Flush Instance { get; } = new();
    }

    private sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }
}
