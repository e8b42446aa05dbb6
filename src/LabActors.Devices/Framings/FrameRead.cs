namespace LabActors.Devices.Framings;

/// <summary>What a framing makes of the bytes that have come so far.</summary>
/// <param name="Kind">Whether they hold a message.</param>
/// <param name="Consumed">How many of the bytes belong to it, terminator and check included.</param>
/// <param name="Message">The message without terminator and check; empty unless it is whole.</param>
/// <param name="Reason">What is wrong, in words.</param>
public readonly record struct FrameRead(FrameKind Kind, int Consumed, ReadOnlyMemory<byte> Message, string Reason)
{
    /// <summary>More bytes are needed.</summary>
    public static FrameRead Incomplete { get; } = new(FrameKind.Incomplete, 0, default, "");

    /// <summary>A message.</summary>
    public static FrameRead Whole(int consumed, ReadOnlyMemory<byte> message) => new(FrameKind.Whole, consumed, message, "");
}
