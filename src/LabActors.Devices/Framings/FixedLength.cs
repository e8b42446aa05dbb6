namespace LabActors.Devices.Framings;

/// <summary>A message of so many bytes, check included.</summary>
public sealed record FixedLength(int Length) : Framing
{
    /// <inheritdoc/>
    protected override FrameRead Find(ReadOnlyMemory<byte> bytes, bool isEnd) =>
        bytes.Length >= Length ? FrameRead.Whole(Length, bytes[..Length]) : FrameRead.Incomplete;
}
