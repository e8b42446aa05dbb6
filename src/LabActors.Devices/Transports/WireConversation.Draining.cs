using LabActors.Devices.Framings;

namespace LabActors.Devices.Transports;

/// <content>What comes without being asked for: late answers and events.</content>
public sealed partial class WireConversation
{
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
        var stays = _isEvent is not null && count >= 0 ? came[_eventFraming!.Leftover(came.ToArray())..] : [];
        late.AddRange(came.Take(came.Count - stays.Count));
        Trace(WireDirection.Drained, late.ToArray());
        if (count < 0)
        {
            Close();
            Open();
        }

        (_kept, _before) = (stays, stays.Count);
    }

    private void Keep(ReadOnlyMemory<byte> message)
    {
        if (_events.Count >= EventsKept)
            _events.Dequeue();
        _events.Enqueue(new DeviceEvent(message, time.GetUtcNow()));
    }

    private void Pause()
    {
        while (_ended is { } ended && _pause - time.GetElapsedTime(ended) is { Ticks: > 0 } left && transport.Read(_buffer, left) is > 0 and var count)
            _kept.AddRange(_buffer.AsSpan(0, count));
    }
}
