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
    private byte[] _kept = [];
    private long _began;
    private long? _ended;
    private readonly Dictionary<string, long> _quarantine = new(StringComparer.Ordinal);
    private readonly HashSet<string> _greeted = new(StringComparer.Ordinal);
    private bool _open;

    /// <summary>The transport is open.</summary>
    public bool IsOpen => _open;

    /// <summary>
    /// How long a device is still to be left alone: it has not answered in time, and what it may say late would be taken for the answer to the next question. Others on the same bus need not wait.
    /// </summary>
    public TimeSpan Quarantine(string device) =>
        _quarantine.TryGetValue(device, out var until) && time.GetElapsedTime(time.GetTimestamp(), until) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>Opens the transport when it is not open.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public void Open()
    {
        if (_open)
            return;
        transport.Open();
        _open = true;
        _kept = [];
        _greeted.Clear();
        _quarantine.Clear();
    }

    /// <summary>Closes the transport; the next transaction opens it again.</summary>
    public void Close()
    {
        _open = false;
        _kept = [];
        transport.Dispose();
    }

    /// <summary>Holds a conversation for a device; waits before while the device is in quarantine.</summary>
    public LinkReply Hold(string device, Transaction transaction, CancellationToken cancellation)
    {
        _bytes = ImmutableArray.CreateBuilder<TracedBytes>();
        var at = time.GetUtcNow();
        _began = time.GetTimestamp();
        var reply = Once(device, transaction, cancellation);
        if (transaction.RepeatSafe && reply.Outcome is LinkOutcome.TimedOut or LinkOutcome.ChecksumError or LinkOutcome.Malformed)
            reply = Once(device, transaction, cancellation) with { Attempts = 2 };
        if (connectsEachTime && _open)
            Close();
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
            SitOut(device, cancellation);
            Open();
            if (!_greeted.Contains(device) && Steps(transaction.Preamble, transaction.Timeout, ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(), cancellation) is { } ungreeted)
                return AfterFailure(device, transaction, ungreeted);
            _greeted.Add(device);
            return Steps(transaction.Steps, transaction.Timeout, answers, cancellation) is { } failed
                ? AfterFailure(device, transaction, failed)
                : new LinkReply(LinkOutcome.Answered, answers.ToImmutable(), default, "", time.GetUtcNow());
        }
        catch (IOException lost)
        {
            Close();
            return new LinkReply(LinkOutcome.PortLost, answers.ToImmutable(), default, lost.Message, time.GetUtcNow());
        }
    }

    private LinkReply? Steps(ImmutableArray<TransactionStep> steps, TimeSpan timeout, ImmutableArray<ReadOnlyMemory<byte>>.Builder answers, CancellationToken cancellation)
    {
        foreach (var step in steps)
        {
            if (Step(step, timeout, answers, cancellation) is { } failed)
                return failed;
            if (step.GoesOn is { } goesOn && answers.Count > 0 && !goesOn(answers[^1]))
                break;
        }

        return null;
    }

    // What comes late must not be taken for the next answer: a socket is left behind, at a serial port the device is left alone for as long as its answer may take.
    private LinkReply AfterFailure(string device, Transaction transaction, LinkReply failed)
    {
        if (failed.Outcome is LinkOutcome.Answered or LinkOutcome.PortLost)
            return failed;
        if (transport.ForgetsWhenReopened)
            Close();
        else
            _quarantine[device] = time.GetTimestamp() + (long)(transaction.Timeout.TotalSeconds * time.TimestampFrequency);
        return failed;
    }

    private void SitOut(string device, CancellationToken cancellation)
    {
        while (_open && Quarantine(device) is { Ticks: > 0 } left && !cancellation.IsCancellationRequested)
        {
            var count = transport.Read(_buffer, Min(left, LongestSlice));
            if (count < 0)
                Close();
            Trace(WireDirection.Drained, _buffer.AsSpan(0, Math.Max(count, 0)));
        }

        _quarantine.Remove(device);
    }

    private LinkReply? Step(TransactionStep step, TimeSpan timeout, ImmutableArray<ReadOnlyMemory<byte>>.Builder answers, CancellationToken cancellation)
    {
        if (step.IsEvent is not null)
            (_isEvent, _eventFraming) = (step.IsEvent, step.Answer);
        if (step.Request.Length > 0)
        {
            Drain();
            Pause();
            transport.Write(step.Request.Span);
            Trace(WireDirection.Out, step.Request.Span);
        }

        if (step.Answer == Framing.None)
            return null;
        var came = new List<byte>(_kept);
        _kept = [];
        var since = time.GetTimestamp();
        var waited = TimeSpan.Zero;
        var echoed = step.Echoed ? step.Request.Length : 0;
        var quiet = TimeSpan.Zero;
        while (true)
        {
            if (echoed > 0 && came.Count >= echoed)
            {
                came.RemoveRange(0, echoed);
                echoed = 0;
            }

            if (echoed == 0 && Take(step, came, came.Count > 0 && quiet >= LastByte && step.Answer is UntilEnd, answers) is { } end)
                return end.Failure;
            if (cancellation.IsCancellationRequested)
                return Failed(LinkOutcome.Canceled, answers, came, "given up before it was answered");
            if (waited >= timeout)
                return TimedOut(timeout, answers, came);
            var slice = Min(LongestSlice, timeout - waited);
            var count = transport.Read(_buffer, slice);
            waited = Max(time.GetElapsedTime(since), count == 0 ? waited + slice : waited);
            quiet = count == 0 ? quiet + slice : TimeSpan.Zero;
            if (count < 0)
            {
                Close();
                return Take(step, came, true, answers) is { } last ? last.Failure : Failed(LinkOutcome.PortLost, answers, came, "the other side ended the connection without an answer");
            }

            Trace(WireDirection.In, _buffer.AsSpan(0, count));
            came.AddRange(_buffer.AsSpan(0, count));
            if (transport.IsDatagrams && count > 0 && Take(step, came, true, answers) is { } whole)
                return whole.Failure;
        }
    }

    // Null while there is no answer yet; otherwise the end, with the failure that it is, or none.
    private (LinkReply? Failure, bool IsOver)? Take(TransactionStep step, List<byte> came, bool isEnd, ImmutableArray<ReadOnlyMemory<byte>>.Builder answers)
    {
        while (came.Count > 0)
        {
            var found = step.Answer.Read(came.ToArray(), isEnd);
            if (found.Kind == FrameKind.Incomplete)
                return null;
            var bytes = came.GetRange(0, found.Consumed);
            came.RemoveRange(0, found.Consumed);
            switch (found.Kind)
            {
                case FrameKind.Whole when step.IsEvent?.Invoke(found.Message) == true:
                    Keep(found.Message);
                    continue;
                case FrameKind.Whole when step.Belongs?.Invoke(found.Message) == false:
                    continue;
                case FrameKind.Whole:
                    answers.Add(found.Message);
                    _kept = [.. came];
                    return (null, true);
                default:
                    return (Failed(found.Kind == FrameKind.WrongCheck ? LinkOutcome.ChecksumError : LinkOutcome.Malformed, answers, [.. bytes, .. came], found.Reason), true);
            }
        }

        return null;
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
