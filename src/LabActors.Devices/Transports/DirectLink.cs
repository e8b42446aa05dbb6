using System.Collections.Immutable;

namespace LabActors.Devices.Transports;

/// <summary>
/// A device's share of a port without an actor: the conversation is held on the caller's thread, one at a time. For commands that look at a laboratory in which no node runs, and for
/// simulators in the same process, which answer at once.
/// </summary>
/// <param name="wire">The port's conversation, which all its devices share.</param>
/// <param name="device">The device's name.</param>
/// <param name="simulated">The port leads to a simulator.</param>
public sealed class DirectLink(WireConversation wire, string device, bool simulated) : ILink
{
    /// <inheritdoc/>
    public bool Simulated => simulated;

    /// <inheritdoc/>
    public ValueTask<LinkReply> Exchange(Transaction transaction, CancellationToken cancellation)
    {
        lock (wire)
            return ValueTask.FromResult(wire.Hold(device, transaction, cancellation));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<DeviceEvent>> TakeEvents(CancellationToken cancellation)
    {
        lock (wire)
            return ValueTask.FromResult(wire.TakeEvents());
    }
}
