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
    private readonly Dictionary<string, long> _quarantine = new(StringComparer.Ordinal);
    private readonly HashSet<string> _greeted = new(StringComparer.Ordinal);
    private ImmutableArray<TracedBytes>.Builder _bytes = ImmutableArray.CreateBuilder<TracedBytes>();
    private Func<ReadOnlyMemory<byte>, bool>? _isEvent;
    private Framing? _eventFraming;
    private List<byte> _kept = [];
    private int _before;
    private long _began;
    private long? _ended;
    private TimeSpan _pause;
    private bool _open;

    /// <summary>The transport is open.</summary>
    public bool IsOpen => _open;

    /// <summary>
    /// How long a device is still to be left alone: it has not answered in time, and what it may say late would be taken for the answer to the next question. Others on the same bus need not wait.
    /// </summary>
    public TimeSpan Quarantine(string device) =>
        _open && _quarantine.TryGetValue(device, out var until) && time.GetElapsedTime(time.GetTimestamp(), until) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>Opens the transport when it is not open.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public void Open()
    {
        if (_open)
            return;
        transport.Open();
        _open = true;
        _greeted.Clear();
        _quarantine.Clear();
    }

    /// <summary>Closes the transport; the next transaction opens it again.</summary>
    public void Close()
    {
        _open = false;
        (_kept, _before) = ([], 0);
        transport.Dispose();
    }

    /// <summary>Holds a conversation for a device; waits before while the device is in quarantine.</summary>
    /// <param name="isRepeat">It was held before, without the repeat that it may have.</param>
    public LinkReply Hold(string device, Transaction transaction, CancellationToken cancellation, bool isRepeat = false)
    {
        _bytes = ImmutableArray.CreateBuilder<TracedBytes>();
        var at = time.GetUtcNow();
        _began = time.GetTimestamp();
        _pause = Max(gap, transaction.Pause);
        var reply = Once(device, transaction, cancellation) with { Attempts = isRepeat ? 2 : 1 };
        if (transaction.RepeatSafe && !isRepeat && reply.Outcome is LinkOutcome.TimedOut or LinkOutcome.ChecksumError or LinkOutcome.Malformed)
            reply = Once(device, transaction, cancellation) with { Attempts = 2 };
        if (connectsEachTime && _open)
            Close();
        _ended = time.GetTimestamp();
        reply = reply with { Took = time.GetElapsedTime(_began) };
        traced(new LinkTrace(port, device, transaction.What, at, reply.Took, reply.Outcome, reply.Reason, reply.Attempts, _bytes.ToImmutable()));
        return reply;
    }

    /// <summary>Lets time pass while nobody may be asked: what comes is thrown away.</summary>
    public void Rest(TimeSpan atMost)
    {
        if (!_open)
            return;
        try
        {
            if (transport.Read(_buffer, atMost) < 0)
                Close();
        }
        catch (IOException)
        {
            // The next transaction opens it again, or tells that it is lost.
            Close();
        }
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
            if (transaction.Urgent)
                SendAhead(device, transaction.Steps[0]);
            SitOut(device, cancellation);
            Open();
            if (!_greeted.Contains(device) && Greet(transaction, cancellation) is { } ungreeted)
                return AfterFailure(device, transaction, ungreeted);
            _greeted.Add(device);
            return Steps(transaction.Steps, transaction.Timeout, answers, cancellation) is { } failed
                ? AfterFailure(device, transaction, failed)
                : new LinkReply(LinkOutcome.Answered, answers.ToImmutable(), default, "", time.GetUtcNow());
        }
        catch (IOException lost)
        {
            Close();
            return Failed(LinkOutcome.PortLost, answers, [], lost.Message);
        }
    }

    private LinkReply? Greet(Transaction transaction, CancellationToken cancellation)
    {
        var answers = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        foreach (var step in transaction.Preamble)
        {
            if (Step(step, transaction.Timeout, answers, cancellation) is { } failed)
                return failed;
            if (step.GoesOn is { } goesOn && !goesOn(answers[^1]))
                return Failed(LinkOutcome.Malformed, answers, [.. answers[^1].Span], $"found '{WireText.Of(answers[^1].Span)}' when it was greeted");
        }

        return null;
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

    // Switching off does not wait for what may come late: it goes out at once, and again when its answer can be told from a late one.
    private void SendAhead(string device, TransactionStep step)
    {
        if (!_open || Quarantine(device) <= TimeSpan.Zero)
            return;
        transport.Write(step.Request.Span);
        Trace(WireDirection.Out, step.Request.Span);
    }

    private void SitOut(string device, CancellationToken cancellation)
    {
        while (Quarantine(device) is { Ticks: > 0 } left && !cancellation.IsCancellationRequested)
        {
            var count = transport.Read(_buffer, Min(left, LongestSlice));
            if (count < 0)
                Close();
            else
                _kept.AddRange(_buffer.AsSpan(0, count));
        }

        _quarantine.Remove(device);
    }

    private LinkReply? Step(TransactionStep step, TimeSpan timeout, ImmutableArray<ReadOnlyMemory<byte>>.Builder answers, CancellationToken cancellation)
    {
        if (step.IsEvent is not null)
            (_isEvent, _eventFraming) = (step.IsEvent, step.Answer);
        if (step.Request.Length > 0)
        {
            if (cancellation.IsCancellationRequested)
                return Failed(LinkOutcome.Canceled, answers, [], "given up before it was sent");
            Pause();
            Drain();
            transport.Write(step.Request.Span);
            Trace(WireDirection.Out, step.Request.Span);
        }

        return step.Answer == Framing.None ? null : Await(step, timeout, answers, cancellation);
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
