namespace LabActors.Devices.Framings;

/// <summary>A message without an end of its own: a whole datagram, or all until the other side ends the connection or pauses.</summary>
public sealed record UntilEnd : Framing
{
    /// <inheritdoc/>
    protected override FrameRead Find(ReadOnlyMemory<byte> bytes, bool isEnd) =>
        isEnd && bytes.Length > 0 ? FrameRead.Whole(bytes.Length, bytes) : FrameRead.Incomplete;
}
