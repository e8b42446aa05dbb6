using System.Collections.Immutable;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Transports;

/// <summary>
/// Holds conversations over one transport: drains what nobody has asked for, sends, waits for the answer's end, takes out events, passes over what is not the answer, repeats what may be
/// repeated, and opens the transport again after it was lost. It blocks the thread that calls it, never longer than the transaction allows; used by one thread at a time.
/// </summary>
/// <param name="port">The port's name, for traces.</param>
/// <param name="connectsEachTime">A connection for each transaction.</param>
/// <param name="gap">The least pause between two transactions.</param>
/// <param name="time">Instants and waits; waits pass in the transport's own time.</param>
/// <param name="traced">Told of every transaction.</param>
public sealed partial class WireConversation(string port, ITransport transport, bool connectsEachTime, TimeSpan gap, TimeProvider time, Action<LinkTrace> traced) : IDisposable
{
    private const int EventsKept = 1_000;
    private static readonly TimeSpan LongestSlice = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastByte = TimeSpan.FromMilliseconds(50);
    private readonly byte[] _buffer = new byte[4096];
    private readonly Queue<DeviceEvent> _events = [];
    private ImmutableArray<TracedBytes>.Builder _bytes = ImmutableArray.CreateBuilder<TracedBytes>();
    private Func<ReadOnlyMemory<byte>, bool>? _isEvent;
    private Framing? _eventFraming;
    private readonly OwedAnswers _owed = new(time);
    private List<byte> _kept = [];
    private int _before;
    private long _began;
    private long? _ended;
    private bool _open;

    /// <summary>The transport is open.</summary>
    public bool IsOpen => _open;

    /// <summary>Opens the transport when it is not open.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public void Open()
    {
        if (_open)
            return;
        transport.Open();
        _open = true;
    }

    /// <summary>Closes the transport; the next transaction opens it again.</summary>
    public void Close()
    {
        _open = false;
        _kept = [];
        _before = 0;
        transport.Dispose();
    }

    /// <summary>Holds a conversation for a device.</summary>
    public LinkReply Hold(string device, Transaction transaction, CancellationToken cancellation)
    {
        _bytes = ImmutableArray.CreateBuilder<TracedBytes>();
        var at = time.GetUtcNow();
        _began = time.GetTimestamp();
        var reply = Once(device, transaction, cancellation);
        if (transaction.RepeatSafe && reply.Outcome is LinkOutcome.TimedOut or LinkOutcome.ChecksumError or LinkOutcome.Malformed)
            reply = Once(device, transaction, cancellation) with { Attempts = 2 };
        _ended = time.GetTimestamp();
        reply = reply with { Took = time.GetElapsedTime(_began) };
        traced(new LinkTrace(port, device, transaction.What, at, reply.Took, reply.Outcome, reply.Reason, reply.Attempts, _bytes.ToImmutable()));
        return reply;
    }

