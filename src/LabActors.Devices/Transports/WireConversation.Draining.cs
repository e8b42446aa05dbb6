using LabActors.Devices.Framings;

namespace LabActors.Devices.Transports;

/// <content>What comes without being asked for: late answers and events.</content>
public sealed partial class WireConversation
{
    // What nobody has asked for: late answers are thrown away and seen in the trace, events are kept.
    private void Drain()
    {
        var came = new List<byte>(_kept);
        _kept = [];
        for (var reads = 0; reads < 1_000; reads++)
        {
            var count = transport.Read(_buffer, TimeSpan.Zero);
            if (count < 0)
            {
                Close();
                Open();
                return;
            }

            if (count == 0)
                break;
            came.AddRange(_buffer.AsSpan(0, count));
        }

        var late = new List<byte>();
        while (came.Count > 0 && _isEvent is { } isEvent && _eventFraming!.Read(came.ToArray(), false) is { Kind: not FrameKind.Incomplete } found)
        {
            if (found.Kind == FrameKind.Whole && isEvent(found.Message))
                Keep(found.Message);
            else
                late.AddRange(came.GetRange(0, found.Consumed));
            came.RemoveRange(0, found.Consumed);
        }

        // The beginning of an event whose end has not come yet stays; of anything else nothing stays.
        if (_isEvent is not null)
            _kept = [.. came];
        else
            late.AddRange(came);
        if (late.Count > 0)
            Trace(WireDirection.Drained, late.ToArray());
    }

    private void Keep(ReadOnlyMemory<byte> message)
    {
        if (_events.Count >= EventsKept)
            _events.Dequeue();
        _events.Enqueue(new DeviceEvent(message, time.GetUtcNow()));
    }

    private void Pause()
    {
        if (_ended is { } ended && gap - time.GetElapsedTime(ended) is { Ticks: > 0 } left && transport.Read(_buffer, left) is > 0 and var count)
            Trace(WireDirection.Drained, _buffer.AsSpan(0, count));
    }
}
