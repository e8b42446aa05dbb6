namespace LabActors.Devices.Transports;

/// <summary>A device gave no good answer. What it was asked to do may have been done all the same: only reading it back tells.</summary>
/// <param name="device">Who was asked.</param>
/// <param name="what">What for.</param>
/// <param name="reply">What came of it.</param>
public sealed class LinkException(string device, string what, LinkReply reply) : IOException($"{device}: {what}: {reply.Reason}")
{
    /// <summary>Who was asked.</summary>
    public string Device { get; } = device;

    /// <summary>What came of it.</summary>
    public LinkReply Reply { get; } = reply;
}
