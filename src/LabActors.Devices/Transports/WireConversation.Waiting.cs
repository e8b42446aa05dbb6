using System.Collections.Immutable;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Transports;

/// <content>Waiting for an answer: which of the messages that come is it.</content>
public sealed partial class WireConversation
{
    private LinkReply? Await(string device, TransactionStep step, TimeSpan timeout, ImmutableArray<ReadOnlyMemory<byte>>.Builder answers, CancellationToken cancellation)
    {
        var came = _kept;
        _kept = [];
        var owes = _owed.IsOwedBy(device);
        FrameRead? first = null;
        var echo = step.Echoed ? step.Request : default;
        var since = time.GetTimestamp();
        var (waited, quiet) = (TimeSpan.Zero, TimeSpan.Zero);
        var (isOver, isWhole) = (false, false);
        while (true)
        {
            if (echo.Length > 0 && came.Count >= echo.Length)
            {
                if (!came.Take(echo.Length).SequenceEqual(echo.ToArray()))
                    return Failed(LinkOutcome.Malformed, answers, came, $"found {WireText.Of(came.ToArray())}, expected the request sent back: {WireText.Of(echo.Span)}");
                came.RemoveRange(0, echo.Length);
                echo = default;
            }

            while (echo.Length == 0 && Next(step, came, isOver || isWhole || (quiet >= LastByte && !connectsEachTime && step.Answer is UntilEnd)) is { } found)
            {
                // While an answer of before is still to come, the last that comes in the time is this one's.
                if (owes && first is null)
                {
                    first = found;
                    continue;
                }

                if (owes)
                    _owed.Forget(device);
                return Conclude(found, answers, came);
            }

            if (cancellation.IsCancellationRequested)
            {
                Owe(device, step, timeout, came);
                return Failed(LinkOutcome.Canceled, answers, came, "given up before it was answered");
            }

            if (isOver || waited >= timeout)
            {
                if (first is { } only)
                    return Conclude(only, answers, came);
                if (isOver)
                    return Failed(LinkOutcome.PortLost, answers, came, "the other side ended the connection without an answer");
                Owe(device, step, timeout, came);
                return TimedOut(timeout, answers, came);
            }

            var slice = Min(LongestSlice, timeout - waited);
            var count = transport.Read(_buffer, slice);
            waited = Max(time.GetElapsedTime(since), count == 0 ? waited + slice : waited);
            quiet = count == 0 ? quiet + slice : TimeSpan.Zero;
            isOver = count < 0;
            isWhole = transport.IsDatagrams && count > 0;
            if (isOver)
                Close();
            else
                Take(_buffer.AsSpan(0, count), came, WireDirection.In);
        }
    }

    // The next message that can be the answer, right or wrong; events are kept, and what another was asked for, or was asked for before, is passed over.
    private FrameRead? Next(TransactionStep step, List<byte> came, bool isEnd)
    {
        while (came.Count > 0)
        {
            var found = step.Answer.Read(came.ToArray(), isEnd);
            if (found.Kind == FrameKind.Incomplete)
                return null;
            var isOld = _before > 0;
            _before = Math.Max(0, _before - found.Consumed);
            if (found.Kind == FrameKind.Whole && step.IsEvent?.Invoke(found.Message) == true)
                Keep(found.Message);
            else if (!isOld && (found.Kind != FrameKind.Whole || step.Belongs?.Invoke(found.Message) != false))
                return Taken(found, came);
            came.RemoveRange(0, found.Consumed);
        }

        return null;
    }

    // A wrong message is shown with all that came.
    private static FrameRead Taken(FrameRead found, List<byte> came)
    {
        var taken = found.Kind == FrameKind.Whole ? found : found with { Message = came.ToArray() };
        came.RemoveRange(0, found.Consumed);
        return taken;
    }

    private LinkReply? Conclude(FrameRead found, ImmutableArray<ReadOnlyMemory<byte>>.Builder answers, List<byte> came)
    {
        if (found.Kind != FrameKind.Whole)
            return Failed(found.Kind == FrameKind.WrongCheck ? LinkOutcome.ChecksumError : LinkOutcome.Malformed, answers, [.. found.Message.Span], found.Reason);
        answers.Add(found.Message);
        _kept = came;
        return null;
    }

    // The beginning of an event stays; the beginning of an answer is remembered, so that its rest is not taken for the next one.
    private void Owe(string device, TransactionStep step, TimeSpan timeout, List<byte> came)
    {
        if (connectsEachTime)
            return;
        if (step.IsEvent is not null)
            _kept = [.. came];
        _owed.Owes(device, timeout, step.Answer, step.IsEvent is null ? came.ToArray() : []);
    }
}
