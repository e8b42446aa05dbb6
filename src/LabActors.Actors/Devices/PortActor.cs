using Akka.Actor;
using Akka.Event;
using LabActors.Core.Labs;
using LabActors.Devices.Transports;
using static LabActors.Actors.Devices.PortProtocol;

namespace LabActors.Actors.Devices;

/// <summary>
/// Owns one serial port, socket or bus. Receives <see cref="PortProtocol"/>: its mailbox is the queue of transactions of all devices on the port, urgent ones first, each answered
/// exactly once whatever happens. Persists nothing. It blocks its thread while the wire is talking, so it lives on a dispatcher that pins it to one
/// (<c>labactors.dispatchers.serial-port</c>). A port that is lost is opened again by itself after a wait that doubles; meanwhile whoever asks is told at once. A device that has not answered in time is left alone
/// until what it may say late is over, while others on the bus go on. Dies with its node, closing the port.
/// </summary>
public sealed class PortActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);
    private readonly PortDefinition _port;
    private readonly PortOptions _options;
    private readonly TimeProvider _time;
    private readonly WireConversation _wire;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly LinkedList<Converse> _waiting = [];
    private readonly HashSet<string> _devices = new(StringComparer.Ordinal);
    private LinkState _state = LinkState.Untried;
    private string _reason = "";
    private TimeSpan _backOff;
    private bool _nextIsTold;

    /// <summary>See <see cref="Props"/>.</summary>
    public PortActor(PortDefinition port, Func<ITransport> transport, PortOptions options, TimeProvider time, Action<LinkTrace> traced)
    {
        (_port, _options, _time) = (port, options, time);
        _wire = new WireConversation(port.Name, transport(), port.ConnectsEachTime, port.Gap, time, traced);
        Receive<Converse>(OnConverse);
        Receive<Next>(_ => OnNext());
        Receive<OpenAgain>(_ => OnOpenAgain());
        Receive<PortProtocol.TakeEvents>(t => t.Events.TrySetResult(_state == LinkState.Lost ? [] : _wire.TakeEvents()));
        Receive<TellLinks>(t => t.Asker.Tell(Standing));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A port's actor.</summary>
    /// <param name="transport">Makes the transport, which is not open yet.</param>
    /// <param name="time">Real time: what waits on a wire does not follow a laboratory's clock.</param>
    /// <param name="traced">Told of every transaction, on the port's thread.</param>
    public static Props Props(PortDefinition port, Func<ITransport> transport, PortOptions options, TimeProvider time, Action<LinkTrace> traced) =>
        Akka.Actor.Props.Create(() => new PortActor(port, transport, options, time, traced)).WithDispatcher("labactors.dispatchers.serial-port");

    private LinkChanged Standing => new(_port.Name, _port.Address, _state, _reason, _time.GetUtcNow());

    /// <inheritdoc/>
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(TellLinks));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        foreach (var job in _waiting)
            Answer(job, Refused(LinkOutcome.Canceled, $"the port {_port.Name} was closed"));
        _wire.Dispose();
    }

    private void OnConverse(Converse job)
    {
        if (_state == LinkState.Lost)
        {
            Answer(job, Refused(LinkOutcome.PortLost, $"the port {_port.Name} ({_port.Address}) is lost: {_reason}"));
        }
        else if (_waiting.Count >= _options.QueueLimit && !job.Transaction.Urgent)
        {
            Answer(job, Refused(LinkOutcome.Canceled, $"{_waiting.Count} transactions wait at the port {_port.Name}"));
        }
        else
        {
            Enqueue(job, isFirst: job.Transaction.Urgent);
            TellNext();
        }
    }

    // One transaction a message: what has come meanwhile, an urgent one perhaps, is looked at before the next.
    private void OnNext()
    {
        _nextIsTold = false;
        var next = Nodes().FirstOrDefault(n => n.Value.Transaction.Urgent || _wire.Quarantine(n.Value.Device) == TimeSpan.Zero);
        if (next is not null)
        {
            _waiting.Remove(next);
            Carry(next.Value);
        }
        else if (_waiting.Count > 0)
        {
            _wire.Rest(Slice);
        }

        if (_waiting.Count > 0)
            TellNext();
    }

    // The first goes after the urgent ones, which keep their own order.
    private void Enqueue(Converse job, bool isFirst)
    {
        var before = isFirst ? Nodes().FirstOrDefault(n => !n.Value.Transaction.Urgent) : null;
        _ = before is null ? _waiting.AddLast(job) : _waiting.AddBefore(before, job);
    }

    private void Carry(Converse job)
    {
        if (job.Cancellation.IsCancellationRequested)
        {
            Answer(job, Refused(LinkOutcome.Canceled, "given up before it was sent"));
            return;
        }

        // The device is left alone before it is asked once more; others on the bus do not wait for that.
        _devices.Add(job.Device);
        var isLeftAlone = _devices.Count > 1 && !job.IsRepeat && job.Transaction is { RepeatSafe: true, Urgent: false };
        var reply = _wire.Hold(job.Device, isLeftAlone ? job.Transaction with { RepeatSafe = false } : job.Transaction, job.Cancellation, job.IsRepeat);
        if (isLeftAlone && reply.Outcome is LinkOutcome.TimedOut or LinkOutcome.ChecksumError or LinkOutcome.Malformed)
        {
            Enqueue(job with { IsRepeat = true }, isFirst: true);
            return;
        }

        switch (reply.Outcome)
        {
            case LinkOutcome.PortLost:
                Lose(reply.Reason);
                break;
            case LinkOutcome.Answered:
                _backOff = TimeSpan.Zero;
                Stand(LinkState.Up, "");
                break;
            case LinkOutcome.Canceled:
                break;
            default:
                Stand(LinkState.Degraded, $"{job.Device}: {job.Transaction.What}: {reply.Reason}");
                break;
        }

        Answer(job, reply);
    }

    private void Lose(string told)
    {
        // Who tells of a lost port names it.
        var before = $"{_port.Address} is lost: ";
        var reason = told.StartsWith(before, StringComparison.Ordinal) ? told[before.Length..] : told;
        Stand(LinkState.Lost, reason);
        foreach (var job in _waiting)
            Answer(job, Refused(LinkOutcome.PortLost, $"the port {_port.Name} ({_port.Address}) is lost: {reason}"));
        _waiting.Clear();
        OpenLater();
    }

    private void OpenLater()
    {
        _backOff = _backOff == TimeSpan.Zero ? _options.ShortestBackOff : _backOff * 2;
        _backOff = _backOff < _options.LongestBackOff ? _backOff : _options.LongestBackOff;
        Timers.StartSingleTimer(nameof(OpenAgain), new OpenAgain(), _backOff * (1 - (0.2 * _options.Jitter())));
    }

    private void OnOpenAgain()
    {
        try
        {
            _wire.Open();
            if (_port.ConnectsEachTime)
                _wire.Close();
            Stand(LinkState.Untried, "");
        }
        catch (IOException failure)
        {
            _reason = failure.Message;
            OpenLater();
        }
    }

    private void Stand(LinkState state, string reason)
    {
        if (_state == state)
        {
            _reason = reason;
            return;
        }

        (_state, _reason) = (state, reason);
        if (state is LinkState.Lost or LinkState.Degraded)
            _log.Warning("Port {Port} ({Address}) is {State}: {Reason}", _port.Name, _port.Address, state, reason);
        else
            _log.Info("Port {Port} ({Address}) is {State}", _port.Name, _port.Address, state);
        Context.System.EventStream.Publish(Standing);
    }

    private void TellNext()
    {
        if (!_nextIsTold)
        {
            _nextIsTold = true;
            Self.Tell(new Next());
        }
    }

    private IEnumerable<LinkedListNode<Converse>> Nodes()
    {
        for (var node = _waiting.First; node is not null; node = node.Next)
            yield return node;
    }

    private LinkReply Refused(LinkOutcome outcome, string reason) => new(outcome, [], default, reason, _time.GetUtcNow());

    private static void Answer(Converse job, LinkReply reply) => job.Reply.TrySetResult(reply);

    private sealed record Next;

    private sealed record OpenAgain;
}
