namespace LabActors.Devices.Framings;

/// <summary>
/// Where a message ends and how it is known to be whole, as data: what a device's grammar says of its answers. Framings are pure: they are given all bytes that have come since the last
/// message, and say whether they hold one.
/// </summary>
public abstract record Framing
{
    /// <summary>The longest message that is waited for, bytes; more without an end is malformed.</summary>
    public int MaxLength { get; init; } = 4096;

    /// <summary>There is no answer.</summary>
    public static Framing None { get; } = new NoAnswer();

    /// <summary>The check over a message; none unless the framing has one by itself.</summary>
    public MessageCheck Check { get; init; } = MessageCheck.None;

    /// <summary>Looks for a message at the beginning of the bytes.</summary>
    /// <param name="bytes">What has come.</param>
    /// <param name="isEnd">Nothing more comes: a whole datagram, a connection that was ended, or a pause after the last byte.</param>
    public FrameRead Read(ReadOnlyMemory<byte> bytes, bool isEnd)
    {
        var found = Find(bytes, isEnd);
        if (found.Kind == FrameKind.Whole)
            return Check.Read(found);
        return found.Kind == FrameKind.Incomplete && bytes.Length > MaxLength
            ? new FrameRead(FrameKind.Malformed, bytes.Length, default, $"{bytes.Length} bytes without an end, expected at most {MaxLength}")
            : found;
    }

    /// <summary>How many bytes at the beginning belong to no message: what is left of the end of the one before.</summary>
    public virtual int Leftover(ReadOnlySpan<byte> bytes) => 0;

    /// <summary>Where the message ends, without looking at its check: the bytes that the check is over, and the check.</summary>
    protected abstract FrameRead Find(ReadOnlyMemory<byte> bytes, bool isEnd);

    private sealed record NoAnswer : Framing
    {
        protected override FrameRead Find(ReadOnlyMemory<byte> bytes, bool isEnd) => FrameRead.Incomplete;
    }
}
