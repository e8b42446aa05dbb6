using System.Collections.Immutable;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Transports;

/// <content>Waiting for an answer: which of the messages that come is it.</content>
public sealed partial class WireConversation
{
    private LinkReply? Await(TransactionStep step, TimeSpan timeout, ImmutableArray<ReadOnlyMemory<byte>>.Builder answers, CancellationToken cancellation)
    {
        var came = _kept;
        _kept = [];
        var since = time.GetTimestamp();
        var waited = TimeSpan.Zero;
        var echo = step.Echoed ? step.Request : default;
        var quiet = TimeSpan.Zero;
        while (true)
        {
            if (echo.Length > 0 && came.Count >= echo.Length)
            {
                if (!came.Take(echo.Length).SequenceEqual(echo.ToArray()))
                    return Failed(LinkOutcome.Malformed, answers, came, $"found {WireText.Of([.. came])}, expected the request sent back: {WireText.Of(echo.Span)}");
                came.RemoveRange(0, echo.Length);
                echo = default;
            }

            // Servers that end the connection after their answer may pause within it.
            if (echo.Length == 0 && Take(step, came, quiet >= LastByte && !connectsEachTime && step.Answer is UntilEnd, answers) is { } end)
                return end.Failure;
            if (cancellation.IsCancellationRequested)
                return Failed(LinkOutcome.Canceled, answers, came, "given up before it was answered");
            if (waited >= timeout)
            {
                // It may be the beginning of an event.
                _kept = step.IsEvent is null ? [] : came;
                return TimedOut(timeout, answers, came);
            }

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
            var isOld = _before > 0;
            _before = Math.Max(0, _before - found.Consumed);
            switch (found.Kind)
            {
                case FrameKind.Whole when step.IsEvent?.Invoke(found.Message) == true:
                    Keep(found.Message);
                    continue;
                case FrameKind.Whole when isOld || step.Belongs?.Invoke(found.Message) == false:
                    continue;
                case FrameKind.Whole:
                    answers.Add(found.Message);
                    _kept = came;
                    return (null, true);
                default:
                    return (Failed(found.Kind == FrameKind.WrongCheck ? LinkOutcome.ChecksumError : LinkOutcome.Malformed, answers, [.. bytes, .. came], found.Reason), true);
            }
        }

        return null;
    }
}