    /// <summary>What devices have sent by themselves since the last call.</summary>
    public ImmutableArray<DeviceEvent> TakeEvents()
    {
        if (_open && _eventFraming is not null)
        {
            _began = time.GetTimestamp();
            _bytes = ImmutableArray.CreateBuilder<TracedBytes>();
            try
            {
                Drain();
            }
            catch (IOException)
            {
                // The next transaction tells that the port is lost; what came before is given now.
                Close();
            }
        }

        ImmutableArray<DeviceEvent> taken = [.. _events];
        _events.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private LinkReply Once(string device, Transaction transaction, CancellationToken cancellation)
    {
        var answers = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        try
        {
            Open();
            foreach (var step in transaction.Steps)
            {
                if (Step(device, step, transaction.Timeout, answers, cancellation) is { } failed)
                    return failed;
                if (step.GoesOn is { } goesOn && answers.Count > 0 && !goesOn(answers[^1]))
                    break;
            }

            return new LinkReply(LinkOutcome.Answered, answers.ToImmutable(), default, "", time.GetUtcNow());
        }
        catch (IOException lost)
        {
            Close();
            return Failed(LinkOutcome.PortLost, answers, [], lost.Message);
        }
        finally
        {
            // A repetition too has a connection of its own: what the first is owed cannot come there.
            if (connectsEachTime && _open)
                Close();
        }
    }

    private LinkReply? Step(string device, TransactionStep step, TimeSpan timeout, ImmutableArray<ReadOnlyMemory<byte>>.Builder answers, CancellationToken cancellation)
    {
        if (step.IsEvent is not null)
            (_isEvent, _eventFraming) = (step.IsEvent, step.Answer);
        if (step.Request.Length > 0)
        {
            if (cancellation.IsCancellationRequested)
                return Failed(LinkOutcome.Canceled, answers, [], "given up before it was sent");
            Pause();
            LetFinish();
            Drain();
            transport.Write(step.Request.Span);
            Trace(WireDirection.Out, step.Request.Span);
        }

        return step.Answer == Framing.None ? null : Await(device, step, timeout, answers, cancellation);
    }

    private void LetFinish()
    {
        if (_owed.TakeBegun() is not { } begun)
            return;
        List<byte> came = [.. begun.Bytes];
        var waited = TimeSpan.Zero;
        while (waited < begun.Timeout && begun.Framing.Read(came.ToArray(), false).Kind == FrameKind.Incomplete)
        {
            var count = transport.Read(_buffer, LongestSlice);
            if (count < 0)
                return;
            waited += count == 0 ? LongestSlice : TimeSpan.Zero;
            Take(_buffer.AsSpan(0, count), came, WireDirection.Drained);
        }

        if (begun.Framing.Read(came.ToArray(), false).Kind != FrameKind.Incomplete)
            _owed.Forget(begun.Device);
    }

    // What nobody has asked for: late answers are thrown away and seen in the trace, events are kept.
    private void Drain()
    {
        var (came, late) = (_kept, new List<byte>());
        var count = 0;
        for (var reads = 0; reads < 1_000 && (count = transport.Read(_buffer, TimeSpan.Zero)) > 0; reads++)
            came.AddRange(_buffer.AsSpan(0, count));
        while (came.Count > 0 && _isEvent is { } isEvent && _eventFraming!.Read(came.ToArray(), false) is { Kind: not FrameKind.Incomplete } found)
        {
            if (found.Kind == FrameKind.Whole && isEvent(found.Message))
                Keep(found.Message);
            else
                late.AddRange(came.Take(found.Consumed));
            came.RemoveRange(0, found.Consumed);
        }

        // What may be the beginning of an event stays, and answers nothing when it is none; of anything else nothing stays.
        var stays = _isEvent is not null && count >= 0 ? came[(_eventFraming!.Leftover(came.ToArray()))..] : [];
        late.AddRange(came.Take(came.Count - stays.Count));
        Trace(WireDirection.Drained, late.ToArray());
        _owed.Came(late.ToArray());
        if (count < 0)
        {
            Close();
            Open();
        }

        _kept = stays;
        _before = stays.Count;
    }

    private void Take(ReadOnlySpan<byte> bytes, List<byte> came, WireDirection direction)
    {
        Trace(direction, bytes);
        came.AddRange(bytes);
    }

    private void Keep(ReadOnlyMemory<byte> message)
    {
        if (_events.Count >= EventsKept)
            _events.Dequeue();
        _events.Enqueue(new DeviceEvent(message, time.GetUtcNow()));
    }

    private void Pause()
    {
        while (_ended is { } ended && gap - time.GetElapsedTime(ended) is { Ticks: > 0 } left && transport.Read(_buffer, left) is > 0 and var count)
            _kept.AddRange(_buffer.AsSpan(0, count));
    }

    private LinkReply TimedOut(TimeSpan timeout, ImmutableArray<ReadOnlyMemory<byte>>.Builder answers, List<byte> came) => Failed(
        LinkOutcome.TimedOut,
        answers,
        came,
        came.Count == 0
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no answer within {timeout.TotalSeconds:0.###} s")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"only a part of an answer within {timeout.TotalSeconds:0.###} s: {WireText.Of(came.ToArray())}"));

    private LinkReply Failed(LinkOutcome outcome, ImmutableArray<ReadOnlyMemory<byte>>.Builder answers, List<byte> came, string reason) =>
        new(outcome, answers.ToImmutable(), came.ToArray(), reason, time.GetUtcNow());

    private void Trace(WireDirection direction, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
            _bytes.Add(new TracedBytes(direction, bytes.ToArray(), time.GetElapsedTime(_began)));
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
