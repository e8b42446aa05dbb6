namespace LabActors.Devices.Transports;

/// <summary>
/// A trace as a device: what goes out must be what went out when it was recorded, in the same order, and is answered with what came in then. The test double that a laboratory's own recording makes.
/// </summary>
/// <param name="traces">The recorded transactions of one port, oldest first.</param>
public sealed class ReplayTransport(IEnumerable<LinkTrace> traces) : ITransport
{
    private readonly Queue<TracedBytes> _bytes = new(traces.SelectMany(t => t.Bytes).Where(b => b.Direction != WireDirection.Drained));
    private int _sent;

    /// <inheritdoc/>
    public string Address => "a recorded trace";

    /// <inheritdoc/>
    public bool IsDatagrams => false;

    /// <inheritdoc/>
    public bool ForgetsWhenReopened => true;

    /// <inheritdoc/>
    public bool Simulated => true;

    /// <summary>Everything that was recorded has been asked for.</summary>
    public bool IsOver => _bytes.Count == 0;

    /// <inheritdoc/>
    public void Open()
    {
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">Something else went out when it was recorded; the message says what.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (!_bytes.TryPeek(out var next) || next.Direction != WireDirection.Out)
                throw new IOException($"the trace has no request here, found '{WireText.Of(bytes)}'{(next is null ? "" : $", while '{WireText.Of(next.Bytes.Span)}' is still to be read")}");
            var expected = next.Bytes.Span[_sent..];
            var same = Math.Min(expected.Length, bytes.Length);
            if (!expected[..same].SequenceEqual(bytes[..same]))
                throw new IOException($"the trace has another request here: found '{WireText.Of(bytes)}', expected '{WireText.Of(expected)}'");
            bytes = bytes[same..];
            _sent += same;
            if (same == expected.Length)
            {
                _bytes.Dequeue();
                _sent = 0;
            }
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        // What came in is given when it is waited for, not while what is left over is being drained before the next request.
        if (wait <= TimeSpan.Zero || !_bytes.TryPeek(out var next) || next.Direction != WireDirection.In)
            return 0;
        _bytes.Dequeue();
        next.Bytes.Span.CopyTo(buffer);
        return next.Bytes.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
